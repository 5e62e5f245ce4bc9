import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../git/temporary-folder.ts";

const folder = temporaryFolder();
const remote = join(folder, "remote.git");
const bin = join(folder, "bin");
const log = join(folder, "log");

const environment = {
  PATH: `${bin}:${process.env["PATH"]}`,
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

function run(cwd: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env: environment, encoding: "utf8" });
  expect([program, args, status, status === 0 ? "" : stderr]).toEqual([program, args, 0, ""]);
  return stdout;
}

/** The hosting service cannot be had here: this notes what it is asked, and answers that this request is open. */
function standInForGh(openRequest: string) {
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, "gh"),
    `#!/bin/sh
echo "$1 $2" >> ${log}
if [ "$2" = list ]; then echo "${openRequest}"; fi
for argument; do if [ -n "$next" ]; then cp "$argument" ${log}.body; fi; next=; if [ "$argument" = --body-file ]; then next=1; fi; done
`,
  );
  chmodSync(join(bin, "gh"), 0o755);
}

/** A checkout of main, as the workflow has it, with one commit. */
function checkout(name: string): string {
  const directory = join(folder, name);
  run(folder, "git", "clone", "--quiet", "--depth", "1", "--branch", "main", `file://${remote}`, directory);
  return directory;
}

run(folder, "git", "init", "--quiet", "--bare", "--initial-branch", "main", remote);
run(folder, "git", "clone", "--quiet", remote, "seed");
mkdirSync(join(folder, "seed/content/facts/linux"), { recursive: true });
cpSync(resolve("content/facts/linux"), join(folder, "seed/content/facts/linux"), { recursive: true });
writeFileSync(join(folder, "seed/README.md"), "x\n");
run(join(folder, "seed"), "git", "add", ".");
run(join(folder, "seed"), "git", "commit", "--quiet", "-m", "first");
run(join(folder, "seed"), "git", "push", "--quiet", "origin", "HEAD:main");

const script = resolve(".github/propose-facts.sh");
const summary = join(folder, "summary.txt");
writeFileSync(summary, 'claims: 1 disagree\n```\n# <b>"v4.9" says deck</b>\n');

function propose(directory: string): { said: string; asked: string[]; body: string } {
  writeFileSync(log, "");
  writeFileSync(`${log}.body`, "");
  const said = run(directory, "bash", script, summary);
  return {
    said,
    asked: readFileSync(log, "utf8").trim().split("\n"),
    body: readFileSync(`${log}.body`, "utf8"),
  };
}

test("without new facts nothing is asked and nothing is pushed", () => {
  standInForGh("");
  const directory = checkout("same");
  writeFileSync(join(directory, "README.md"), "changed, but no fact\n");
  expect(propose(directory)).toEqual({ said: "No new facts.\n", asked: [""], body: "" });
  expect(run(directory, "git", "ls-remote", "--heads", "origin", "facts")).toBe("");
});

test("new facts, and nothing else, are pushed and proposed with what disagrees", () => {
  standInForGh("");
  const directory = checkout("first");
  writeFileSync(join(directory, "README.md"), "not a fact\n");
  writeFileSync(join(directory, "content/facts/linux/new.yaml"), "a: 1\n");
  const { asked, body } = propose(directory);
  expect(asked).toEqual(["auth setup-git", "pr list", "pr create"]);
  const changed = run(directory, "git", "diff", "--name-only", "origin/main", "facts");
  expect(changed).toBe("content/facts/linux/new.yaml\n");
  const pushed = run(directory, "git", "ls-remote", "origin", "refs/heads/facts");
  expect(pushed.slice(0, 40)).toBe(run(directory, "git", "rev-parse", "facts").trim());
  expect(body).toContain("1 file changed");
  expect(body).toContain('    claims: 1 disagree\n    ```\n    # <b>"v4.9" says deck</b>\n');
});

test("an open proposal is brought up to date, not made twice", () => {
  standInForGh("17");
  const directory = checkout("second");
  writeFileSync(join(directory, "content/facts/linux/other.yaml"), "b: 1\n");
  expect(propose(directory).asked).toEqual(["auth setup-git", "pr list", "pr edit"]);
  const pushed = run(directory, "git", "ls-remote", "origin", "refs/heads/facts");
  expect(pushed.slice(0, 40)).toBe(run(directory, "git", "rev-parse", "facts").trim());
});
