import { type History, NONE, parentsOf } from "./history.ts";

export const UNPAINTED = -1;

/**
 * Paints history from each start in turn: a commit gets the number of the first start that reaches it.
 * With release tags in version order as starts, that is the first release containing the commit; no date and no
 * distance has a say. Every commit is visited once, however many starts there are.
 * @param starts positions; -1 for a tag that is no commit of this history
 * @param colours commits already painted, with whatever, are neither repainted nor passed through
 * @returns for each commit the number of its start, or UNPAINTED
 */
export function paint(
  history: History,
  starts: ArrayLike<number>,
  colours: Int32Array = new Int32Array(history.size).fill(UNPAINTED),
): Int32Array {
  const stack = new Int32Array(history.size);
  for (let colour = 0; colour < starts.length; colour += 1) {
    const start = starts[colour] as number;
    if (start >= 0) spread(history, start, colour, colours, stack);
  }
  return colours;
}

/** On the mainline's first-parent chain itself. */
const ON_CHAIN = -2;

/**
 * The merge that brought each commit to the mainline: the first one, along the first-parent chain from its root
 * to its tip, from which the commit is reachable.
 * @param tip position of the mainline's newest commit
 * @returns `broughtBy`, for each commit an index into `merges`, ON_CHAIN, or UNPAINTED when the mainline does not
 * contain it; `merges`, positions
 */
export function paintMerges(history: History, tip: number): { broughtBy: Int32Array; merges: number[] } {
  const { size, links } = history;
  const broughtBy = new Int32Array(size).fill(UNPAINTED);
  const merged: number[] = [];
  const merges: number[] = [];
  let length = 0;
  // The bound ends the walk in a damaged graph that goes round in circles.
  for (let commit = tip; commit >= 0 && length < size; commit = links[2 * commit] as number, length += 1) {
    broughtBy[commit] = ON_CHAIN;
    if (links[2 * commit + 1] === NONE) continue;
    for (const parent of parentsOf(history, commit).slice(1)) {
      merged.push(parent);
      merges.push(commit);
    }
  }
  paint(history, merged.reverse(), broughtBy);
  return { broughtBy, merges: merges.reverse() };
}

/** Gives a colour to everything unpainted that is reachable through unpainted commits. */
function spread(
  { links, edges }: History,
  start: number,
  colour: number,
  colours: Int32Array,
  stack: Int32Array,
): void {
  if (colours[start] !== UNPAINTED) return;
  colours[start] = colour;
  stack[0] = start;
  let height = 1;
  while (height > 0) {
    height -= 1;
    const commit = stack[height] as number;
    const first = links[2 * commit] as number;
    if (first >= 0 && colours[first] === UNPAINTED) {
      colours[first] = colour;
      stack[height] = first;
      height += 1;
    }
    const second = links[2 * commit + 1] as number;
    if (second === NONE) continue;
    if (second >= 0) {
      if (colours[second] === UNPAINTED) {
        colours[second] = colour;
        stack[height] = second;
        height += 1;
      }
      continue;
    }
    for (let edge = -2 - second; ; edge += 1) {
      const raw = edges[edge] as number;
      const parent = raw < 0 ? -1 - raw : raw;
      if (colours[parent] === UNPAINTED) {
        colours[parent] = colour;
        stack[height] = parent;
        height += 1;
      }
      if (raw < 0) break;
    }
  }
}
