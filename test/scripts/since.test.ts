import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../scripts/since.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { runCommand } from "../run-command.ts";

const folder = temporaryFolder();
const source = join(folder, "d.c");
writeFileSync(source, "#include <sched.h>\nint f(void) { return setns(1, 2); }\n");
const notes = join(folder, "notes.md");
writeFileSync(notes, "In 8db6c34f1dbc8e06aa016a9b829b06902c3e1340, not in 0123456789ab.\n");
const coloured = "\u001b[31mx";

/** Releases as manual pages and the kernel's history have them, and the name that a record has for what is asked. */
const RELEASES: [asked: string, release: string, shown?: string][] = [
  ["CAP_BPF", "v5.8"],
  ["setns", "v3.0"],
  ["NS_GET_PARENT", "v4.9"],
  ["CLONE_INTO_CGROUP", "v5.7"],
  ["listns", "v6.19"],
  ["cgroup.kill", "v5.14"],
  ["/proc/self/ns/time", "v5.6", "/proc/<pid>/ns/time"],
  ["memory.swap.max", "v4.5"],
  ["user.max_user_namespaces", "v4.9", "/proc/sys/user/max_user_namespaces"],
];

test("claims and the content answer where headers leave it open and no clone is at hand, as text", async () => {
  const names = RELEASES.map(([name]) => name);
  const missing = ["missing.c", "no/such.md"];
  const hash = '8db6c34f1dbc ("Introduce v3 namespaced file capabilities")';
  const { status, stdout, stderr } = await runCommand(run, [
    ...names,
    ...missing,
    ...[hash, "0123456789ab", coloured, source, notes],
  ]);
  for (const [name, release, shown] of RELEASES) expect(stdout).toContain(`${shown ?? name}: ${release} (`);
  expect(stdout).toMatch(
    /^CAP_BPF: v5\.8 \(2020-08-02\), claim, \d sources; headers: after v5\.6, in v5\.8 at the latest\n {2}introduced by commit a17b53c4a4b5\n {2}claimed by Linux man-pages /,
  );
  expect(stdout).toContain(
    `${source} needs v3.0 (2011-07-22)\n  v3.0 (2011-07-22)  setns(), line 2, claim, 1 source\n`,
  );
  expect(stdout).toMatch(/^8db6c34f1dbc {2}Introduce v3 .*\n {14}v4\.14 \(2017-11-12\), /m);
  expect(stdout).toMatch(/^0123456789ab\n {14}unknown: no record, claim or fact names it$/m);
  expect(stdout).toMatch(
    /^ {5}1 {2}8db6c34f1dbc {2}v4\.14 \(2017-11-12\), .*\n {5}1 {2}0123456789ab {2}unknown .*not in the content$/m,
  );
  for (const name of missing) {
    expect(stderr).toContain(`since: ${name}:1:1 file: expected a file, found none.`);
    expect(stdout).not.toContain(name);
  }
  expect(stderr).toContain("--clone DIR or SINCELINUX_LINUX_CLONE names a clone");
  expect(`${stdout}${stderr}`).not.toContain("\u001b");
  expect(status).toBe(1);
});

test("in JSON the keys of the headers stay beside what every output says", async () => {
  const { stdout } = await runCommand(run, [
    "--json",
    "listns",
    "CLONE_NEWTIME",
    "8db6c34f1dbc",
    "missing.c",
  ]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toMatchObject([
    {
      ...{ input: "listns", kind: "interface", name: "listns", error: null },
      ...{ release: null, absentIn: "v6.16", presentIn: "v7.0", origin: "headers" },
      since: { releases: [{ version: "v6.19", date: "2026-02-08" }], evidence: "derived", origin: "commit" },
    },
    {
      ...{ release: "v5.6", absentIn: "v5.5", presentIn: "v5.6", origin: "headers" },
      since: { releases: [{ version: "v5.6", date: "2020-03-29" }], evidence: "fact", origin: "headers" },
    },
    {
      ...{ sha: "8db6c34f1dbc8e06aa016a9b829b06902c3e1340", release: "v4.14", followUps: null, error: null },
      since: { origin: "claim", evidence: "quoted" },
    },
    { input: "missing.c", error: "unknown" },
  ]);
});

test("for a name with a typing error the nearest names are offered, to people and to programs", async () => {
  const misspelt = [
    ["CLONE_NEWTMIE", "CLONE_NEWTIME"],
    ["pidfd_opn(2)", "pidfd_open"],
    ["clone_args.cgrop", "clone_args.cgroup"],
    ["/proc/self/ns/tmie", "/proc/<pid>/ns/time"],
    ["user.max_user_namespace", "/proc/sys/user/max_user_namespaces"],
    ["XYZZY_PLUGH"],
  ] as const;
  const asked = misspelt.map(([name]) => name);
  const { status, stdout } = await runCommand(run, asked);
  expect(status).toBe(1);
  const paragraphs = stdout.trimEnd().split("\n\n");
  expect(paragraphs.map((each) => each.split("\n").at(-1))).toEqual([
    ...misspelt.slice(0, -1).map(([, name]) => `  Did you mean "${name}"?`),
    "XYZZY_PLUGH: unknown: in no header that was searched",
  ]);
  const { stdout: json } = await runCommand(run, ["--json", ...asked, "openat2"]);
  const rows = json.trim().split("\n");
  expect(rows.map((row) => JSON.parse(row).nearest)).toEqual([
    ...misspelt.map(([, name]) => (name === undefined ? [] : [name])),
    undefined,
  ]);
});

test("a name that is asked for is never offered as what was meant", async () => {
  const { status, stdout, stderr } = await runCommand(run, ["mand", "kernel.unprivileged_userns_clone"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^mand: unknown/);
  expect(stdout).toContain("\n\nkernel.unprivileged_userns_clone: unknown: no record has its release\n");
  expect(stdout).not.toContain("Did you mean");
  expect(stderr).toContain('"sincelinux show mand" shows them');
  expect(stderr).toContain('"sincelinux show kernel.unprivileged_userns_clone" shows them');
});

test("a clone that is no folder is an error, also where only interfaces are asked about", async () => {
  for (const asked of ["openat2", "8db6c34f1dbc"])
    expect(await runCommand(run, [asked, "--clone", "/nonexistent"])).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'since: --clone: expected a folder, found no folder "/nonexistent".\nsince: --help describes the arguments and options.\n',
    });
});

test("of ten thousand unknown names only the first are compared with all known ones", async () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `XYZZY_PLUGH_${at}\n`);
  const { status, stdout } = await runCommand(run, ["--json"], {}, lines.join(""));
  const rows = stdout.trim().split("\n");
  expect([status, rows.length]).toEqual([1, 10_000]);
  expect(rows.filter((row) => row.includes('"nearest"')).length).toBe(20);
});

test.each([
  ["cgroup-nsdelegate", "cgroup-nsdelegate is a change, since v4.13 (2017-09-03), claim, "],
  ["Cgroup-Nsdelegate", "cgroup-nsdelegate is a change, since v4.13"],
  [
    "Mandatory file locking removed (MS_MANDLOCK has no effect)",
    "removed is a change, removed in v5.15 (2021-10-31)",
  ],
  [
    "lsm-static-interface",
    "is a change, partly removed in v2.6.24 (2008-01-24), fact; complete in v2.6.27 (",
  ],
  ["reversible-umount-tucked-mounts", "is a change, superseded as of "],
])("%s is no name and no hash, and where its release stands is said", async (name, note) => {
  const { status, stderr } = await runCommand(run, [name]);
  expect(status).toBe(1);
  expect(stderr).toContain(note);
  expect(stderr).toMatch(/: "sincelinux show [a-z0-9-]+" shows it\n/);
});

test("of a helper of BPF it is said why no header has it", async () => {
  const { status, stdout } = await runCommand(run, ["bpf_no_such_helper", "BPF_FUNC_no_such_helper"]);
  expect([
    status,
    stdout.match(/: unknown: the header names helpers of BPF in a macro, which is not read$/gm)?.length,
  ]).toEqual([1, 2]);
});
