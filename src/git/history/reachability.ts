import { type History, NONE, parentsOf } from "./history.ts";

export const UNLABELLED = -1;

/**
 * Labels each commit with the number of the first start that reaches it. With release tags in version order as starts,
 * this is the first release that contains the commit; neither dates nor topological distance are used. Each commit is
 * visited once, however many starts there are.
 * @param starts positions; -1 is skipped
 * @param labels initial labels: commits that have one keep it and are not walked through
 * @returns for each commit the index of its start, or UNLABELLED
 * @example labelReachable(history, [v2_6_12, v2_6_13])[commit] // 1: first contained in v2.6.13
 */
export function labelReachable(
  history: History,
  starts: ArrayLike<number>,
  labels: Int32Array = new Int32Array(history.size).fill(UNLABELLED),
): Int32Array {
  const stack = new Int32Array(history.size);
  for (let label = 0; label < starts.length; label += 1) {
    const start = starts[label] as number;
    if (start >= 0) labelFrom(history, start, label, labels, stack);
  }
  return labels;
}

/** Label of commits on the mainline's first-parent chain. */
const ON_CHAIN = -2;

/**
 * The merge that brought each commit into the mainline: the oldest merge on the first-parent chain that reaches it.
 * @param tip position of the mainline's newest commit
 * @returns `mergedBy`: for each commit an index into `merges`, ON_CHAIN, or UNLABELLED when the mainline does not
 * contain it; `merges`: positions
 */
export function labelMerges(history: History, tip: number): { mergedBy: Int32Array; merges: number[] } {
  const { size, links } = history;
  const mergedBy = new Int32Array(size).fill(UNLABELLED);
  const merged: number[] = [];
  const merges: number[] = [];
  let length = 0;
  // The bound ends the walk in a damaged graph with a cycle.
  for (let commit = tip; commit >= 0 && length < size; commit = links[2 * commit] as number, length += 1) {
    mergedBy[commit] = ON_CHAIN;
    if (links[2 * commit + 1] === NONE) continue;
    for (const parent of parentsOf(history, commit).slice(1)) {
      merged.push(parent);
      merges.push(commit);
    }
  }
  labelReachable(history, merged.reverse(), mergedBy);
  return { mergedBy, merges: merges.reverse() };
}

/** Labels every commit without a label that is reachable through commits without a label. */
function labelFrom(
  { links, edges }: History,
  start: number,
  label: number,
  labels: Int32Array,
  stack: Int32Array,
): void {
  if (labels[start] !== UNLABELLED) return;
  labels[start] = label;
  stack[0] = start;
  let height = 1;
  while (height > 0) {
    height -= 1;
    const commit = stack[height] as number;
    const first = links[2 * commit] as number;
    if (first >= 0 && labels[first] === UNLABELLED) {
      labels[first] = label;
      stack[height] = first;
      height += 1;
    }
    const second = links[2 * commit + 1] as number;
    if (second === NONE) continue;
    if (second >= 0) {
      if (labels[second] === UNLABELLED) {
        labels[second] = label;
        stack[height] = second;
        height += 1;
      }
      continue;
    }
    for (let edge = -2 - second; ; edge += 1) {
      const raw = edges[edge] as number;
      const parent = raw < 0 ? -1 - raw : raw;
      if (labels[parent] === UNLABELLED) {
        labels[parent] = label;
        stack[height] = parent;
        height += 1;
      }
      if (raw < 0) break;
    }
  }
}
