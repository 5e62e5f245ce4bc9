import type { Query as IndexQuery, QueryCombination } from "minisearch";
import type { Complete } from "./completion.ts";
import { type Chunk, termsOf } from "./words.ts";

/** A word to look for, wherever it stood: what is looked for alike is alike. */
export interface Wanted {
  /** With the word as it was written, where slips in it are looked for; "" elsewhere. */
  parts: { term: string; word: string }[];
  whole: string | undefined;
}

/** How a word is looked for. */
export interface Manner {
  /** "begun" finds what begins with it, "slips" also what is written a little otherwise. */
  spelling: "whole" | "begun" | "slips";
  inBodies: boolean;
}

/** So many letters begin a word; with fewer, half of all words would. */
export const BEGINNING = 3;

/** @returns what is looked for: the beginning of a word as far as it is certain how it goes on */
export function wanted({ parts, whole }: Chunk, { spelling }: Manner, complete: Complete): Wanted {
  const completed = (term: string) =>
    spelling === "begun" && term.length >= BEGINNING ? complete(term) : term;
  return {
    parts: parts.map(({ term, word }) => ({
      term: completed(term),
      word: spelling === "slips" ? word : "",
    })),
    whole: whole === undefined ? undefined : completed(whole),
  };
}

/** A word in MiniSearch's form, its terms ready made: a compound is found as a whole or by all its parts. */
export function chunkQuery({ parts, whole }: Wanted, spelling: Manner["spelling"]): QueryCombination {
  const slips = spelling === "slips";
  const how = {
    prefix: (term: string) => spelling !== "whole" && term.length >= BEGINNING,
    fuzzy: slips ? mistakes : false,
  };
  const terms = parts.map(({ term, word }) => (slips ? either([term, ...swapped(word)]) : term));
  const byParts: QueryCombination = { ...how, combineWith: "AND", queries: terms };
  if (whole === undefined) return byParts;
  // All parts may be there by chance; the whole is not.
  const asWhole: QueryCombination = { ...how, ...either([whole]), boostTerm: () => 8 };
  return terms.length === 0 ? asWhole : either([asWhole, byParts]);
}

function either(queries: IndexQuery[]): QueryCombination {
  return { combineWith: "OR", queries };
}

/** How many letters may be wrong. A word with digits is a name or a version, and another one is another thing. */
function mistakes(term: string): number | false {
  if (/\d/.test(term) || term.length < 4) return false;
  return term.length < 7 ? 1 : 2;
}

/** The word with two neighbours swapped, each way: "fues" for "fuse" is one slip, though two letters are wrong. */
function swapped(word: string): QueryCombination[] {
  if (mistakes(word) === false) return [];
  const variants = Array.from(word.slice(1), (_, at) =>
    [word.slice(0, at), word.charAt(at + 1), word.charAt(at), word.slice(at + 2)].join(""),
  );
  const terms = new Set(variants.filter((variant) => variant !== word).flatMap(termsOf));
  return [...terms].map((term) => ({ ...either([term]), fuzzy: false }));
}
