import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HostileCase, HostileGroup } from "./hostile-case.ts";
import { AS_NOBODY, canMount, fill, giveToNobody, mountSmall, unmount } from "./privileges.ts";

const { PATH = "" } = process.env;

/** A program called git that PATH finds first. @param script for sh, where "$git" is git itself */
function fakeGit(name: string, script: string, outcome: HostileCase["outcome"]): HostileCase {
  return {
    name: `a git that ${name}`,
    change: (_clone, _original, scratch) => {
      const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
      mkdirSync(join(scratch, "bin"));
      writeFileSync(join(scratch, "bin/git"), `#!/bin/sh\ngit=${git}\n${script}\n`, { mode: 0o755 });
    },
    outcome,
    env: (scratch) => ({ PATH: `${scratch}/bin:${PATH}` }),
  };
}

/** @param does instead of the git command `name` */
function fakeCommand(name: string, does: string): string {
  return `case " $* " in *" ${name} "*) ${does}; exit;; esac; exec $git "$@"`;
}

const noGit = /does not answer as git 2\.31 and later do/;
const silent = /printed nothing for 2 seconds and was ended/;
const deaf = 'trap "" INT TERM HUP; sleep 600; sleep 600';

const programs: HostileCase[] = [
  fakeGit("prints nonsense", "echo nonsense", noGit),
  fakeGit("prints nothing", ":", noGit),
  fakeGit("prints the questions", 'for each in "$@"; do echo "$each"; done', noGit),
  fakeGit("fails", "echo oops >&2; exit 1", /cannot be opened: oops$/),
  fakeGit("is killed", "kill -9 $$", /it was killed/),
  fakeGit("hangs", "sleep 600", silent),
  fakeGit("hangs and ignores signals", deaf, silent),
  fakeGit("hangs and leaves another process", "setsid sleep 60 & sleep 600", silent),
  fakeGit("prints without end", "exec yes", /it printed more than 0\.25 GiB/),
  fakeGit("complains without end", "exec yes >&2", /it printed more than 0\.25 GiB/),
  fakeGit("hangs at rev-list", fakeCommand("rev-list", deaf), silent),
  fakeGit("hangs at cat-file", fakeCommand("cat-file", deaf), silent),
  fakeGit("has no refs", fakeCommand("show-ref", ":"), /has no mainline ref/),
  fakeGit("has odd refs", fakeCommand("show-ref", "echo nonsense"), /its output was not understood/),
  fakeGit("has no commits", fakeCommand("rev-list", ":"), /lacks the commit/),
  fakeGit("has odd commits", fakeCommand("rev-list", "yes"), /not understood|printed more than 2 GiB/),
  fakeGit("has no objects", fakeCommand("cat-file", ":"), /its output ended early/),
  fakeGit("has odd objects", fakeCommand("cat-file", "echo nonsense"), /its output was not understood/),
];

const canary = (scratch: string) => `touch ${scratch}/ran`;

/** Whatever the caller's environment says to git. */
const callers: HostileCase[] = [
  {
    name: "GIT_* that name another repository, other settings and programs",
    outcome: "same",
    env: (scratch) => ({
      GIT_DIR: "/nonexistent",
      GIT_COMMON_DIR: "/nonexistent",
      GIT_OBJECT_DIRECTORY: "/nonexistent",
      GIT_ALTERNATE_OBJECT_DIRECTORIES: "/nonexistent",
      GIT_INDEX_FILE: "/nonexistent",
      GIT_NAMESPACE: "other",
      GIT_SHALLOW_FILE: "/etc/passwd",
      GIT_GRAFT_FILE: "/etc/passwd",
      GIT_REPLACE_REF_BASE: "refs/heads/",
      GIT_CEILING_DIRECTORIES: "/",
      GIT_EXEC_PATH: scratch,
      GIT_CONFIG_PARAMETERS: "'core.bare=nonsense'",
      GIT_CONFIG_COUNT: "3",
      GIT_CONFIG_KEY_0: "core.bare",
      GIT_CONFIG_VALUE_0: "nonsense",
      GIT_CONFIG_KEY_1: "core.fsmonitor",
      GIT_CONFIG_VALUE_1: canary(scratch),
      GIT_CONFIG_KEY_2: "core.pager",
      GIT_CONFIG_VALUE_2: canary(scratch),
      GIT_PAGER: canary(scratch),
      GIT_SSH_COMMAND: canary(scratch),
      GIT_ASKPASS: canary(scratch),
      GIT_EXTERNAL_DIFF: canary(scratch),
    }),
    shell: '"$@"; status=$?; test -e "$SCRATCH/ran" && exit 99; exit $status',
  },
  {
    name: "GIT_TRACE and others that write files",
    outcome: "same",
    env: (scratch) => ({
      GIT_TRACE: `${scratch}/ran`,
      GIT_TRACE2: `${scratch}/ran`,
      GIT_TRACE2_EVENT: `${scratch}/ran`,
      GIT_TRACE_PACKET: `${scratch}/ran`,
      GIT_FLUSH: "1",
      GIT_LITERAL_PATHSPECS: "1",
    }),
    shell: '"$@"; status=$?; test -e "$SCRATCH/ran" && exit 99; exit $status',
  },
  {
    name: "a temporary folder that is none",
    outcome: /TMPDIR/,
    env: () => ({ TMPDIR: "/nonexistent" }),
  },
  { name: "24 open files at most", outcome: /Raise the limit: ulimit -n 256/, shell: 'ulimit -n 24; "$@"' },
];

const streams: HostileCase[] = [
  {
    name: "standard input that comes late",
    outcome: "same",
    isFed: true,
    shell: '(sleep 2; cat "$INPUT") | "$@"',
  },
  {
    name: "standard input in pieces",
    outcome: "same",
    isFed: true,
    shell: '(head -c 50 "$INPUT"; sleep 1; tail -c +51 "$INPUT") | "$@"',
  },
  { name: "standard input without end", outcome: /at most 64 MiB/, isFed: true, shell: '"$@" < /dev/zero' },
  { name: "standard input that is closed", outcome: "same", shell: '"$@" <&-' },
  {
    name: "standard input that is closed, and nothing else to ask",
    outcome: /give them on standard input/,
    status: 2,
    isFed: true,
    shell: '"$@" <&-',
  },
  {
    name: "standard output that is full",
    outcome: /standard output cannot be written/,
    status: 1,
    shell: '"$@" > /dev/full',
  },
  {
    name: "standard output that nobody reads",
    outcome: /43 commits/,
    status: 1,
    shell: '{ "$@"; echo $? > "$SCRATCH/status"; } | true; exit "$(cat "$SCRATCH/status")"',
  },
  { name: "standard error that is full", outcome: "same", shell: '"$@" 2> /dev/full' },
  { name: "standard error that is closed", outcome: "same", shell: '"$@" 2>&-' },
  {
    name: "standard error that nobody reads",
    outcome: "same",
    shell:
      '{ { "$@" 3>&-; echo $? > "$SCRATCH/status"; } 2>&1 >&3 3>&- | true; } 3>&1; exit "$(cat "$SCRATCH/status")"',
  },
];

const disk = (scratch: string) => join(scratch, "disk");

/** A full disk for what `variable` names. */
function fullDisk(name: string, variable: string, outcome: HostileCase["outcome"]): HostileCase {
  return {
    name,
    outcome,
    followUps: true,
    change: (_clone, _original, scratch) => {
      mountSmall(disk(scratch), 64);
      fill(disk(scratch));
    },
    env: (scratch) => ({ [variable]: disk(scratch) }),
    // Of a list that is half written there is a file with a number as its suffix.
    shell: '"$@"; status=$?; test -n "$(find "$SCRATCH/disk" -name "*.*")" && exit 99; exit $status',
    undo: (scratch) => unmount(disk(scratch)),
  };
}

/** Users and folders. What only root can prepare is not tried by others. */
const folders: HostileCase[] = [
  {
    name: "a cache folder that is a file",
    outcome: "same",
    followUps: true,
    change: (_clone, _original, scratch) => writeFileSync(join(scratch, "file"), ""),
    env: (scratch) => ({ XDG_CACHE_HOME: `${scratch}/file` }),
  },
  {
    name: "files of no more than 1 KiB",
    outcome: /EFBIG|File too large/,
    shell: 'trap "" XFSZ; ulimit -f 2; "$@"',
  },
  ...(canMount
    ? [
        fullDisk("a full disk for temporary files", "TMPDIR", /no space left on device.*TMPDIR/i),
        fullDisk("a full disk for the cache", "XDG_CACHE_HOME", "same"),
      ]
    : []),
  ...(AS_NOBODY === null
    ? []
    : [
        {
          name: "user 65534, who can write no cache",
          outcome: "same" as const,
          followUps: true,
          change: (clone: string, _original: unknown, scratch: string) => giveToNobody(clone, scratch),
          env: () => ({ XDG_CACHE_HOME: "/nonexistent" }),
          shell: `${AS_NOBODY} "$@"`,
        },
        {
          name: "user 65534 and a clone of root",
          outcome: /is owned by another user.*safe\.directory/,
          change: (_clone: string, _original: unknown, scratch: string) => giveToNobody(scratch),
          shell: `${AS_NOBODY} "$@"`,
        },
      ]),
];

/** What the surroundings of a clone may do. */
export const surroundings: HostileGroup[] = [
  ["programs", programs],
  ["callers", callers],
  ["streams", streams],
  ["folders", folders],
];
