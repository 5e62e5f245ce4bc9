import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leaveWorkspace, readFolder, replaceFolder } from "../../src/enrich/replace-folder.ts";
import { factsFolder, factsWorkspace } from "../../src/records/read/read-facts.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { bareEnvironment } from "../run-command.ts";

const folder = temporaryFolder();
const old = new Map([
  ["linux/clones.json", "old clones"],
  ["linux/commits/a.json", "same"],
  ["linux/commits/b.json", "old"],
  ["libcap/commits/gone.json", "gone"],
]);
const fresh = new Map([
  ["linux/clones.json", "new clones"],
  ["linux/commits/a.json", "same"],
  ["linux/commits/b.json", "new"],
  ["linux/commits/c.json", "new"],
]);

function content(name: string, files: ReadonlyMap<string, string> | null) {
  const directory = join(folder, name);
  mkdirSync(directory);
  const facts = join(directory, "facts");
  const workspace = factsWorkspace(directory);
  if (files) replaceFolder(facts, workspace, files);
  leaveWorkspace(workspace);
  return { directory, facts, workspace, read: () => readFolder(factsFolder(directory)) };
}

function inChild(facts: string, workspace: string, env: Record<string, string>) {
  const files = JSON.stringify(Object.fromEntries(fresh));
  const args = [
    "--import",
    "./test/enrich/stop-after.ts",
    "test/enrich/replace-in-child.ts",
    facts,
    workspace,
    files,
  ];
  return spawnSync(process.execPath, args, { encoding: "utf8", env: { ...bareEnvironment, ...env } });
}

test.each([
  ["old ones", old],
  ["none", null],
])("the new facts take the place of %s", (name, before) => {
  const { directory, facts, workspace, read } = content(`over ${name}`, before);
  replaceFolder(facts, workspace, fresh);
  leaveWorkspace(workspace);
  expect(read()).toEqual(fresh);
  expect([existsSync(facts), existsSync(workspace), existsSync(directory)]).toEqual([true, false, true]);
});

test("an unchanged file stays the file it was", () => {
  const { facts, workspace } = content("unchanged", old);
  const inode = (path: string) => statSync(join(facts, path)).ino;
  const before = inode("linux/commits/a.json");
  replaceFolder(facts, workspace, fresh);
  expect(inode("linux/commits/a.json")).toBe(before);
});

test.each([
  ["old facts", old],
  ["no facts", null],
])("killed before any step, %s or the new ones are there, and the next run gets through", (name, before) => {
  const seen = new Set<string>();
  for (let step = 0; ; step += 1) {
    const { facts, workspace, read } = content(`killed ${name} ${step}`, before);
    const { signal, status } = inChild(facts, workspace, { STOP_AFTER: String(step) });
    const found = read();
    const isNew = found.size === fresh.size && [...fresh].every(([path, text]) => found.get(path) === text);
    seen.add(isNew ? "new" : "old");
    if (!isNew) expect(found, `step ${step}`).toEqual(before ?? new Map());
    if (status === 0) {
      expect(step).toBeGreaterThan(8);
      break;
    }
    expect(signal).toBe("SIGKILL");
    replaceFolder(facts, workspace, fresh);
    leaveWorkspace(workspace);
    expect(read()).toEqual(fresh);
    expect(existsSync(workspace)).toBe(false);
  }
  expect(seen).toEqual(new Set(["old", "new"]));
});

test("with the disk full at any step, the old facts or the new ones are there", () => {
  for (let step = 0; ; step += 1) {
    const { facts, workspace, read } = content(`full ${step}`, old);
    const { status, stderr } = inChild(facts, workspace, { FAIL_AFTER: String(step) });
    if (status === 0) break;
    expect(stderr).toContain("ENOSPC");
    expect([old, fresh]).toContainEqual(read());
  }
});
