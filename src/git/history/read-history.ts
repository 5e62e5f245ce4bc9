import { CloneRefused } from "../process/git-error.ts";
import type { Clone } from "../process/open-clone.ts";
import type { Ref } from "../releases/refs.ts";
import { readCommitGraph } from "./commit-graph.ts";
import { UnusableGraph } from "./commit-graph-file.ts";
import { indexCommits } from "./commit-index.ts";
import { type History, shaAt } from "./history.ts";
import { joinListed } from "./join-listed.ts";
import { hasCommits, listCommits } from "./rev-list.ts";

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
 * The ancestry of every commit that a ref reaches: from the commit-graph as far as that goes, the rest, or all
 * of it, from one rev-list.
 * @param lookFor whole hashes of commits that are wanted even when no ref reaches them
 * @param note receives a sentence when the commit-graph is there but could not be used
 * @throws CloneRefused when commits are missing
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
    note(
      `The commit-graph of ${clone.name} is not used: ${failure.message}. Write it anew: git commit-graph write --reachable`,
    );
    return { graph: nothing, isUsable: false };
  }
}

const FEW = 1000; // hashes: 41 kB of a command line

/** Mostly a graph lacks nothing but the trees that a few tags name; that is told sooner than what it ends with. */
async function isWhole({ gitDirectory }: Clone, graph: History, absent: Set<string>): Promise<boolean> {
  return graph.size > 0 && absent.size <= FEW && !(await hasCommits(gitDirectory, [...absent]));
}

/** Commits that are nobody's parent: all others follow from them. */
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

/** A tag may name a tree or a blob; a branch cannot. */
function refuseLostBranches(clone: Clone, refs: readonly Ref[], { index }: History): void {
  const lost = refs.find(
    ({ name, oid }) => /^(HEAD$|refs\/(heads|remotes)\/)/.test(name) && index.find(oid) < 0,
  );
  if (lost) {
    throw new CloneRefused(
      `${clone.name} lacks the commit ${lost.oid} that ${lost.name} names. See what "git fsck" says, or clone anew.`,
    );
  }
}
