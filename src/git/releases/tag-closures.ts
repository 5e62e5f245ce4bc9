import { type History, NONE, parentsOf } from "../history/history.ts";
import { CloneRefused } from "../process/git-error.ts";

const MOST_TAGS = 4096;
const MOST_WORDS = 2 ** 25; // 128 MiB of sets

/**
 * Finds out which of some commits contain which others. Slower than labels, which only know the first that contains a
 * commit: needed when tags contradict each other.
 * @param commits positions; a position may occur more than once
 * @returns whether the commit at one index of `commits` is an ancestor of the one at another, or the same commit
 * @throws CloneRefused when there are too many, or they lie in too many places
 */
export function ancestryAmong(
  history: History,
  commits: readonly number[],
): (ancestor: number, descendant: number) => boolean {
  if (commits.length > MOST_TAGS) throw tooMany(commits.length);
  const sets = new SetTable(commits.length);
  const indexes = Map.groupBy(commits.keys(), (index) => commits[index] as number);
  // For each commit the set of those it contains. Neighbours mostly share a set, so there are few.
  const setOf = new Int32Array(history.size);
  const { links } = history;
  const order = parentsFirst(history);
  for (const commit of order) {
    const second = links[2 * commit + 1] as number;
    const first = links[2 * commit] as number;
    let set = first < 0 ? 0 : (setOf[first] as number);
    if (second >= 0) set = sets.union(set, setOf[second] as number);
    else if (second !== NONE)
      for (const parent of parentsOf(history, commit)) set = sets.union(set, setOf[parent] as number);
    const own = indexes.get(commit);
    setOf[commit] = own === undefined ? set : sets.add(set, own);
  }
  return (ancestor, descendant) => sets.has(setOf[commits[descendant] as number] as number, ancestor);
}

function tooMany(count: number): CloneRefused {
  return new CloneRefused(
    `${count} release tags contradict each other by ancestry: too many to tell the true ones. Clone again.`,
  );
}

/** All commits, each after its parents. Commits in a circle, which only a damaged graph has, are left out. */
function parentsFirst(history: History): Int32Array {
  const { size, links, edges } = history;
  const children = new Int32Array(size);
  for (const link of links) if (link >= 0) children[link] = (children[link] as number) + 1;
  for (const edge of edges) {
    const parent = edge < 0 ? -1 - edge : edge;
    children[parent] = (children[parent] as number) + 1;
  }
  const order = new Int32Array(size);
  let end = size;
  for (let commit = 0; commit < size; commit += 1) if (children[commit] === 0) order[--end] = commit;
  for (let at = size - 1; at >= end; at -= 1) {
    for (const parent of parentsOf(history, order[at] as number)) {
      children[parent] = (children[parent] as number) - 1;
      if (children[parent] === 0) order[--end] = parent;
    }
  }
  return order.subarray(end);
}

/** Sets of small numbers, each stored once; set 0 is empty. */
class SetTable {
  readonly #words: number;
  readonly #sets: Uint32Array[] = [];
  readonly #ids = new Map<string, number>();
  readonly #unions = new Map<number, number>();

  constructor(members: number) {
    this.#words = Math.ceil(members / 32);
    this.#intern(new Uint32Array(this.#words));
  }

  has(set: number, member: number): boolean {
    const word = this.#sets[set]?.[member >>> 5] ?? 0;
    return ((word >>> (member & 31)) & 1) === 1;
  }

  add(set: number, members: readonly number[]): number {
    const words = Uint32Array.from(this.#sets[set] as Uint32Array);
    for (const member of members)
      words[member >>> 5] = (words[member >>> 5] as number) | (1 << (member & 31));
    return this.#intern(words);
  }

  union(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const [left, right] = [this.#sets[a] as Uint32Array, this.#sets[b] as Uint32Array];
    const id = this.#intern(left.map((word, at) => word | (right[at] as number)));
    this.#unions.set(key, id);
    return id;
  }

  #intern(words: Uint32Array): number {
    const key = Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString("latin1");
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#sets.length * this.#words > MOST_WORDS) throw tooMany(32 * this.#words);
    this.#ids.set(key, this.#sets.length);
    return this.#sets.push(words) - 1;
  }
}
