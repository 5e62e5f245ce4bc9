import type { Query as IndexQuery, SearchOptions } from "minisearch";
import { shortFields, type TextIndex, textFields, weights, wholeName } from "../index/text-index.ts";
import { chunkQuery, type Manner, type Wanted, wanted } from "../query/chunk-query.ts";
import { type Complete, completion } from "../query/completion.ts";
import type { Chunk } from "../query/words.ts";

/** Entries that fit, and how well. */
export interface Matches {
  /** In no order. */
  ids: number[];
  /** By entry; 0 for one that does not fit. */
  scores: Float64Array;
  /** The terms of the index that these entries fit by. Asked again for the few that are shown: kept for all, they would cost more than the search. */
  termsOf: (ids: ReadonlySet<number>) => string[];
}

/** So many are kept: enough for the words of one query as it is typed. */
const KEPT = 16;

/**
 * Finds the entries that have words. While one types, only the last word changes: what the others found is
 * kept, and the last is looked for in that alone.
 */
export class Matcher {
  readonly #index: TextIndex["index"];
  readonly #complete: Complete;
  readonly #size: number;
  readonly #kept = new Map<string, Matches>();

  /** @param size how many entries the index has; their ids are 0 to size - 1 */
  constructor({ index, terms }: TextIndex, size: number) {
    this.#index = index;
    this.#complete = completion(terms);
    this.#size = size;
  }

  /** Entries with every one of the words. */
  all(chunks: readonly Chunk[], manner: Manner): Matches {
    return this.#all(
      chunks.map((chunk) => wanted(chunk, manner, this.#complete)),
      manner,
    );
  }

  #all(words: readonly Wanted[], manner: Manner): Matches {
    return this.#keep(JSON.stringify([words, manner]), () => {
      const last = words.at(-1);
      if (!last) return this.#everything();
      const before = words.length > 1 ? this.#all(words.slice(0, -1), manner) : undefined;
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
    return {
      ids: [...new Set(each.flatMap(({ ids }) => ids))],
      scores,
      termsOf: (ids) => each.flatMap((matches) => matches.termsOf(ids)),
    };
  }

  /** Entries that are called so. */
  named(name: string): Matches {
    const term = wholeName(name);
    if (term === "") return { ids: [], scores: new Float64Array(this.#size), termsOf: () => [] };
    return this.#found(term, ["name"]);
  }

  #word(word: Wanted, { spelling, inBodies }: Manner, within: Matches | undefined): Matches {
    const fields = inBodies ? textFields : shortFields;
    const found = this.#found(chunkQuery(word, spelling), fields, within);
    if (!within) return found;
    for (const id of found.ids) found.scores[id] = (found.scores[id] ?? 0) + (within.scores[id] ?? 0);
    return { ...found, termsOf: (ids) => [...within.termsOf(ids), ...found.termsOf(ids)] };
  }

  #found(query: IndexQuery, fields: string[], within?: Matches): Matches {
    const scores = new Float64Array(this.#size);
    const ids: number[] = [];
    // A document that is boosted by nothing costs nothing.
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

  /** @param take gets what fits as it is found: MiniSearch would keep it all, only to sort it */
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

  #keep(key: string, make: () => Matches): Matches {
    const matches = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, matches);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return matches;
  }
}
