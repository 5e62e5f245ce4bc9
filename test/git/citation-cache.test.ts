import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { citationShaped } from "./citation-shaped.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const first = kernelShaped(join(folder, "first.git"));
const { directory, shas } = citationShaped(join(folder, "second.git"), first);
const inputs = [...shas.values()];
const cold = await run(directory, null);

/** Asks about every commit; tells how many messages were read. */
async function run(clone: string, cacheFile: string | null) {
  const repository = await openRepository(clone, quiet);
  let read = 0;
  const progress = (done: number) => {
    read = done;
  };
  const answers = await since(repository, inputs, { cacheFile, progress });
  return { read, answers };
}

function cacheOf(name: string): string {
  return join(folder, "cache", name);
}

test("a second run reads nothing and answers the same", async () => {
  const cache = cacheOf("second");
  expect(await run(directory, cache)).toEqual(cold);
  expect(cold.read).toBe(shas.size);
  expect(await run(directory, cache)).toEqual({ ...cold, read: 0 });
});

test("after new commits only those are read", async () => {
  const cache = cacheOf("grown");
  const clone = join(folder, "grown.git");
  git(folder, "clone", "-q", "--mirror", directory, clone);
  const refs = ["refs/heads/master", "refs/heads/linux-4.14.y", "refs/tags/v4.14.10"];
  for (const ref of refs) git(clone, "update-ref", "-d", ref);
  git(clone, "update-ref", "refs/heads/master", shas.get("bidi") as string);
  const { read } = await run(clone, cache);
  git(clone, "fetch", "-q", "origin");
  expect(await run(clone, cache)).toEqual({ ...cold, read: cold.read - read });
  expect(cold.read - read).toBeGreaterThan(5);
});

test("commits that are gone are no follow-ups", async () => {
  const cache = cacheOf("shrunk");
  const clone = join(folder, "shrunk.git");
  git(folder, "clone", "-q", "--mirror", directory, clone);
  await run(clone, cache);
  git(clone, "update-ref", "refs/heads/master", shas.get("bidi") as string);
  git(clone, "reflog", "expire", "--expire=now", "--all");
  git(clone, "gc", "-q", "--prune=now");
  const { answers } = await run(clone, cache);
  const late = answers.find(({ sha }) => sha === shas.get("late1"));
  expect(late?.followUps).toEqual([]);
});

test("commits that no ref reaches any more are no follow-ups, though the commit-graph has them", async () => {
  const clone = join(folder, "left behind.git");
  git(folder, "clone", "-q", "--mirror", directory, clone);
  git(clone, "commit-graph", "write", "--reachable");
  git(clone, "update-ref", "refs/heads/master", shas.get("bidi") as string);
  const { answers } = await run(clone, null);
  const late = answers.find(({ sha }) => sha === shas.get("late1"));
  expect(late).toMatchObject({ release: "v3.0", followUps: [] });
});

test.each([
  ["cut short", (file: string) => truncateSync(file, 100)],
  ["empty", (file: string) => truncateSync(file, 0)],
  ["with one bit flipped", flip],
  ["of something else", (file: string) => writeFileSync(file, "x".repeat(1000))],
  ["of another version", (file: string) => rewrite(file, (bytes) => bytes.writeUInt32BE(99, 24))],
])("a cache %s is not believed", async (name, spoil) => {
  const cache = cacheOf(name);
  await run(directory, cache);
  spoil(cache);
  expect(await run(directory, cache)).toEqual(cold);
});

function flip(file: string): void {
  rewrite(file, (bytes) => {
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] as number) ^ 1;
  });
}

function rewrite(file: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
}

test("where no cache can be written all goes on without", async () => {
  writeFileSync(join(folder, "in the way"), "");
  const cache = join(folder, "in the way", "cache");
  expect(await run(directory, cache)).toEqual(cold);
  expect(existsSync(cache)).toBe(false);
});
