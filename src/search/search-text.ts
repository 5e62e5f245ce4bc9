import type { Query as IndexQuery, QueryCombination, SearchOptions, SearchResult } from "minisearch";
import type { Answer, Group, Hit, Library } from "./answer.ts";
import type { Entry, Kind } from "./entry.ts";
import { filterTest } from "./filters.ts";
import type { Query } from "./parse-query.ts";
import { phraseFilter } from "./phrase.ts";
import { kindWeights, weights } from "./text-index.ts";
import { type Chunk, chunksOf, nameTerm, termsOf } from "./words.ts";

/** How many of a kind are handed out: whoever wants more is better served by another word. */
export const MOST_OF_A_KIND = 50;

type Found = Pick<Answer, "notes" | "match" | "groups" | "terms">;

/** Finds entries by words, phrases and filters. */
export async function searchText(
  query: Query,
  library: Library,
  body: (id: number) => Promise<string>,
): Promise<Found> {
  const filters = query.filters.map((filter) => filterTest(filter, library.directory));
  const notes = [...query.notes, ...filters.flatMap(({ note }) => note ?? [])];
  const passes = (entry: Entry) => filters.every(({ test }) => test(entry));
  const chunks = chunksOf([...query.words, ...query.phrases].join(" "));
  if (chunks.length === 0) {
    const without = query.without.length === 0 && query.words.length > 0 && query.filters.length === 0;
    // "the" or "-" asks for nothing; a filter alone asks for everything it lets pass.
    const entries = without ? [] : everything(query, library, passes);
    const groups = grouped(
      entries,
      ({ kind }) => kind,
      (entry) => ({ entry, also: [] }),
    );
    return { notes, match: "all", terms: [], groups };
  }
  const search = (attempt: Attempt) =>
    library.index.search(indexQuery(query, chunks, attempt), {
      tokenize: (term) => [term],
      boost: weights,
      boostDocument: (id) => kindWeights[entryOf(library, id).kind],
      filter: ({ id }) => passes(entryOf(library, id)),
    } as SearchOptions);
  for (const [match, attempt] of attempts) {
    if (query.phrases.length > 0 && match !== "all") break;
    const results = await phraseFilter(query.phrases, search(attempt), library, body);
    if (results.length === 0) continue;
    const terms = new Set<string>();
    const groups = grouped(
      results,
      ({ id }) => entryOf(library, id).kind,
      (result) => {
        for (const term of result.terms) terms.add(term);
        return hitOf(result, library);
      },
    );
    return { notes, match, terms: [...terms], groups };
  }
  return { notes, match: "all", terms: [], groups: [] };
}

interface Attempt {
  combineWith: "AND" | "OR";
  fuzzy: boolean;
}

/** What is tried, until something is found; the reader is told which. */
const attempts: [Answer["match"], Attempt][] = [
  ["all", { combineWith: "AND", fuzzy: false }],
  ["similar", { combineWith: "AND", fuzzy: true }],
  ["some", { combineWith: "OR", fuzzy: true }],
];

function indexQuery(query: Query, chunks: Chunk[], { combineWith, fuzzy }: Attempt): IndexQuery {
  const exact = query.phrases.length > 0;
  const wanted: QueryCombination = {
    combineWith,
    queries: chunks.map((chunk, at) =>
      chunkQuery(chunk, exact ? "whole" : at + 1 === chunks.length ? "last" : "begun"),
    ),
    fuzzy: fuzzy ? mistakes : false,
  };
  // The whole query as one name: "user namespaces" is the topic before all that speaks of it.
  const name = exact ? "" : nameTerm(query.words.join(" "));
  const named = chunkQuery({ parts: [], whole: name, at: 0, length: 0 }, "whole");
  const either: IndexQuery =
    name === "" ? wanted : { combineWith: "OR", queries: [wanted, { ...named, fields: ["name"] }] };
  if (query.without.length === 0) return either;
  const unwanted = query.without.flatMap(chunksOf).map((chunk) => chunkQuery(chunk, "whole"));
  return { combineWith: "AND_NOT", queries: [either, ...unwanted] };
}

/** How much of a word is there: all of it, its beginning, or, for the last, what has been typed so far. */
type Typed = "whole" | "begun" | "last";

/** A compound is found as a whole or by all its parts. */
function chunkQuery({ parts, whole }: Chunk, typed: Typed): QueryCombination {
  const terms = parts.map(({ term }) => term);
  // A short word in the middle is meant as it stands.
  const prefix = (term: string) => typed === "last" || (typed === "begun" && term.length > 2);
  const byParts: QueryCombination = { combineWith: "AND", queries: terms, prefix };
  if (whole === undefined) return byParts;
  const asWhole: QueryCombination = { combineWith: "OR", queries: [whole], prefix };
  return terms.length === 0 ? asWhole : { combineWith: "OR", queries: [asWhole, byParts] };
}

/** How many letters may be wrong. A word with digits is a name or a version, and another one is another thing. */
function mistakes(term: string): number | false {
  if (/\d/.test(term) || term.length < 4) return false;
  return term.length < 7 ? 1 : 2;
}

function everything(query: Query, { entries }: Library, passes: (entry: Entry) => boolean): Entry[] {
  const unwanted = query.without.map((text) => termsOf(text));
  return entries.filter((entry) => {
    if (!passes(entry)) return false;
    if (unwanted.length === 0) return true;
    const own = new Set(termsOf([entry.title, entry.summary, ...(entry.tags ?? [])].join(" ")));
    return !unwanted.some((terms) => terms.every((term) => own.has(term)));
  });
}

function hitOf({ id, match }: SearchResult, library: Library): Hit {
  const entry = entryOf(library, id);
  const matchedIn = (field: string) =>
    new Set(Object.entries(match).flatMap(([term, fields]) => (fields.includes(field) ? [term] : [])));
  const hidden = (names: string[] | undefined, terms: Set<string>) =>
    (names ?? []).filter(
      (name) => !entry.title.includes(name) && termsOf(name).some((term) => terms.has(term)),
    );
  const also = [
    ...hidden(entry.interfaces, matchedIn("interface")),
    ...hidden(entry.people, matchedIn("person")),
  ];
  return { entry, also: also.slice(0, 4) };
}

/** By kind, each cut to its best; only these are made into hits. */
function grouped<T>(found: readonly T[], kindOf: (each: T) => Kind, hit: (each: T) => Hit): Group[] {
  return [...Map.groupBy(found, kindOf)].map(([kind, all]) => ({
    kind,
    found: all.length,
    hits: all.slice(0, MOST_OF_A_KIND).map(hit),
  }));
}

function entryOf({ entries }: Library, id: number): Entry {
  const entry = entries[id];
  if (!entry) throw new Error(`expected an entry ${id}: the index and the entries are not of one build`);
  return entry;
}
