/**
 * The parents of all commits of a clone, in typed arrays: 1.3 million commits take about 60 MB.
 * A commit is identified by its position, 0 to size - 1, which is valid within one History only.
 */
export interface History {
  size: number;
  /** 20 bytes a commit. */
  oids: Uint8Array;
  /**
   * Two entries a commit. First parent: a position, or -1 for none. Second: a position, -1 for none, or
   * -2 - i when the second and further parents start at edges[i].
   */
  links: Int32Array;
  /** Parents of octopus merges from the second on; the last one of each list is stored as -1 - position. */
  edges: Int32Array;
  index: CommitIndex;
  /** Number of commits in each sorted run of `oids`, from position 0: the layers of the commit-graph. */
  sortedRuns: number[];
  /** Where the ancestry was read from, for messages: "commit-graph". */
  origin: string;
}

export const NONE = -1;

/** The parents of one commit, in order. For single commits; too slow for walks over the whole history. */
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

/** Finds commits by hash or prefix. */
export interface CommitIndex {
  /** Position of the commit whose 20-byte hash is at `offset`; -1 when there is none. */
  findBytes: (bytes: Uint8Array, offset: number) => number;
  /** Position of a commit by its whole hash, 40 hex digits; -1 when there is none. */
  find: (sha: string) => number;
  /** Positions of all commits whose hash begins with the 6 to 40 hex digits, sorted by hash. */
  findPrefix: (prefix: string) => number[];
  /**
   * Positions of all commits whose mark is not 0, sorted by hash within each layer of the commit-graph. git finds
   * objects faster in that order, because a pack's index is sorted the same way.
   */
  marked: (marks: Uint8Array) => Uint32Array;
}

/** A range of commits with a way to find them by hash. */
interface Run {
  findBytes: (bytes: Uint8Array, offset: number) => number;
  /** All commits between two hashes; may include others. */
  between: (least: Uint8Array, most: Uint8Array) => number[];
  /** Writes positions to `to` from index `place`, and returns the index after the last one. */
  copyMarked: (marks: Uint8Array, to: Uint32Array, place: number) => number;
}

/**
 * Makes an index for looking up commits by hash.
 * @param oids 20 bytes a commit
 * @param sortedRuns number of commits in each sorted run, from the first commit on; the commits after them are unsorted
 * @example indexCommits(oids, []).findPrefix("8db6c34") // [1234]
 */
export function indexCommits(oids: Uint8Array, sortedRuns: readonly number[]): CommitIndex {
  const runs: Run[] = [];
  let first = 0;
  for (const count of sortedRuns) {
    runs.push(sortedRun(oids, first, first + count));
    first += count;
  }
  if (20 * first < oids.length) runs.push(unsortedRun(oids, first, oids.length / 20));

  function findBytes(bytes: Uint8Array, offset: number): number {
    for (const run of runs) {
      const commit = run.findBytes(bytes, offset);
      if (commit >= 0) return commit;
    }
    return -1;
  }

  function find(sha: string): number {
    return findBytes(Buffer.from(sha, "hex"), 0);
  }

  function findPrefix(prefix: string): number[] {
    if (prefix.length === 40) return [find(prefix)].filter((commit) => commit >= 0);
    const least = Buffer.from(prefix.padEnd(40, "0"), "hex");
    const most = Buffer.from(prefix.padEnd(40, "f"), "hex");
    return runs
      .flatMap((run) => run.between(least, most))
      .map((commit) => ({ commit, sha: shaAt({ oids }, commit) }))
      .filter(({ sha }) => sha.startsWith(prefix))
      .sort((a, b) => (a.sha < b.sha ? -1 : 1))
      .map(({ commit }) => commit);
  }

  function marked(marks: Uint8Array): Uint32Array {
    const commits = new Uint32Array(marks.length);
    let count = 0;
    for (const run of runs) count = run.copyMarked(marks, commits, count);
    return commits.subarray(0, count);
  }

  return { findBytes, find, findPrefix, marked };
}

function sortedRun(oids: Uint8Array, from: number, to: number): Run {
  /** The first commit of the run that is not below the given hash. */
  function lowerBound(bytes: Uint8Array, offset: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAt(oids, 20 * middle, bytes, offset) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  return {
    findBytes: (bytes, offset) => {
      const at = lowerBound(bytes, offset);
      return at < to && compareAt(oids, 20 * at, bytes, offset) === 0 ? at : -1;
    },
    between: (least, most) => {
      const found: number[] = [];
      for (let at = lowerBound(least, 0); at < to && compareAt(oids, 20 * at, most, 0) <= 0; at += 1)
        found.push(at);
      return found;
    },
    copyMarked: (marks, into, place) => {
      let count = place;
      for (let commit = from; commit < to; commit += 1) {
        into[count] = commit;
        if (marks[commit] !== 0) count += 1;
      }
      return count;
    },
  };
}

/** Compares two hashes of 20 bytes at byte offsets, for sort(). */
export function compareAt(left: Uint8Array, leftAt: number, right: Uint8Array, rightAt: number): number {
  for (let at = 0; at < 20; at += 1) {
    const difference = (left[leftAt + at] as number) - (right[rightAt + at] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A hash table with about as many buckets as commits, by the first bits of the hash. */
function unsortedRun(oids: Uint8Array, from: number, to: number): Run {
  const bits = Math.min(20, Math.max(8, Math.ceil(Math.log2(to - from))));
  const bucketOf = (bytes: Uint8Array, at: number) =>
    (((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)) >>>
    (24 - bits);
  const starts = new Uint32Array(2 ** bits + 1);
  for (let commit = from; commit < to; commit += 1) {
    const bucket = bucketOf(oids, 20 * commit);
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket += 1) {
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  }
  // Filled from the back, so that each start ends up at the beginning of its bucket.
  const items = new Uint32Array(to - from);
  for (let commit = to - 1; commit >= from; commit -= 1) {
    const bucket = bucketOf(oids, 20 * commit);
    const slot = (starts[bucket] as number) - 1;
    starts[bucket] = slot;
    items[slot] = commit;
  }
  return {
    findBytes: (bytes, offset) => {
      const bucket = bucketOf(bytes, offset);
      for (let slot = starts[bucket] as number; slot < (starts[bucket + 1] as number); slot += 1) {
        const commit = items[slot] as number;
        if (compareAt(oids, 20 * commit, bytes, offset) === 0) return commit;
      }
      return -1;
    },
    between: (least, most) => [...items.subarray(starts[bucketOf(least, 0)], starts[bucketOf(most, 0) + 1])],
    copyMarked: (marks, into, place) => {
      let count = place;
      for (let slot = 0; slot < items.length; slot += 1) {
        into[count] = items[slot] as number;
        if (marks[items[slot] as number] !== 0) count += 1;
      }
      return count;
    },
  };
}
