import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { gitOutput } from "../../src/git/process/git-output.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const { directory } = kernelShaped(join(folder, "kernel.git"));

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A PATH with these programs alone, and files of these names in place of others. */
function pathWith(name: string, programs: string[], files: Record<string, string> = {}): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const program of programs) {
    const found = execFileSync("sh", ["-c", 'command -v "$1"', "sh", program], { encoding: "utf8" }).trim();
    symlinkSync(found, join(path, program));
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text, { mode: 0o755 });
  return path;
}

test.each([
  ["with stdbuf", () => process.env["PATH"] ?? ""],
  ["where there is no stdbuf", () => pathWith("none", ["git"])],
  ["where stdbuf lacks its library", () => pathWith("broken", ["git"], { stdbuf: "#!/bin/sh\nexit 125\n" })],
])("what git prints arrives whole %s", async (_, path) => {
  const printed = git(directory, "rev-list", "--all", "--parents");
  vi.stubEnv("PATH", path());
  const pieces: Buffer[] = [];
  await gitOutput(directory, ["rev-list", "--all", "--parents"], "", (bytes) => {
    pieces.push(Buffer.from(bytes));
    return bytes.length;
  });
  expect(Buffer.concat(pieces).toString().trimEnd()).toBe(printed);
});

test("a failure of git is told in git's words, through stdbuf too", async () => {
  const refused = gitOutput(directory, ["rev-list", "nowhere"], "", (bytes) => bytes.length);
  await expect(refused).rejects.toThrow(/ambiguous argument 'nowhere'/);
});

test.each([
  [
    "more than a disk may have to hold",
    "truncate -s 3G /proc/self/fd/1; exec sleep 60",
    /it printed more than 2 GiB/,
  ],
  [
    "more than there is room for",
    "echo 'fatal: write failure on standard output: No space left on device' >&2; exit 128",
    /No space left on device\. Make room in .*TMPDIR/,
  ],
])("%s is a clear failure", async (_, does, words) => {
  const programs = ["truncate", "sleep"];
  vi.stubEnv("PATH", pathWith(does.slice(0, 4), programs, { git: `#!/bin/sh\n${does}\n` }));
  await expect(gitOutput(directory, ["cat-file"], "", () => 0)).rejects.toThrow(words);
});

test("where there is no place for its files, that is said", async () => {
  vi.stubEnv("TMPDIR", join(folder, "nowhere"));
  const refused = gitOutput(directory, ["rev-list", "--all"], "", () => 0);
  await expect(refused).rejects.toThrow(/ENOENT.*Make room in .*nowhere, or name another folder in TMPDIR/);
});
