import { type History, NONE } from "./history.ts";

export const UNPAINTED = -1;

/**
 * Paints history from each start in turn: a commit gets the number of the first start that reaches it.
 * With release tags in version order as starts, that is the first release containing the commit; no date and no
 * distance has a say. Every commit is visited once, however many starts there are.
 * @param starts positions; -1 for a tag that is no commit of this history
 * @param colours commits already painted are neither repainted nor passed through
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

/**
 * The merge that brought each commit to the mainline: the first one, along the first-parent chain from its root
 * to its tip, from which the commit is reachable.
 * @param tip position of the mainline's newest commit
 * @returns `chain`, root first; `broughtBy`, for each commit an index into chain: of itself when it is part of
 * the chain, of its merge otherwise, UNPAINTED when the mainline does not contain it
 */
export function paintMerges(history: History, tip: number): { chain: Int32Array; broughtBy: Int32Array } {
  const { links, edges } = history;
  const chain = firstParents(history, tip);
  const broughtBy = new Int32Array(history.size).fill(UNPAINTED);
  const stack = new Int32Array(history.size);
  for (let at = 0; at < chain.length; at += 1) broughtBy[chain[at] as number] = at;
  for (let at = 0; at < chain.length; at += 1) {
    const second = links[2 * (chain[at] as number) + 1] as number;
    if (second >= 0) spread(history, second, at, broughtBy, stack);
    if (second >= -1) continue;
    for (let edge = -2 - second; ; edge += 1) {
      const parent = edges[edge] as number;
      spread(history, parent < 0 ? -1 - parent : parent, at, broughtBy, stack);
      if (parent < 0) break;
    }
  }
  return { chain, broughtBy };
}

function firstParents({ size, links }: History, tip: number): Int32Array {
  const chain = new Int32Array(size);
  let length = 0;
  // The bound ends the walk in a damaged graph that goes round in circles.
  for (let commit = tip; commit >= 0 && length < size; commit = links[2 * commit] as number) {
    chain[length] = commit;
    length += 1;
  }
  return chain.subarray(0, length).reverse();
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
