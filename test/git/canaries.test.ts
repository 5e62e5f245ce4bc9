import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gitOutput } from "../../src/git/process/git-output.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { quiet } from "./linux-shapes.ts";
import { git, gitFed, tryGit } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * A clone whose own configuration starts programs, in every way git offers. Each canary leaves a file when it is
 * started; that it would be is proved first, with git as it comes.
 */
const folder = temporaryFolder();
const sung = join(folder, "sung");
const origin = join(folder, "origin");
const clone = join(folder, "clone");
mkdirSync(sung);

/** A program that leaves a file of its name and then does what is asked of it well enough. */
function canary(name: string): string {
  const file = join(folder, `${name}.sh`);
  writeFileSync(file, `#!/bin/sh\necho "$@" >> ${join(sung, name)}\nexit 1\n`);
  chmodSync(file, 0o755);
  return file;
}

function write(name: string, text: string): void {
  writeFileSync(join(origin, name), text);
  git(origin, "add", name);
  git(origin, "commit", "-q", "-m", `write ${name}`);
}

mkdirSync(origin);
git(origin, "init", "-q", "--initial-branch=master", ".");
write("file", "old\n");
const missing = git(origin, "rev-parse", "HEAD:file");
write("file", "new needle\n");
write(".gitattributes", "file diff=canary\nfiltered filter=canary\n");
git(origin, "tag", "v2.6.12");
const parent = git(origin, "rev-parse", "HEAD");
const signed = gitFed(
  origin,
  git(origin, "cat-file", "commit", "HEAD").replace(
    "\n\n",
    `\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\nsigned, after ${parent}\n`,
  ),
  ...["hash-object", "-t", "commit", "-w", "--stdin"],
);
git(origin, "update-ref", "refs/heads/master", signed);
git(origin, "config", "uploadpack.allowFilter", "true");
git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
git(folder, "clone", "-q", "--filter=blob:none", `file://${origin}`, clone);
writeFileSync(join(clone, "filtered"), "changed\n");

const included = join(folder, "included");
writeFileSync(included, `[alias]\n\tincluded = !${canary("include")}\n`);
const login = "protocol=https\nhost=nowhere.invalid\n\n";

/** Where each canary sits, and what makes it sing. */
const canaries: [name: string, settings: [key: string, value: string][], fire: string[], input?: string][] = [
  ["hooks", [["core.hooksPath", hooksFolder()]], ["commit", "--allow-empty", "-m", "x"]],
  ["fsmonitor", [["core.fsmonitor", canary("fsmonitor")]], ["status"]],
  ["ssh", [["core.sshCommand", canary("ssh")]], ["ls-remote", "ssh://nowhere.invalid/x"]],
  ["proxy", [["core.gitProxy", canary("proxy")]], ["ls-remote", "git://nowhere.invalid/x"]],
  ["pager", [["core.pager", canary("pager")]], ["grep", "-O", "needle"]],
  ["external", [["diff.external", canary("external")]], ["diff", "HEAD~1", "--", ".gitattributes"]],
  ["textconv", [["diff.canary.textconv", canary("textconv")]], ["cat-file", "--textconv", "HEAD:file"]],
  ["filter", [["filter.canary.clean", canary("filter")]], ["add", "filtered"]],
  ["alias", [["alias.sing", `!${canary("alias")}`]], ["sing"]],
  ["credential", [["credential.helper", canary("credential")]], ["credential", "fill"], login],
  ["askpass", [["core.askPass", canary("askpass")]], ["credential", "fill"], login],
  ["uploadpack", [["remote.origin.uploadpack", canary("uploadpack")]], ["fetch", "origin"]],
  ["promisor", [["remote.origin.uploadpack", canary("promisor")]], ["cat-file", "-p", missing]],
  ["gpg", [["gpg.program", canary("gpg")]], ["verify-commit", "HEAD"]],
  ["editor", [["core.editor", canary("editor")]], ["config", "--edit"]],
  ["include", [["includeIf.gitdir:**.path", included]], ["included"]],
];

/** All hooks of git, whatever they hang on. */
function hooksFolder(): string {
  const hooks = join(folder, "hooks");
  mkdirSync(hooks);
  const names = [
    "pre-commit",
    "post-commit",
    "post-checkout",
    "reference-transaction",
    "pre-auto-gc",
    "post-index-change",
  ];
  for (const name of names) symlinkSync(canary("hooks"), join(hooks, name));
  return hooks;
}

/** The canaries that sang since the last time. */
function singing(): string[] {
  const names = readdirSync(sung).sort();
  for (const name of names) rmSync(join(sung, name));
  return names;
}

test.each(canaries)("the canary %s would sing", (name, settings, fire, input = "") => {
  for (const [key, value] of settings) git(clone, "config", key, value);
  tryGit(clone, input, ...fire);
  for (const [key] of settings) git(clone, "config", "--unset", key);
  expect(singing()).toEqual([name]);
});

// What a clone calls by a name of its own (alias, filter, textconv) cannot be overruled: no such command is used.
const overruled = canaries.filter(([name]) => !["alias", "include", "filter", "textconv"].includes(name));

test.each(overruled)(
  "the canary %s would not even sing for that command",
  async (name, settings, fire, input) => {
    for (const [key, value] of settings) git(clone, "config", key, value);
    await gitOutput(join(clone, ".git"), fire, input ?? "", ({ length }) => length).catch(() => {});
    for (const [key] of settings) git(clone, "config", "--unset", key);
    expect(singing(), name).toEqual([]);
  },
);

test("no canary sings when the clone is asked, and nothing in it changes", async () => {
  const settings = canaries.flatMap(([, each]) => each);
  for (const [key, value] of settings) git(clone, "config", key, value);
  for (const builtin of ["cat-file", "rev-list", "show-ref", "rev-parse"]) {
    git(clone, "config", `alias.${builtin}`, `!${canary("alias")}`);
  }
  git(clone, "config", "log.showSignature", "true");
  cpSync(join(folder, "hooks"), join(clone, ".git/hooks"), { recursive: true });
  const before = fingerprint(clone);
  const repository = await openRepository(clone, { ...quiet, lookFor: [missing] });
  const answers = await since(
    repository,
    [parent, signed, missing, git(origin, "rev-parse", "HEAD^{tree}")],
    { cacheFile: null },
  );
  expect(answers.map(({ release, error }) => error ?? release)).toEqual([
    "v2.6.12",
    null,
    "unknown",
    "unknown",
  ]);
  expect(answers[0]?.followUps).toHaveLength(1);
  expect(singing()).toEqual([]);
  expect(fingerprint(clone)).toEqual(before);
});

/** Every file with its size, times, mode and content. */
function fingerprint(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const { mode, size, mtimeMs, ctimeMs, ino } = lstatSync(path);
      const content = lstatSync(path).isFile()
        ? createHash("sha1").update(readFileSync(path)).digest("hex")
        : "";
      return [path, mode, size, mtimeMs, ctimeMs, ino, content].join(" ");
    });
}
