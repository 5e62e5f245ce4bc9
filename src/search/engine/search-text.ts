import type { Entry, Kind } from "../index/entry.ts";
import type { Library } from "../index/library.ts";
import { kindWeights } from "../index/text-index.ts";
import { BEGINNING, type Manner } from "../query/chunk-query.ts";
import { filterTest } from "../query/filters.ts";
import type { Query } from "../query/parse-query.ts";
import { withPhrases } from "../query/phrase.ts";
import { type Chunk, chunksOf, termsOf } from "../query/words.ts";
import type { Answer, Group, Hit } from "./answer.ts";
import { best } from "./best.ts";
import type { Matches } from "./matches.ts";

/** So many of a kind are handed out: whoever wants more is better served by another word. */
const MOST = 50;
/** So many at the most where there are several kinds: the next kind is not to be far below. */
const FOLDED = 5;
/** And of these, what fits a fifth as well as the best: beside the very page that was named, others only mention it. */
const NEAR = 0.2;

type Found = Pick<Answer, "notes" | "match" | "groups" | "terms">;

/** Finds entries by words, phrases and filters. */
export async function searchText(
  query: Query,
  library: Library,
  body: (id: number) => Promise<string>,
  unfolded: readonly Kind[],
): Promise<Found> {
  const { entries, matcher } = library;
  const filters = query.filters.map((filter) => filterTest(filter, library.directory));
  const notes = [...query.notes, ...filters.flatMap(({ note }) => note ?? [])];
  const tests = filters.map(({ test }) => test);
  const unwanted = matcher.any(query.without.flatMap(chunksOf), { spelling: "whole", inBodies: true });
  for (const { match, matches } of attempts(query, library)) {
    if (tests.length + query.without.length + query.phrases.length === 0) {
      if (matches.ids.length > 0) return { notes, match, ...handedOutOnce(matches, library, unfolded) };
      continue;
    }
    const fitting = matches.ids.filter(
      (id) => !unwanted.scores[id] && tests.every((test) => test(entryOf(library, id))),
    );
    // Phrases are looked for in the best.
    if (query.phrases.length > 0) fitting.sort(byScore(matches));
    const ids = await withPhrases(query.phrases, fitting, entries, body);
    if (ids.length > 0) return { notes, match, ...handedOut(ids, matches, library, unfolded) };
  }
  return { notes, match: "all", terms: [], groups: [] };
}

/** What is tried, one after the other, until something is found. */
function* attempts(query: Query, library: Library): Generator<{ match: Answer["match"]; matches: Matches }> {
  const { matcher } = library;
  const { words, phrases, filters, without } = query;
  const chunks = chunksOf([...words, ...phrases].join(" "));
  if (chunks.length === 0) {
    if (filters.length + without.length > 0) yield { match: "all", matches: matcher.all([], AS_WRITTEN) };
    return;
  }
  if (phrases.length > 0) {
    yield { match: "all", matches: matcher.all(chunks, { spelling: "whole", inBodies: true }) };
    return;
  }
  const name = words.join(" ");
  yield { match: "all", matches: named(name, everywhere(chunks, "begun", library), library) };
  const last = chunks.at(-1);
  if (last && last.length < BEGINNING) {
    // Two letters are about to become a word: until then they count for nothing.
    const before = chunks.slice(0, -1);
    if (before.length > 0) yield { match: "all", matches: everywhere(before, "begun", library) };
    return;
  }
  yield { match: "similar", matches: everywhere(chunks, "slips", library) };
  yield { match: "some", matches: matcher.any(chunks, { spelling: "slips", inBodies: true }) };
}

const AS_WRITTEN: Manner = { spelling: "begun", inBodies: false };

/** In titles, names and summaries; in bodies too where that is not more than one can be shown. */
function everywhere(chunks: Chunk[], spelling: Manner["spelling"], { matcher }: Library): Matches {
  const short = matcher.all(chunks, { spelling, inBodies: false });
  return short.ids.length >= MOST ? short : matcher.all(chunks, { spelling, inBodies: true });
}

/** The query may be a name as a whole: "user namespaces" is the topic before all that speaks of it. */
function named(name: string, matches: Matches, { matcher }: Library): Matches {
  const called = matcher.named(name);
  if (called.ids.length === 0) return matches;
  const scores = matches.scores.slice();
  for (const id of called.ids) scores[id] = (scores[id] ?? 0) + (called.scores[id] ?? 0);
  return { ids: [...new Set([...matches.ids, ...called.ids])], scores, termsOf: matches.termsOf };
}

/** The better first; of two alike, the one that stands first in the library. */
function byScore({ scores }: Matches): (a: number, b: number) => number {
  return (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
}

type HandedOut = Pick<Found, "groups" | "terms">;

/** What was handed out of matches last: as long as it is certain how a word goes on, they stay the same. */
const last = new WeakMap<Matches, { unfolded: string; found: HandedOut }>();

function handedOutOnce(matches: Matches, library: Library, unfolded: readonly Kind[]): HandedOut {
  const before = last.get(matches);
  const key = unfolded.join();
  if (before?.unfolded === key) return before.found;
  const found = handedOut(matches.ids, matches, library, unfolded);
  last.set(matches, { unfolded: key, found });
  return found;
}

/** By kind, the kind with the best entry first, each cut to its best; only these are made into hits. */
function handedOut(
  ids: readonly number[],
  matches: Matches,
  library: Library,
  unfolded: readonly Kind[],
): HandedOut {
  const score = (id: number | undefined) => matches.scores[id ?? -1] ?? 0;
  const kinds = Map.groupBy(ids, (id): Kind => entryOf(library, id).kind);
  // Within a kind its weight changes nothing, so it is only here that it counts.
  const ranked = [...kinds]
    .map(([kind, all]) => ({ kind, found: all.length, first: best(all, MOST, byScore(matches)) }))
    .sort((a, b) => score(b.first[0]) * kindWeights[b.kind] - score(a.first[0]) * kindWeights[a.kind])
    .map(({ kind, found, first }) => {
      const near = first.filter((id, at) => at < FOLDED && score(id) >= score(first[0]) * NEAR).length;
      // One more takes no more room than to say that there is one.
      const isFolded = kinds.size > 1 && found > near + 1 && !unfolded.includes(kind);
      return { kind, isFolded, found, shown: isFolded ? first.slice(0, near) : first };
    });
  const terms = new Set(matches.termsOf(new Set(ranked.flatMap(({ shown }) => shown))));
  return {
    terms: [...terms],
    groups: ranked.map(({ shown, ...group }): Group => {
      return { ...group, hits: shown.map((id) => hitOf(entryOf(library, id), terms)) };
    }),
  };
}

function hitOf(entry: Entry, terms: ReadonlySet<string>): Hit {
  const also = [...(entry.interfaces ?? []), ...(entry.people ?? [])].filter(
    (name) => !entry.title.includes(name) && termsOf(name).some((term) => terms.has(term)),
  );
  return { entry, also: also.slice(0, 4) };
}

function entryOf({ entries }: Library, id: number): Entry {
  const entry = entries[id];
  if (!entry) throw new Error(`expected an entry ${id}: the index and the entries are not of one build`);
  return entry;
}
