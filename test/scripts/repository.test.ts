import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { repositoryAddress } from "../../src/site/repository-links.ts";

/** A folder with a copy of package.json. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-repository-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync("package.json", join(folder, "package.json"));
  return folder;
}

function setRepository(folder: string, ...args: string[]) {
  const script = resolve("scripts/repository.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stderr };
}

const read = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** Whether bugs and homepage are of the same repository as `repository`, or all three are absent. */
function agree({ repository, bugs, homepage }: ReturnType<typeof read>): boolean {
  if (repository === undefined) return bugs === undefined && homepage === undefined;
  const [, address] = /^git\+(https:\/\/.*)\.git$/.exec(repository.url) ?? [];
  return bugs?.url === `${address}/issues` && homepage === `${address}#readme`;
}

test("repository, bugs and homepage in package.json are of one repository, or absent", () => {
  expect(agree(read("."))).toBe(true);
  expect(agree({ homepage: "https://example.org/a/b#readme" })).toBe(false);
  const repository = { url: "git+https://example.org/a/b.git" };
  const bugs = { url: "https://example.org/a/b/issues" };
  expect(agree({ repository, bugs, homepage: "https://example.org/a/b#readme" })).toBe(true);
  expect(agree({ repository, bugs, homepage: "https://example.org/x/b#readme" })).toBe(false);
});

test("the command writes all three, and a fork writes its own over them", () => {
  const folder = copy();
  const { repository, bugs, homepage, ...others } = read(folder);
  for (const owner of ["upstream", "fork"]) {
    expect(setRepository(folder, `https://example.org/${owner}/sincelinux/`)).toEqual({
      status: 0,
      stderr: "",
    });
    expect(read(folder)).toEqual({
      ...others,
      repository: { type: "git", url: `git+https://example.org/${owner}/sincelinux.git` },
      bugs: { url: `https://example.org/${owner}/sincelinux/issues` },
      homepage: `https://example.org/${owner}/sincelinux#readme`,
    });
  }
  const text = readFileSync(join(folder, "package.json"), "utf8");
  expect(text).toMatch(/"license": "[^"]*",\n {2}"repository": \{\n/);
});

test.each([
  ["none", []],
  ["two", ["https://example.org/a/b", "https://example.org/c/d"]],
  ["a host alone", ["https://example.org/"]],
  ["another scheme", ["http://example.org/a/b"]],
  ["a script", ["javascript:alert(1)//example.org/a"]],
  ["a password", ["https://user:secret@example.org/a/b"]],
  ["a query", ["https://example.org/a/b?x=1"]],
  ["markup", ['https://example.org/a"><b']],
])("usage error: %s, and package.json stays", (_, args) => {
  const folder = copy();
  const { status, stderr } = setRepository(folder, ...args);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^repository: ADDRESS: expected one https address of a repository, found /);
  expect(read(folder)).toEqual(read("."));
});

test.each([
  ["https://example.org/owner/name", "https://example.org/owner/name"],
  ["https://example.org/owner/name.git", "https://example.org/owner/name"],
  ["git+https://example.org/owner/name.git", "https://example.org/owner/name"],
  ["https://example.org/group/sub/name/", "https://example.org/group/sub/name"],
  ["", null],
])("REPOSITORY_URL=%s is %s", (value, expected) => {
  expect(repositoryAddress({ REPOSITORY_URL: value })).toBe(expected);
});

test("a malformed REPOSITORY_URL ends the build with a sentence; without it, package.json decides", () => {
  expect(() => repositoryAddress({ REPOSITORY_URL: "git@example.org:a/b.git" })).toThrow(
    'REPOSITORY_URL: expected an https address of a repository, found "git@example.org:a/b.git"',
  );
  const { repository } = read(".");
  expect(repositoryAddress({})).toBe(repository?.url.replace(/^git\+|\.git$/g, "") ?? null);
});
