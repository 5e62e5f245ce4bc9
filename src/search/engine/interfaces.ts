import type { Entry } from "../index/entry.ts";
import type { AskedIdentifier } from "../query/asked-identifier.ts";
import { nameTerm } from "../query/words.ts";

/** The shortest part of a name that others are found by. */
const MIN_PART = 3;

/** The interfaces that records list, by their names. */
export class Interfaces {
  readonly #all: { key: string; entry: Entry }[];
  readonly #byName = new Map<string, Entry>();
  /** By the last part of a path; null where several have it. */
  readonly #byLastPart = new Map<string, Entry | null>();

  constructor(entries: readonly Entry[]) {
    this.#all = entries.map((entry) => ({ key: nameTerm(entry.title), entry }));
    for (const { key, entry } of this.#all) {
      const { title } = entry;
      for (const each of [title, folded(title), asTerm(key)]) {
        if (!this.#byName.has(each)) this.#byName.set(each, entry);
      }
      const last = title.startsWith("/") ? folded(title.replace(/\/$/, "").replace(/.*\//, "")) : "";
      if (last !== "") this.#byLastPart.set(last, this.#byLastPart.has(last) ? null : entry);
    }
  }

  /**
   * The interface that a query names, written in any way that only it is written in.
   * @param text the query as typed: some names have spaces
   */
  find(text: string, asked: AskedIdentifier | null): Entry | undefined {
    const exact = this.#byName.get(text.trim());
    if (exact || !asked) return exact;
    const { name, spellings, certain } = asked;
    const names = [name, ...spellings];
    const terms = certain ? names.map((each) => asTerm(nameTerm(each))) : [];
    const keys = [...names, ...names.map(folded), ...terms];
    const found = keys.map((key) => this.#byName.get(key)).find((entry) => entry !== undefined);
    return found ?? (certain ? (this.#byLastPart.get(folded(name)) ?? undefined) : undefined);
  }

  /** The interfaces that have a text in their names: those that begin with it first, each in the order of names. */
  like(text: string): Entry[] {
    const part = nameTerm(text);
    if (part.length < MIN_PART) return [];
    const found = this.#all.filter(({ key }) => key.includes(part));
    const begin = found.filter(({ key }) => key.startsWith(part));
    return [...begin, ...found.filter((each) => !begin.includes(each))].map(({ entry }) => entry);
  }
}

// Written so that no name is equal to one of these keys.
const folded = (name: string) => `~${name.toLowerCase()}`;
const asTerm = (term: string) => `=${term}`;
