/** Turns a typed word into a MiniSearch query. */
import type { Query as IndexQuery, QueryCombination } from "minisearch";
import { type Chunk, termsOf } from "./words.ts";

/** A word to search for, without its place in the query: equal words give equal objects. */
export interface QueryWord {
  /** `word` is the unstemmed spelling, needed only for fuzzy matching; "" otherwise. */
  parts: { term: string; word: string }[];
  whole: string | undefined;
}

/** How words are matched. */
export interface MatchMode {
  /** "prefix" also finds longer words, "fuzzy" also misspelt ones. */
  spelling: "exact" | "prefix" | "fuzzy";
  inBodies: boolean;
}

/** Shortest prefix that is searched for: shorter ones begin half of all words. */
export const MIN_PREFIX = 3;

/** Extends a prefix to the longest one that begins the same terms. */
export type Complete = (prefix: string) => string;

/**
 * Makes a function that extends prefixes. While a word is typed that can only become one word, its extended
 * prefix stays the same, so the previous result can be reused.
 * @param terms all terms of the index, in any order
 * @returns the longest common prefix of all terms that begin with the given one; the given one if none does
 * @example completion(["seccomp"])("sec"); // "seccomp"
 */
export function completion(terms: Iterable<string>): Complete {
  const sorted = [...terms].sort();
  return (prefix) => {
    const from = lowerBound(sorted, prefix);
    const first = sorted[from] ?? "";
    if (!first.startsWith(prefix)) return prefix;
    const last = sorted[lowerBound(sorted, `${prefix}\uffff`) - 1] ?? first;
    let shared = prefix.length;
    while (shared < first.length && first[shared] === last[shared]) shared += 1;
    return first.slice(0, shared);
  };
}

/** The word of a chunk, its prefix extended. */
export function queryWord({ parts, whole }: Chunk, { spelling }: MatchMode, complete: Complete): QueryWord {
  const completed = (term: string) =>
    spelling === "prefix" && term.length >= MIN_PREFIX ? complete(term) : term;
  return {
    parts: parts.map(({ term, word }) => ({
      term: completed(term),
      word: spelling === "fuzzy" ? word : "",
    })),
    whole: whole === undefined ? undefined : completed(whole),
  };
}

/** The word in MiniSearch's form, already tokenized: a compound is found as a whole or by all its parts. */
export function indexQuery({ parts, whole }: QueryWord, spelling: MatchMode["spelling"]): QueryCombination {
  const isFuzzy = spelling === "fuzzy";
  const how = {
    prefix: (term: string) => spelling !== "exact" && term.length >= MIN_PREFIX,
    fuzzy: isFuzzy ? maxEdits : false,
  };
  const terms = parts.map(({ term, word }) => (isFuzzy ? anyOf([term, ...transposed(word)]) : term));
  const byParts: QueryCombination = { ...how, combineWith: "AND", queries: terms };
  if (whole === undefined) return byParts;
  // A match of the whole is boosted: all parts may occur by chance.
  const asWhole: QueryCombination = { ...how, ...anyOf([whole]), boostTerm: () => 8 };
  return terms.length === 0 ? asWhole : anyOf([asWhole, byParts]);
}

function anyOf(queries: IndexQuery[]): QueryCombination {
  return { combineWith: "OR", queries };
}

/** Edit distance allowed for a term; none for short terms and for names and versions with digits. */
function maxEdits(term: string): number | false {
  if (/\d/.test(term) || term.length < 4) return false;
  return term.length < 7 ? 1 : 2;
}

/** The word with each pair of neighbours swapped: "fues" for "fuse" is one mistake, but an edit distance of two. */
function transposed(word: string): QueryCombination[] {
  if (maxEdits(word) === false) return [];
  const variants = Array.from(word.slice(1), (_, at) =>
    [word.slice(0, at), word.charAt(at + 1), word.charAt(at), word.slice(at + 2)].join(""),
  );
  const terms = new Set(variants.filter((variant) => variant !== word).flatMap(termsOf));
  return [...terms].map((term) => ({ ...anyOf([term]), fuzzy: false }));
}

/** Position of the first element that is not less than the text. */
function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
