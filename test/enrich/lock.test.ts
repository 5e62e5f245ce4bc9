import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Busy, withLock } from "../../src/enrich/lock.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { HERE, heldLocks, lockedBy, staleLocks } from "./lock-cases.ts";

const folder = temporaryFolder();
let count = 0;

test.each(staleLocks)("a lock %s is taken over and released", async (_, holder, silence) => {
  const { workspace, file } = lockedBy(join(folder, String(++count)), holder, silence);
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

test.each(heldLocks)("a lock %s is respected", async (_, holder, silence, words) => {
  const { workspace, file } = lockedBy(join(folder, String(++count)), holder, silence);
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
