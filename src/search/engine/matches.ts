import type { Query as IndexQuery, SearchOptions } from "minisearch";
import { shortFields, type TextIndex, textFields, weights, wholeName } from "../index/text-index.ts";
import {
  type Complete,
  completion,
  indexQuery,
  type MatchMode,
  type QueryWord,
  queryWord,
} from "../query/word-query.ts";
import type { Chunk } from "../query/words.ts";

/** Matching entries with their scores. */
export interface Matches {
  /** Unsorted. */
  ids: number[];
  /** By entry; 0 for one that does not match. */
  scores: Float64Array;
  /** The terms of the index that these entries match by. Searched again for the few that are shown: storing them for all would cost more than the search. */
  termsOf: (ids: ReadonlySet<number>) => string[];
}

/** Size of the cache: enough for the words of one query while it is typed. */
const CACHE_SIZE = 16;

/**
 * Finds entries by words. While a query is typed only its last word changes, so the matches of the words before
 * it are cached, and the last word is searched for only among them.
 */
export class Matcher {
  readonly #index: TextIndex["index"];
  readonly #complete: Complete;
  readonly #size: number;
  readonly #cache = new Map<string, Matches>();

  /** @param size number of entries in the index; their ids are 0 to size - 1 */
  constructor({ index, terms }: TextIndex, size: number) {
    this.#index = index;
    this.#complete = completion(terms);
    this.#size = size;
  }

  /** Entries with all of the words. */
  all(chunks: readonly Chunk[], mode: MatchMode): Matches {
    return this.#all(
      chunks.map((chunk) => queryWord(chunk, mode, this.#complete)),
      mode,
    );
  }

  #all(words: readonly QueryWord[], mode: MatchMode): Matches {
    return this.#cached(JSON.stringify([words, mode]), () => {
      const last = words.at(-1);
      if (!last) return this.#everything();
      const before = words.length > 1 ? this.#all(words.slice(0, -1), mode) : undefined;
      return this.#word(last, mode, before);
    });
  }

  /** Entries with any of the words; the scores of the words are added. */
  any(chunks: readonly Chunk[], mode: MatchMode): Matches {
    const each = chunks.map((chunk) => this.all([chunk], mode));
    const scores = new Float64Array(this.#size);
    for (const { ids, scores: own } of each) {
      for (const id of ids) scores[id] = (scores[id] ?? 0) + (own[id] ?? 0);
    }
    return {
      ids: [...new Set(each.flatMap(({ ids }) => ids))],
      scores,
      termsOf: (ids) => each.flatMap((matches) => matches.termsOf(ids)),
    };
  }

  /** Entries that have this name as a whole. */
  named(name: string): Matches {
    const term = wholeName(name);
    if (term === "") return { ids: [], scores: new Float64Array(this.#size), termsOf: () => [] };
    return this.#found(term, ["name"]);
  }

  #word(word: QueryWord, { spelling, inBodies }: MatchMode, within: Matches | undefined): Matches {
    const fields = inBodies ? textFields : shortFields;
    const found = this.#found(indexQuery(word, spelling), fields, within);
    if (!within) return found;
    for (const id of found.ids) found.scores[id] = (found.scores[id] ?? 0) + (within.scores[id] ?? 0);
    return { ...found, termsOf: (ids) => [...within.termsOf(ids), ...found.termsOf(ids)] };
  }

  #found(query: IndexQuery, fields: string[], within?: Matches): Matches {
    const scores = new Float64Array(this.#size);
    const ids: number[] = [];
    // MiniSearch skips documents with a boost of 0.
    this.#search(query, fields, within && ((id) => (within.scores[id] ? 1 : 0)), (id, score) => {
      scores[id] = score;
      ids.push(id);
    });
    const termsOf = (shown: ReadonlySet<number>) => {
      const found: string[] = [];
      this.#search(
        query,
        fields,
        (id) => (shown.has(id) ? 1 : 0),
        (_id, _score, terms) => found.push(...terms),
      );
      return found;
    };
    return { ids, scores, termsOf };
  }

  /** @param take receives each match as it is found: MiniSearch would collect and sort all of them */
  #search(
    query: IndexQuery,
    fields: string[],
    boostDocument: ((id: number) => number) | undefined,
    take: (id: number, score: number, terms: string[]) => void,
  ): void {
    const options: SearchOptions = {
      tokenize: (term) => [term],
      processTerm: (term) => term,
      boost: weights,
      fields,
      filter: ({ id, score, terms }) => {
        take(id, score, terms);
        return false;
      },
    };
    this.#index.search(query, boostDocument ? { ...options, boostDocument } : options);
  }

  #everything(): Matches {
    const ids = Array.from({ length: this.#size }, (_, id) => id);
    return { ids, scores: new Float64Array(this.#size).fill(1), termsOf: () => [] };
  }

  #cached(key: string, make: () => Matches): Matches {
    const matches = this.#cache.get(key) ?? make();
    this.#cache.delete(key);
    this.#cache.set(key, matches);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > CACHE_SIZE && oldest !== undefined) this.#cache.delete(oldest);
    return matches;
  }
}
