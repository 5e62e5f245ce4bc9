import { CloneRefused } from "../process/git-error.ts";
import { type CommitIndex, indexCommits } from "./commit-index.ts";
import { type History, NONE } from "./history.ts";
import type { ListedCommits } from "./rev-list.ts";

/**
 * Adds listed commits on top of a history; those it already has are passed over.
 * @param clone its name, for the message
 * @throws CloneRefused when a parent is in neither: history has a hole
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
    `${clone} lacks the commit ${sha}, which another one has as its parent: history has a hole, so releases ` +
      `would come out wrong. See what "git fsck" says, or clone anew.`,
  );
}
