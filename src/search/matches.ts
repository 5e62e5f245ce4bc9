import type { Query as IndexQuery, SearchOptions, SearchResult } from "minisearch";
import { chunkQuery, type Manner } from "./chunk-query.ts";
import { shortFields, type TextIndex, textFields, weights, wholeName } from "./text-index.ts";
import type { Chunk } from "./words.ts";

/** Entries that fit, and how well. */
export interface Matches {
  ids: number[];
  /** By entry; 0 for one that does not fit. */
  scores: Float64Array;
  /** What the index said, word by word. */
  results: SearchResult[][];
}

/** So many are kept: enough for the words of one query as it is typed. */
const KEPT = 16;

/**
 * Finds the entries that have words. While one types, only the last word changes: what the others found is
 * kept, and the last is looked for in that alone.
 */
export class Matcher {
  readonly #index: TextIndex;
  readonly #size: number;
  readonly #kept = new Map<string, Matches>();

  /** @param size how many entries the index has; their ids are 0 to size - 1 */
  constructor(index: TextIndex, size: number) {
    this.#index = index;
    this.#size = size;
  }

  /** Entries with every one of the words. */
  all(chunks: readonly Chunk[], manner: Manner): Matches {
    return this.#keep(JSON.stringify([chunks, manner]), () => {
      const last = chunks.at(-1);
      if (!last) return this.#everything();
      const before = chunks.length > 1 ? this.all(chunks.slice(0, -1), manner) : undefined;
      return this.#word(last, manner, before);
    });
  }

  /** Entries with any of the words; the more of them, the better. */
  any(chunks: readonly Chunk[], manner: Manner): Matches {
    const each = chunks.map((chunk) => this.all([chunk], manner));
    const scores = new Float64Array(this.#size);
    for (const { ids, scores: own } of each) {
      for (const id of ids) scores[id] = (scores[id] ?? 0) + (own[id] ?? 0);
    }
    const results = each.flatMap((matches) => matches.results);
    return { ids: [...new Set(each.flatMap(({ ids }) => ids))], scores, results };
  }

  /** Entries that are called so. */
  named(name: string): Matches {
    const term = wholeName(name);
    return this.#matches(term === "" ? [] : this.#search(term, ["name"]));
  }

  #word(chunk: Chunk, { spelling, inBodies }: Manner, within: Matches | undefined): Matches {
    const fields = inBodies ? textFields : shortFields;
    // A document that is boosted by nothing costs nothing.
    const boostDocument = within && ((id: number) => (within.scores[id] ? 1 : 0));
    const found = this.#matches(this.#search(chunkQuery(chunk, spelling), fields, boostDocument));
    if (!within) return found;
    for (const id of found.ids) found.scores[id] = (found.scores[id] ?? 0) + (within.scores[id] ?? 0);
    return { ...found, results: [...within.results, ...found.results] };
  }

  #search(query: IndexQuery, fields: string[], boostDocument?: (id: number) => number): SearchResult[] {
    const options: SearchOptions = { tokenize: (term) => [term], boost: weights, fields };
    return this.#index.search(query, boostDocument ? { ...options, boostDocument } : options);
  }

  #matches(results: SearchResult[]): Matches {
    const scores = new Float64Array(this.#size);
    const ids = results.map(({ id, score }) => {
      scores[id] = score;
      return id as number;
    });
    return { ids, scores, results: [results] };
  }

  #everything(): Matches {
    const ids = Array.from({ length: this.#size }, (_, id) => id);
    return { ids, scores: new Float64Array(this.#size).fill(1), results: [] };
  }

  #keep(key: string, make: () => Matches): Matches {
    const matches = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, matches);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return matches;
  }
}
