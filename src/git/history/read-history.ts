import { CloneRefused } from "../process/git-error.ts";
import type { Clone } from "../process/open-clone.ts";
import type { Ref } from "../releases/refs.ts";
import { readCommitGraph, UnusableGraph } from "./commit-graph.ts";
import { type CommitIndex, type History, indexCommits, NONE, shaAt } from "./history.ts";
import { hasCommits, type ListedCommits, listCommits } from "./rev-list.ts";

const nothing: History = {
  size: 0,
  oids: new Uint8Array(),
  links: new Int32Array(),
  edges: new Int32Array(),
  index: indexCommits(new Uint8Array(), []),
  sortedRuns: [],
  origin: "rev-list",
};

/**
 * Reads the ancestry of every commit that a ref reaches: from the commit-graph as far as it goes, the rest from one
 * `git rev-list`.
 * @param lookFor whole hashes of commits to include even if no ref reaches them
 * @param note gets a sentence when there is a commit-graph that cannot be used
 * @throws CloneRefused when commits are missing
 * @throws GitError when git fails
 */
export async function readHistory(
  clone: Clone,
  refs: readonly Ref[],
  lookFor: readonly string[],
  note: (sentence: string) => void,
): Promise<History> {
  const { graph, isUsable } = graphOf(clone, note);
  const wanted = [...refs.map(({ oid }) => oid), ...lookFor];
  const absent = new Set(wanted.filter((oid) => graph.index.find(oid) < 0));
  if (absent.size === 0) return graph;
  const history = (await isWhole(clone, graph, absent))
    ? graph
    : joinListed(
        graph,
        await listCommits(clone.gitDirectory, [...absent], tipsOf(graph), isUsable),
        clone.name,
      );
  refuseLostBranches(clone, refs, history);
  return history;
}

function graphOf(clone: Clone, note: (sentence: string) => void): { graph: History; isUsable: boolean } {
  try {
    return { graph: readCommitGraph(clone.objectDirectories) ?? nothing, isUsable: true };
  } catch (failure) {
    if (!(failure instanceof UnusableGraph)) throw failure;
    note(`The commit-graph of ${clone.name} is not used: ${failure.message}. ${graphRemedy(clone)}`);
    return { graph: nothing, isUsable: false };
  }
}

/** Deleted first: git takes what it can from the old one. */
export function graphRemedy({ objectDirectories: [objects = ""] }: Clone): string {
  return `Delete ${objects}/info/commit-graph and ${objects}/info/commit-graphs, then run "git commit-graph write --reachable"`;
}

const FEW = 1000; // hashes: 41 kB of a command line

/** Usually the graph lacks only the trees that a few tags point at. Checking that is cheaper than listing its tips. */
async function isWhole({ gitDirectory }: Clone, graph: History, absent: Set<string>): Promise<boolean> {
  return graph.size > 0 && absent.size <= FEW && !(await hasCommits(gitDirectory, [...absent]));
}

/** Hashes of the commits that are not a parent of any other: all others are their ancestors. */
function tipsOf(graph: History): string[] {
  const { size, links, edges } = graph;
  const isParent = new Uint8Array(size);
  for (let at = 0; at < links.length; at += 1) {
    const link = links[at] as number;
    if (link >= 0) isParent[link] = 1;
  }
  for (const edge of edges) isParent[edge < 0 ? -1 - edge : edge] = 1;
  const tips: string[] = [];
  for (let commit = 0; commit < size; commit += 1) {
    if (isParent[commit] === 0) tips.push(shaAt(graph, commit));
  }
  return tips;
}

/** A tag may point at a tree or a blob; a branch cannot. */
function refuseLostBranches(clone: Clone, refs: readonly Ref[], { index }: History): void {
  const lost = refs.find(
    ({ name, oid }) => /^(HEAD$|refs\/(heads|remotes)\/)/.test(name) && index.find(oid) < 0,
  );
  if (lost) {
    throw new CloneRefused(
      `${clone.name} lacks the commit ${lost.oid} that ${lost.name} points at. Run "git fsck", or clone again.`,
    );
  }
}

/**
 * Appends listed commits to a history, except those it already has.
 * @param clone its name, for the error message
 * @throws CloneRefused when a parent is missing from both: the history has a hole
 */
export function joinListed(base: History, listed: ListedCommits, clone: string): History {
  const fresh = freshLines(base, listed);
  const size = base.size + fresh.length;
  const oids = new Uint8Array(20 * size);
  oids.set(base.oids);
  fresh.forEach((line, at) => {
    const from = 20 * (listed.lines[line] as number);
    oids.set(listed.hashes.subarray(from, from + 20), 20 * (base.size + at));
  });
  const index = indexCommits(oids, base.sortedRuns);
  const links = new Int32Array(2 * size).fill(NONE);
  links.set(base.links);
  const edges = [...base.edges];
  fresh.forEach((line, at) => {
    const commit = base.size + at;
    const first = (listed.lines[line] as number) + 1;
    const end = listed.lines[line + 1] as number;
    const parent = (hash: number) => found(index, listed.hashes, hash, clone);
    if (first < end) links[2 * commit] = parent(first);
    if (end - first === 2) links[2 * commit + 1] = parent(first + 1);
    if (end - first <= 2) return;
    links[2 * commit + 1] = -2 - edges.length;
    for (let hash = first + 1; hash < end; hash += 1) {
      edges.push(hash === end - 1 ? -1 - parent(hash) : parent(hash));
    }
  });
  const origin =
    base.size === 0 ? "rev-list" : `${base.origin} and rev-list for ${fresh.length} newer commits`;
  return { ...base, size, oids, links, edges: Int32Array.from(edges), index, origin };
}

function freshLines(base: History, { hashes, lines }: ListedCommits): Uint32Array {
  const all = new Uint32Array(lines.length - 1).map((_, line) => line);
  if (base.size === 0) return all;
  return all.filter((line) => base.index.findBytes(hashes, 20 * (lines[line] as number)) < 0);
}

function found(index: CommitIndex, hashes: Uint8Array, hash: number, clone: string): number {
  const commit = index.findBytes(hashes, 20 * hash);
  if (commit >= 0) return commit;
  const sha = Buffer.from(hashes.subarray(20 * hash, 20 * hash + 20)).toString("hex");
  throw new CloneRefused(
    `${clone} lacks the commit ${sha}, which is the parent of another one: the history has a hole, and releases ` +
      `would be wrong. Run "git fsck", or clone again.`,
  );
}
