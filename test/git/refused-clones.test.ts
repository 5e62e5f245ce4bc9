import { chownSync, cpSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { CloneRefused } from "../../src/git/process/git-error.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const { directory, shas } = kernelShaped(join(folder, "kernel.git"));
const url = `file://${directory}`;

async function refusal(clone: string, mainline?: string): Promise<string> {
  const failure = await openRepository(clone, { ...quiet, mainline }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CloneRefused);
  return (failure as CloneRefused).message;
}

function fresh(name: string, ...args: string[]): string {
  const to = join(folder, name);
  git(folder, "clone", "-q", "--bare", ...args, url, to);
  return to;
}

test("a shallow clone is refused with the command that deepens it", async () => {
  const clone = fresh("shallow.git", "--depth=3");
  const message = await refusal(clone);
  expect(message).toContain(`git -C ${clone} fetch --unshallow --tags`);
  git(clone, "fetch", "-q", "--unshallow", "--tags");
  await expect(openRepository(clone, quiet)).resolves.toBeDefined();
});

test("the command that deepens can be pasted whatever the directory is called", async () => {
  expect(await refusal(fresh("it's shallow.git", "--depth=3"))).toContain(`'${folder}/it'\\''s shallow.git'`);
});

test.each([
  ["nothing", () => {}, "does not exist"],
  ["a file", (path: string) => writeFileSync(path, ""), "is not a directory"],
  ["an empty folder", (path: string) => mkdirSync(path), "is not a git repository"],
])("%s is refused", async (name, make, expected) => {
  make(join(folder, name));
  expect(await refusal(join(folder, name))).toContain(expected);
});

test("a folder inside a repository is not the repository", async () => {
  const clone = join(folder, "worktree");
  git(folder, "clone", "-q", url, clone);
  mkdirSync(join(clone, "sub"));
  expect(await refusal(join(clone, "sub"))).toContain("is not a git repository");
});

test("a path with a line feed is refused, since git prints paths as they are", async () => {
  expect(await refusal(fresh("line\nfeed.git"))).toContain("line feed in its path");
});

test("SHA-256 is refused", async () => {
  const clone = join(folder, "sha256.git");
  git(folder, "init", "-q", "--bare", "--object-format=sha256", clone);
  expect(await refusal(clone)).toContain("only SHA-1 repositories");
});

test("an empty repository has no mainline", async () => {
  git(folder, "init", "-q", "--bare", "empty.git");
  expect(await refusal(join(folder, "empty.git"))).toContain("Name one with --mainline");
});

test("a mainline that is not there is refused with those that are", async () => {
  expect(await refusal(directory, "--output=x")).toMatch(/no ref "--output=x".*refs\/heads\/vfio/);
});

test.each(["vfio", "heads/vfio", "refs/heads/vfio"])("the mainline may be named %s", async (name) => {
  const { mainline } = await openRepository(directory, { ...quiet, mainline: name });
  expect(mainline).toEqual({ name: "refs/heads/vfio", oid: shas.get("vfio2") });
});

test.each([
  ["a commit in the middle", "sub1", "Could not read|has a hole"],
  ["the tip", "bidi", "lacks the object [0-9a-f]{40} that HEAD points at.*fetch --refetch"],
])("a clone that lost %s is refused", async (_, id, expected) => {
  const clone = join(folder, `lost-${id}.git`);
  cpSync(directory, clone, { recursive: true }); // its objects are loose
  const sha = shas.get(id) as string;
  rmSync(join(clone, "objects", sha.slice(0, 2), sha.slice(2)));
  const failure = await openRepository(clone, quiet).catch((error: Error) => error);
  expect((failure as Error).message).toMatch(new RegExp(expected));
});

const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)("somebody else's clone is refused in git's words, unless it is trusted", async () => {
  const clone = fresh("foreign.git");
  for (const path of [".", ...readdirSync(clone, { recursive: true })]) {
    chownSync(join(clone, String(path)), 4321, 4321);
  }
  expect(lstatSync(clone).uid).toBe(4321);
  const message = await refusal(clone);
  expect(message).toContain("is owned by another user");
  expect(message).toContain(`git config --global --add safe.directory ${clone}`);
  const home = join(folder, "home");
  mkdirSync(home);
  writeFileSync(join(home, ".gitconfig"), `[safe]\n\tdirectory = ${clone}\n`);
  vi.stubEnv("HOME", home);
  await expect(openRepository(clone, quiet)).resolves.toBeDefined();
  vi.unstubAllEnvs();
});

test("what surrounds us does not reach git", async () => {
  vi.stubEnv("GIT_DIR", "/nonexistent");
  vi.stubEnv("GIT_OBJECT_DIRECTORY", "/nonexistent");
  vi.stubEnv("GIT_CONFIG_COUNT", "1");
  vi.stubEnv("GIT_CONFIG_KEY_0", "core.bare");
  vi.stubEnv("GIT_CONFIG_VALUE_0", "nonsense");
  await expect(openRepository(directory, quiet)).resolves.toBeDefined();
  vi.unstubAllEnvs();
});
