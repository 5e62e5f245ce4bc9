import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { CloneRefused } from "../../src/git/process/git-error.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { citationShaped } from "./citation-shaped.ts";
import { falseParents, forgeGraph, type Graph, impossibleGraphs } from "./forged-graphs.ts";
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

/** A copy of the clone whose commit-graph was changed and has a valid checksum again. */
function forged(change: (graph: Graph) => void): string {
  clones += 1;
  const clone = join(folder, `forged-${clones}.git`);
  cpSync(directory, clone, { recursive: true });
  forgeGraph(clone, shas, change);
  return clone;
}

const withFalseParents = falseParents.map(([name, change, id]) => [name, forged(change), id] as const);

test.each(withFalseParents)(
  "a commit with a %s parent in the commit-graph is refused by name, with the remedy",
  async (_, clone, id) => {
    const refused = answers(clone, [at(id)], {});
    await expect(refused).rejects.toThrow(CloneRefused);
    await expect(refused).rejects.toThrow(at(id));
    await expect(refused).rejects.toThrow("git commit-graph write");
  },
);

test.each(withFalseParents)(
  "whichever commit is asked about, verifying finds a %s parent",
  async (_, clone) => {
    await expect(answers(clone, [at("root")], { verify: true })).rejects.toThrow("other parents");
    // And so does a reading of all messages.
    const repository = await openRepository(clone, quiet);
    await expect(since(repository, [at("root")], { cacheFile: null })).rejects.toThrow("other parents");
  },
);

test.each(impossibleGraphs)(
  "a commit-graph with %s is not used, and the answers are right",
  async (_, change) => {
    const notes: string[] = [];
    expect(await answers(forged(change), ALL, { notes })).toEqual(truth);
    expect(notes.join()).toContain("commit-graph");
  },
);

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
