import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { CloneRefused } from "../../src/git/process/git-error.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { citationShaped } from "./citation-shaped.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { linuxShapes, quiet } from "./linux-shapes.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const first = kernelShaped(join(folder, "first.git"));
const { directory, shas } = citationShaped(join(folder, "second.git"), first);
const at = (id: string) => shas.get(id) as string;
const ALL = [...shas.values()];
const truth = await answers(directory, ALL, {});
let clones = 0;

/** Releases and merges of hashes. */
async function answers(clone: string, hashes: string[], how: { verify?: boolean; notes?: string[] }) {
  const note = (sentence: string) => how.notes?.push(sentence);
  const repository = await openRepository(clone, { shapes: linuxShapes, note, verify: how.verify ?? false });
  const all = await since(repository, hashes, null);
  return all.map(({ sha, release, candidate, mainline }) => ({ sha, release, candidate, mainline }));
}

/** The parts of a commit-graph file that a forger would change. */
interface Graph {
  ids: Buffer;
  rows: Buffer;
  /** Where a commit is in the lists. */
  find: (id: string) => number;
}

/** A copy of the clone whose commit-graph was changed and has a valid checksum again. */
function forged(change: (graph: Graph) => void): string {
  clones += 1;
  const clone = join(folder, `forged-${clones}.git`);
  cpSync(directory, clone, { recursive: true });
  git(clone, "commit-graph", "write", "--reachable");
  const file = join(clone, "objects/info/commit-graph");
  const bytes = readFileSync(file);
  const chunk = (name: string) => {
    const entry = bytes.indexOf(name, 8, "latin1");
    return bytes.subarray(
      Number(bytes.readBigUInt64BE(entry + 4)),
      Number(bytes.readBigUInt64BE(entry + 16)),
    );
  };
  const ids = chunk("OIDL");
  const find = (id: string) => ids.indexOf(at(id), 0, "hex") / 20;
  change({ ids, rows: chunk("CDAT"), find });
  createHash("sha1")
    .update(bytes.subarray(0, -20))
    .digest()
    .copy(bytes, bytes.length - 20);
  rmSync(file, { force: true });
  writeFileSync(file, bytes);
  return clone;
}

/** Byte offsets in a commit's row. */
const row = (commit: number) => 36 * commit;
const PARENT = 20;
const GENERATION = 28;
const NO_PARENT = 0x70000000;

const falseParent = forged(({ rows, find }) => {
  rows.writeUInt32BE(find("root"), row(find("deep1")) + PARENT);
});
const cutParent = forged(({ rows, find }) => {
  rows.writeUInt32BE(NO_PARENT, row(find("m8")) + PARENT + 4);
});

test.each([
  ["false", falseParent, "deep1"],
  ["cut", cutParent, "m8"],
])(
  "a commit with a %s parent in the commit-graph is refused by name, with the remedy",
  async (_, clone, id) => {
    const refused = answers(clone, [at(id)], {});
    await expect(refused).rejects.toThrow(CloneRefused);
    await expect(refused).rejects.toThrow(at(id));
    await expect(refused).rejects.toThrow("git commit-graph write");
  },
);

test.each([
  ["false", falseParent],
  ["cut", cutParent],
])("whichever commit is asked about, verifying finds a %s parent", async (_, clone) => {
  await expect(answers(clone, [at("root")], { verify: true })).rejects.toThrow("other parents");
  // And so does a reading of all messages.
  const repository = await openRepository(clone, quiet);
  await expect(since(repository, [at("root")], { cacheFile: null })).rejects.toThrow("other parents");
});

test("a commit that is said to descend from another is refused even when generation numbers fit", async () => {
  const clone = forged(({ rows, find }) => {
    // vfio2 is a merge: its parents change places.
    const parents = row(find("vfio2")) + PARENT;
    const [one, two] = [rows.readUInt32BE(parents), rows.readUInt32BE(parents + 4)];
    rows.writeUInt32BE(two, parents);
    rows.writeUInt32BE(one, parents + 4);
  });
  await expect(answers(clone, [at("vfio2")], {})).rejects.toThrow(at("vfio2"));
});

test.each<[string, (graph: Graph) => void]>([
  ["a parent of itself", ({ rows, find }) => rows.writeUInt32BE(find("deep1"), row(find("deep1")) + PARENT)],
  [
    "ids out of order",
    ({ ids }) => {
      const [one, two] = [Buffer.from(ids.subarray(0, 20)), Buffer.from(ids.subarray(20, 40))];
      two.copy(ids, 0);
      one.copy(ids, 20);
    },
  ],
  ["an id twice", ({ ids }) => ids.copyWithin(20, 0, 20)],
  [
    "a generation below the parent's",
    ({ rows, find }) => rows.writeUInt32BE(1 << 2, row(find("m14")) + GENERATION),
  ],
  ["no generation", ({ rows, find }) => rows.writeUInt32BE(0, row(find("root2")) + GENERATION)],
  [
    "an octopus merge below an arm",
    ({ rows, find }) => rows.writeUInt32BE(2 << 2, row(find("m5")) + GENERATION),
  ],
])("a commit-graph with %s is not used, and the answers are right", async (_, change) => {
  const notes: string[] = [];
  expect(await answers(forged(change), ALL, { notes })).toEqual(truth);
  expect(notes.join()).toContain("commit-graph");
});

test("an honest commit-graph is used, verified and said to be", async () => {
  const clone = forged(() => {});
  const notes: string[] = [];
  expect(await answers(clone, ALL, { notes, verify: true })).toEqual(truth);
  expect(notes).toEqual([]);
  const ancestry = async (repository: string, verify: boolean) => {
    const [answer] = await since(await openRepository(repository, { ...quiet, verify }), [at("m5")], null);
    return answer?.ancestry;
  };
  expect(await ancestry(clone, true)).toEqual({ from: "commit-graph", verified: true });
  expect(await ancestry(clone, false)).toEqual({ from: "commit-graph", verified: false });
  expect(await ancestry(directory, false)).toEqual({ from: "objects", verified: false });
});

/** Puts other content under the name of a commit. */
function forge(clone: string, id: string, change: (text: string) => string): void {
  const sha = at(id);
  const file = join(clone, "objects", sha.slice(0, 2), sha.slice(2));
  const body = Buffer.from(change(`${git(clone, "cat-file", "commit", sha)}\n`));
  rmSync(file, { force: true });
  writeFileSync(file, deflateSync(Buffer.concat([Buffer.from(`commit ${body.length}\0`), body])));
}

test.each([null, { cacheFile: null }])("a forged object is refused by name (search: %j)", async (search) => {
  const clone = join(folder, `loose-${search === null}.git`);
  cpSync(directory, clone, { recursive: true });
  forge(clone, "late1", (text) => text.replace("early idea", "another idea"));
  const repository = await openRepository(clone, quiet);
  await expect(since(repository, [at("late1")], search)).rejects.toThrow(CloneRefused);
  await expect(since(repository, [at("late1")], search)).rejects.toThrow(at("late1"));
  // Of a commit that is not described nothing is said, but verifying finds it.
  expect(await since(repository, [at("m12")], null)).toMatchObject([{ release: "v4.14" }]);
  await expect(answers(clone, [at("m12")], { verify: true })).rejects.toThrow(at("late1"));
});

test("a forged follow-up is refused by name", async () => {
  const clone = join(folder, "follow-up.git");
  cpSync(directory, clone, { recursive: true });
  forge(clone, "fix", (text) => text.replace("fix it", "break it"));
  const repository = await openRepository(clone, quiet);
  await expect(since(repository, [at("late1")], { cacheFile: null })).rejects.toThrow(at("fix"));
});

test("a message that cannot be read is said, is not cached, and refused when verifying", async () => {
  const clone = join(folder, "gap.git");
  cpSync(directory, clone, { recursive: true });
  git(clone, "commit-graph", "write", "--reachable");
  const sha = at("fix");
  const file = join(clone, "objects", sha.slice(0, 2), sha.slice(2));
  const object = readFileSync(file);
  rmSync(file);
  const cacheFile = join(folder, "cache of gap");
  const notes: string[] = [];
  const followUps = async () => {
    const note = (sentence: string) => notes.push(sentence);
    const repository = await openRepository(clone, { shapes: linuxShapes, note });
    const [answer] = await since(repository, [at("late1")], { cacheFile });
    return answer?.followUps?.map((each) => each.sha);
  };
  expect(await followUps()).toEqual([at("mention")]);
  expect(notes.join()).toContain(sha);
  await expect(answers(clone, [at("m12")], { verify: true })).rejects.toThrow(sha);
  // With the object back, the follow-up is found: nothing remembers that it was not read.
  writeFileSync(file, object);
  expect(await followUps()).toEqual([sha, at("mention")]);
  expect(notes.length).toBe(1);
});
