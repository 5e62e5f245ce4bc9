import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { ask } from "../../src/git/process/query.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
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
  vi.stubEnv("SINCELINUX_GIT_SILENCE", "0.5");
  const clone = join(folder, `clone-${++copies}.git`);
  cpSync(origin, clone, { recursive: true });
  change(clone);
  await expect(openRepository(clone, quiet)).rejects.toThrow(sentence);
});

test("a git that says nothing is ended with all it started", async () => {
  vi.stubEnv("SINCELINUX_GIT_SILENCE", "0.5");
  const bin = join(folder, "bin");
  const pidFile = join(folder, "pid");
  cpSync(origin, bin, { recursive: true });
  writeFileSync(join(bin, "git"), `#!/bin/sh\nsleep 600 &\necho $! > ${pidFile}\nwait\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${bin}:${process.env["PATH"]}`);
  const asked = ask(origin, { args: ["rev-parse", "HEAD"], parse: (text) => text });
  await expect(asked).rejects.toThrow(/printed nothing for 0.5 seconds and was ended/);
  const state = `/proc/${readFileSync(pidFile, "utf8").trim()}/stat`;
  // Killed, and perhaps not yet collected by the process that adopted it.
  if (existsSync(state)) expect(readFileSync(state, "utf8")).toMatch(/^\d+ \(sleep\) Z/);
});
