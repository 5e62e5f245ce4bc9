import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { gitOutput } from "../../src/git/process/git-output.ts";
import { ask } from "../../src/git/process/query.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { importCommits } from "./import-commits.ts";
import { quiet } from "./linux-shapes.ts";
import { oddFiles } from "./odd-files.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const origin = join(folder, "origin.git");
const shas = importCommits(origin, [{ id: "root", message: "root\n" }]);
git(origin, "update-ref", "refs/heads/master", shas.get("root") as string);
git(origin, "symbolic-ref", "HEAD", "refs/heads/master");
let copies = 0;

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(oddFiles)("%s is refused in a sentence", async (_, change, sentence) => {
  vi.stubEnv("SINCELINUX_GIT_SILENCE", "2");
  const clone = join(folder, `clone-${++copies}.git`);
  cpSync(origin, clone, { recursive: true });
  change(clone);
  await expect(openRepository(clone, quiet)).rejects.toThrow(sentence);
});

/** Puts a git first on the PATH that prints nothing and starts another process, and returns the files of their ids. */
function silentGit(name: string): { own: string; child: string } {
  const [own, child] = [join(folder, name, "own"), join(folder, name, "child")];
  const script = `trap "" INT TERM\nsleep 600 &\necho $! > ${child}\necho $$ > ${own}\nwait`;
  vi.stubEnv("PATH", pathBefore(name, script));
  return { own, child };
}

/** A PATH that finds this script before git. */
function pathBefore(name: string, script: string): string {
  const bin = join(folder, name);
  mkdirSync(bin);
  writeFileSync(join(bin, "git"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${bin}:${process.env["PATH"]}`;
}

function isEnded(pidFile: string): boolean {
  const state = `/proc/${readFileSync(pidFile, "utf8").trim()}/stat`;
  // Killed, and perhaps not yet collected by the process that adopted it.
  return !existsSync(state) || /^\d+ \(.*\) Z/.test(readFileSync(state, "utf8"));
}

const silent = /printed nothing for 2 seconds and was ended/;

test("a git that is silent in a long answer is ended with all it started", async () => {
  vi.stubEnv("SINCELINUX_GIT_SILENCE", "2");
  const { own, child } = silentGit("long");
  await expect(gitOutput(origin, ["rev-list", "HEAD"], "", () => 0)).rejects.toThrow(silent);
  // Killed is not yet gone.
  await vi.waitFor(() => expect([own, child].map(isEnded)).toEqual([true, true]), 120_000);
});

test("a git that is silent in a short query is ended with all it started", async () => {
  vi.stubEnv("SINCELINUX_GIT_SILENCE", "2");
  const { own, child } = silentGit("short");
  const asked = ask(origin, { args: ["rev-parse", "HEAD"], parse: (text) => text });
  await expect(asked).rejects.toThrow(silent);
  // Killed is not yet gone.
  await vi.waitFor(() => expect([own, child].map(isEnded)).toEqual([true, true]), 120_000);
});

test.each([
  ["nothing", ":"],
  ["nonsense", "echo nonsense"],
  ["the questions of a git before 2.31", 'for each in "$@"; do echo "$each"; done'],
])("a program called git that prints %s is not believed", async (_, does) => {
  vi.stubEnv("PATH", pathBefore(`prints-${++copies}`, does));
  await expect(openRepository(origin, quiet)).rejects.toThrow(/does not answer as git 2\.31/);
});

test.each([
  ["cat-file", ":", /cat-file .*its output ended early/],
  ["show-ref", "echo nonsense", /show-ref .*its output was not understood/],
])("a git whose %s is replaced is not believed", async (name, does, sentence) => {
  const script = `case " $* " in *" ${name} "*) ${does}; exit;; esac\nPATH="\${PATH#*:}" exec git "$@"`;
  vi.stubEnv("PATH", pathBefore(`replaces-${name}`, script));
  const asked = openRepository(origin, quiet).then((repository) =>
    since(repository, [...shas.values()], null),
  );
  await expect(asked).rejects.toThrow(sentence);
});

test("a git that cannot be started is a sentence without a stack", async () => {
  vi.stubEnv("PATH", join(folder, "nowhere"));
  const asked = ask(origin, { args: ["rev-parse", "HEAD"], parse: (text) => text });
  await expect(asked).rejects.toThrow(/failed in [^\n]*: spawn git ENOENT$/);
});
