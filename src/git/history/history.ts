import type { CommitIndex } from "./commit-index.ts";

/**
 * Who is whose parent, for all commits of a clone, in typed arrays: 1.3 million commits take about 60 MB.
 * A commit is its position, 0 to size - 1; positions mean nothing outside one History.
 */
export interface History {
  size: number;
  /** 20 bytes a commit. */
  oids: Uint8Array;
  /**
   * Two entries a commit. First parent: a position, or -1 for none. Second: a position, -1 for none, or
   * -2 - i when the further parents are listed from edges[i] on.
   */
  links: Int32Array;
  /** Parents of octopus merges from the second on; the last of each list is written as -1 - position. */
  edges: Int32Array;
  index: CommitIndex;
  /** How many commits each sorted run of `oids` holds: the layers of the commit-graph, from position 0 on. */
  sortedRuns: number[];
  /** Where the ancestry came from, for people: "commit-graph". */
  origin: string;
}

export const NONE = -1;

/** The parents of one commit, in order. For single commits; the walks over all of history go without it. */
export function parentsOf({ links, edges }: Pick<History, "links" | "edges">, commit: number): number[] {
  const first = links[2 * commit] as number;
  const second = links[2 * commit + 1] as number;
  if (first < 0) return [];
  if (second >= -1) return second < 0 ? [first] : [first, second];
  const parents = [first];
  for (let at = -2 - second; ; at += 1) {
    const parent = edges[at] as number;
    if (parent < 0) return [...parents, -1 - parent];
    parents.push(parent);
  }
}

/** The hash of a commit, 40 hex digits. */
export function shaAt({ oids }: Pick<History, "oids">, commit: number): string {
  return Buffer.from(oids.buffer, oids.byteOffset + 20 * commit, 20).toString("hex");
}
