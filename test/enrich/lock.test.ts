import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Busy, withLock } from "../../src/enrich/lock.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";

const folder = temporaryFolder();
const HERE = hostname();
const NEVER = 2 ** 22 + 1; // above every process number that Linux gives out
let count = 0;

/** A folder with a lock in it that was last touched some seconds ago. */
function lockedBy(holder: object | string, silence: number): { workspace: string; file: string } {
  count += 1;
  const workspace = join(folder, String(count));
  mkdirSync(workspace);
  const file = join(workspace, "lock");
  const text = typeof holder === "string" ? holder : JSON.stringify({ since: "2026-01-01", ...holder });
  writeFileSync(file, text);
  const then = Date.now() / 1000 - silence;
  utimesSync(file, then, then);
  return { workspace, file };
}

test.each<[string, object | string, number]>([
  ["of this process, from before it had its number", { pid: process.pid, host: HERE }, 1],
  ["of a process that is gone", { pid: NEVER, host: HERE }, 1],
  ["of a process that lives but has been silent for long", { pid: 1, host: HERE }, 700],
  ["of another host, silent for long", { pid: 1, host: "elsewhere.example.org" }, 700],
  ["that is empty and some seconds old", "", 10],
  ["that is no lock", "{", 10],
])("a lock %s is taken over and released", async (_, holder, silence) => {
  const { workspace, file } = lockedBy(holder, silence);
  const notes: string[] = [];
  const seen = await withLock(
    workspace,
    async () => readFileSync(file, "utf8"),
    (note) => notes.push(note),
  );
  expect(JSON.parse(seen)).toMatchObject({ pid: process.pid, host: HERE });
  expect(readdirSync(workspace)).toEqual([]);
  const isForeign = typeof holder === "object" && JSON.stringify(holder).includes("elsewhere");
  expect(notes).toEqual(isForeign ? [expect.stringContaining("elsewhere.example.org")] : []);
});

test.each<[string, object | string, number, string]>([
  ["of a running process", { pid: 1, host: HERE }, 1, "process 1"],
  ["of another host, with its age and how to overrule it", { pid: 7, host: "elsewhere" }, 99, "99 seconds"],
  ["of another host whose clock is ahead", { pid: 7, host: "elsewhere" }, -500, "0 seconds"],
  ["that is just being written", "", 0, "another run"],
])("a lock %s is respected", async (_, holder, silence, words) => {
  const { workspace, file } = lockedBy(holder, silence);
  const before = readFileSync(file, "utf8");
  const refused = withLock(workspace, () => Promise.reject(new Error("ran")));
  await expect(refused).rejects.toThrow(Busy);
  await expect(refused).rejects.toThrow(words);
  if (words.endsWith("seconds")) await expect(refused).rejects.toThrow(`delete ${file}`);
  expect(readFileSync(file, "utf8")).toBe(before);
  expect(readdirSync(workspace)).toEqual(["lock"]);
});

test("a lock that this process holds is respected by itself", async () => {
  const workspace = join(folder, "twice");
  await withLock(workspace, async () => {
    await expect(withLock(workspace, async () => {})).rejects.toThrow(Busy);
  });
  expect(existsSync(join(workspace, "lock"))).toBe(false);
});

test("the lock of a process that took it over is not released", async () => {
  const workspace = join(folder, "taken");
  const other = JSON.stringify({ pid: 1, host: HERE, since: "2026-01-01" });
  await withLock(workspace, async () => writeFileSync(join(workspace, "lock"), other));
  expect(readFileSync(join(workspace, "lock"), "utf8")).toBe(other);
});
