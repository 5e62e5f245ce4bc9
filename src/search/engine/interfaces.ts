import type { Entry } from "../index/entry.ts";
import type { AskedIdentifier } from "../query/asked-identifier.ts";
import { chunksOf, nameTerm } from "../query/words.ts";

/** The shortest part of a name that others are found by. */
const MIN_PART = 3;

/** A name with what tells it from a wider one: "MOUNT_ATTR_IDMAP (erofs)", "/proc/<pid>/status (NoNewPrivs)". */
const QUALIFIED = / \((.+)\)$/;
/** A qualifier that is a name by itself: no word of a language has a capital or an underscore inside. */
const OWN_NAME = /^(?=.*[a-z])\w+[A-Z_]\w*$/;
/** The shortest word that a longer one may begin with: "idmap" in "idmapped", "user" in "userns". */
const MIN_STEM = 4;

/** The interfaces that records list, by their names. */
export class Interfaces {
  readonly #all: { key: string; entry: Entry }[];
  readonly #byName = new Map<string, Entry>();
  /** By the last part of a path; null where several have it. */
  readonly #byLastPart = new Map<string, Entry | null>();
  readonly #qualified: { words: string[]; entry: Entry }[] = [];

  constructor(entries: readonly Entry[]) {
    this.#all = entries.map((entry) => ({ key: nameTerm(entry.title), entry }));
    for (const { key, entry } of this.#all) {
      const { title } = entry;
      for (const each of [title, folded(title), asTerm(key)]) {
        if (!this.#byName.has(each)) this.#byName.set(each, entry);
      }
      const last = title.startsWith("/") ? folded(title.replace(/\/$/, "").replace(/.*\//, "")) : "";
      if (last !== "") this.#byLastPart.set(last, this.#byLastPart.has(last) ? null : entry);
      const qualifier = QUALIFIED.exec(title)?.[1];
      if (qualifier === undefined) continue;
      this.#qualified.push({ words: wordsOf(title), entry });
      if (OWN_NAME.test(qualifier) && !this.#byName.has(qualifier)) this.#byName.set(qualifier, entry);
    }
  }

  /**
   * The interface that a query names, written in any way that only it is written in.
   * A folder is answered by the first of its files if all of them came with one release.
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
    if (found || !certain) return found;
    return this.#byLastPart.get(folded(name)) ?? (name.startsWith("/") ? this.#ofFolder(name) : undefined);
  }

  #ofFolder(name: string): Entry | undefined {
    const folder = `${folded(name).replace(/\/$/, "")}/`;
    const files = this.#all.filter(({ entry }) => folded(entry.title).startsWith(folder));
    const releases = new Set(files.map(({ entry }) => entry.releases?.map(([tag]) => tag).join()));
    return releases.size === 1 && !releases.has("") ? files[0]?.entry : undefined;
  }

  /**
   * The only interface with a qualified name that has all words of a query, two at least, in any order: "idmapped erofs"
   * is MOUNT_ATTR_IDMAP (erofs). Its release is not that of the change, which lists several.
   */
  qualified(text: string): Entry | undefined {
    const asked = wordsOf(text);
    if (asked.length < 2) return undefined;
    const found = this.#qualified.filter(({ words }) =>
      asked.every((word) => words.some((own) => isSameWord(own, word))),
    );
    return found.length === 1 ? found[0]?.entry : undefined;
  }

  all(): Entry[] {
    return this.#all.map(({ entry }) => entry);
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

const wordsOf = (text: string) => chunksOf(text).flatMap(({ parts }) => parts.map(({ term }) => term));

function isSameWord(own: string, asked: string): boolean {
  return own === asked || (own.length >= MIN_STEM && asked.startsWith(own));
}
