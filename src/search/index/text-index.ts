import MiniSearch, { type AsPlainObject, type Query } from "minisearch";
import { nameTerm, termReader } from "../query/words.ts";
import type { Indexed, Kind } from "./entry.ts";

/** The weight of a match by field. A whole name weighs most. */
export const weights = {
  /** Whole names. */
  name: 12,
  /** The title and the interfaces. */
  title: 5,
  /** Tags, releases, people, manual pages, synonyms. */
  about: 2.5,
  summary: 2,
  body: 1,
} as const;

const fields = Object.keys(weights);
/** The fields that words are searched for in. Names match only as a whole. */
export const textFields = fields.filter((field) => field !== "name");
/** The same without bodies. */
export const shortFields = textFields.filter((field) => field !== "body");

type Search = Pick<MiniSearch, "search">;

/** A whole name as a term. The "=" distinguishes it from words, so that a prefix of a word matches no whole names. */
export function wholeName(text: string): string {
  const name = nameTerm(text);
  return name === "" ? "" : `=${name}`;
}

/** An index, and every term in it. */
export interface TextIndex {
  index: Search;
  terms: Iterable<string>;
}

/** Indexes entries. The id of an entry is its position in the list. */
export function buildIndex(indexed: readonly Indexed[]): TextIndex {
  const rows = readTerms(indexed);
  const terms = new Set(rows.flat(2));
  terms.delete("");
  return { index: new IndexOfTerms(rows), terms };
}

/** The index of entries as MiniSearch writes it. */
export function writeIndex(indexed: readonly Indexed[]): AsPlainObject {
  const rows = readTerms(indexed);
  return withPostings(withoutPostings(rows), rows, [""]);
}

/** Loads an index that the build wrote. */
export function loadIndex(written: AsPlainObject): TextIndex {
  return { index: MiniSearch.loadJS(written, { fields }), terms: written.index.map(([term]) => term) };
}

/** After so many different terms all of an index is made. */
const MOST_PARTS = 16;

/** By entry and field: the terms of its text, in order. */
type Terms = string[][][];

/**
 * An index of which only that part is made which a search needs: making all of it would take longer than everything else
 * before the first answer, and for that a handful of terms do. What is found, and its scores, are those of the whole.
 */
class IndexOfTerms implements Search {
  readonly #rows: Terms;
  readonly #head: AsPlainObject;
  /** What the terms of `#index` begin with. */
  #begin: readonly string[] = [];
  #index: MiniSearch | undefined;

  constructor(rows: Terms) {
    this.#rows = rows;
    this.#head = withoutPostings(rows);
  }

  search(...[query, options]: Parameters<Search["search"]>): ReturnType<Search["search"]> {
    const missing = termsIn(query).filter((term) => !this.#begin.some((begin) => term.startsWith(begin)));
    if (!this.#index || missing.length > 0) {
      const all = missing.includes("") || this.#begin.length + missing.length > MOST_PARTS;
      this.#begin = all ? [""] : [...this.#begin, ...missing];
      this.#index = MiniSearch.loadJS(withPostings(this.#head, this.#rows, this.#begin), { fields });
    }
    return this.#index.search(query, options);
  }
}

/** What every term begins with that a query may find; "" for any term. */
function termsIn(query: Query): string[] {
  if (typeof query === "string") return [query];
  if (typeof query === "symbol" || query.fuzzy) return [""];
  return query.queries.flatMap(termsIn);
}

function readTerms(indexed: readonly Indexed[]): Terms {
  const read = termReader();
  const known = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = known.get(text) ?? wholeName(text);
    known.set(text, name);
    return name;
  };
  return indexed.map((each) => [each.names.map(nameOf), ...textsOf(each).map(read)]);
}

/** An index without terms: how many each text has, and how many texts of a field have on average. */
function withoutPostings(rows: Terms): AsPlainObject {
  const lengths = rows.map((texts) => texts.map((terms) => new Set(terms).size));
  const averages = fields.map((_, field) => {
    // As MiniSearch adds texts, one after the other.
    let average = 0;
    for (const [count, each] of lengths.entries())
      average = (average * count + (each[field] ?? 0)) / (count + 1);
    return average;
  });
  return {
    documentCount: rows.length,
    nextId: rows.length,
    documentIds: Object.fromEntries(rows.map((_, id) => [id, id])),
    fieldIds: Object.fromEntries(fields.map((name, field) => [name, field])),
    fieldLength: Object.fromEntries(lengths.entries()),
    averageFieldLength: averages,
    storedFields: {},
    dirtCount: 0,
    serializationVersion: 2,
    index: [],
  };
}

/** @param begin only terms that begin with one of these are indexed */
function withPostings(head: AsPlainObject, rows: Terms, begin: readonly string[]): AsPlainObject {
  const found = new Map<string, Record<string, Record<string, number>>>();
  for (const [id, texts] of rows.entries()) {
    for (const [field, terms] of texts.entries()) {
      for (const term of terms) {
        if (term === "" || !begin.some((each) => term.startsWith(each))) continue;
        const counts = found.get(term) ?? {};
        found.set(term, counts);
        const inField = counts[field] ?? {};
        counts[field] = inField;
        inField[id] = (inField[id] ?? 0) + 1;
      }
    }
  }
  return { ...head, index: [...found] };
}

/** The weight of a kind in the order of the groups: records have more text than commits. */
export const kindWeights: Record<Kind, number> = {
  interface: 1,
  change: 1.25,
  topic: 1.75,
  commit: 0.75,
  document: 0.75,
  release: 1,
};

/** The texts of the fields after the names. */
function textsOf({ entry, manPages, synonyms, body }: Indexed): string[] {
  const {
    title,
    summary = "",
    interfaces = [],
    tags = [],
    releases = [],
    alsoReleases = [],
    people = [],
  } = entry;
  // A commit has the tags of its change; the name of a tag should find the change.
  const own = entry.kind === "commit" ? [] : tags;
  const tagged = [...releases.map(([tag]) => tag), ...alsoReleases];
  const about = [...own, ...tagged, ...people, ...manPages, ...synonyms];
  return [[title, ...interfaces].join("\n"), about.join("\n"), summary, body];
}
