/** Ranks matches, groups them by kind and cuts each group to what is shown. */
import type { Entry, Kind } from "../index/entry.ts";
import { kindWeights } from "../index/text-index.ts";
import { termsOf } from "../query/words.ts";
import type { Matches } from "./matches.ts";

export interface Hit {
  entry: Entry;
  /** Matching interfaces and people of the page, which are not part of its title. */
  also: string[];
  /** What a kernel of the query has of it, where that is neither all nor nothing: "el9: off". */
  kernels?: string[];
}

export interface Group {
  kind: Kind;
  /** Number of all matches; `hits` holds the best of them. */
  found: number;
  hits: Hit[];
  /** Whether asking for this kind unfolded gives more hits. */
  isFolded: boolean;
}

/** Groups, the one with the best hit first, and the terms of the index that matched, for highlighting. */
export interface Grouped {
  groups: Group[];
  terms: string[];
}

/** Most hits of a kind. */
export const MAX_HITS = 50;
/** Hits of a folded kind, so that the next kind is not far below. */
export const MAX_FOLDED = 5;

/**
 * @param ids positions of the matching entries
 * @param unfolded kinds that are not cut to their best hits
 */
export function groupHits(
  ids: readonly number[],
  matches: Matches,
  entries: readonly Entry[],
  unfolded: readonly Kind[],
): Grouped {
  const score = (id: number | undefined) => matches.scores[id ?? -1] ?? 0;
  const kinds = Map.groupBy(ids, (id): Kind => entryAt(entries, id).kind);
  // The weight of a kind matters only between kinds.
  const ranked = [...kinds]
    .map(([kind, all]) => ({ kind, found: all.length, first: topK(all, MAX_HITS, byScore(matches)) }))
    .sort((a, b) => score(b.first[0]) * kindWeights[b.kind] - score(a.first[0]) * kindWeights[a.kind])
    .map(({ kind, found, first }) => {
      // Folding a single hit would save nothing: the line that unfolds it takes as much room.
      const isFolded = kinds.size > 1 && found > MAX_FOLDED + 1 && !unfolded.includes(kind);
      return { kind, isFolded, found, shown: isFolded ? first.slice(0, MAX_FOLDED) : first };
    });
  const terms = new Set(matches.termsOf(new Set(ranked.flatMap(({ shown }) => shown))));
  return {
    terms: [...terms],
    groups: ranked.map(({ shown, ...group }): Group => {
      return { ...group, hits: shown.map((id) => hitOf(entryAt(entries, id), terms)) };
    }),
  };
}

/** A group of interfaces, which are found by their names alone. */
export function interfaceGroup(all: readonly Entry[], unfolded: readonly Kind[]): Group {
  const kind: Kind = "interface";
  const isFolded = all.length > MAX_FOLDED + 1 && !unfolded.includes(kind);
  const shown = all.slice(0, isFolded ? MAX_FOLDED : MAX_HITS);
  return { kind, found: all.length, hits: shown.map((entry) => ({ entry, also: [] })), isFolded };
}

/** Orders ids by descending score, ties by position. */
export function byScore({ scores }: Matches): (a: number, b: number) => number {
  return (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
}

/**
 * Top-k selection: the first `count` in the given order, without sorting all.
 * @returns the same as a stable sort cut to `count`
 */
export function topK<T>(all: readonly T[], count: number, order: (a: T, b: T) => number): T[] {
  const kept: T[] = [];
  for (const each of all) {
    const isFull = kept.length === count;
    if (isFull && order(each, kept[count - 1] as T) >= 0) continue;
    if (isFull) kept.pop();
    let at = kept.length;
    while (at > 0 && order(each, kept[at - 1] as T) < 0) at -= 1;
    kept.splice(at, 0, each);
  }
  return kept;
}

/** @throws Error if the index and the entries are from different builds */
export function entryAt(entries: readonly Entry[], id: number): Entry {
  const entry = entries[id];
  if (!entry) throw new Error(`expected an entry ${id}: the index and the entries are from different builds`);
  return entry;
}

function hitOf(entry: Entry, terms: ReadonlySet<string>): Hit {
  const also = [...(entry.interfaces ?? []), ...(entry.people ?? [])].filter(
    (name) => !entry.title.includes(name) && termsOf(name).some((term) => terms.has(term)),
  );
  return { entry, also: also.slice(0, 4) };
}
