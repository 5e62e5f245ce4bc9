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

/**
 * The interfaces that records list, by their names. What few queries need is derived for the first of them: deriving all
 * would hold up the first answer.
 */
export class Interfaces {
  readonly #entries: readonly Entry[];
  readonly #byName = new Map<string, Entry>();
  readonly #qualified: Entry[] = [];
  #terms: string[] | undefined;
  #spelt: ReturnType<typeof bySpelling> | undefined;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    for (const entry of entries) {
      const { title } = entry;
      if (!this.#byName.has(title)) this.#byName.set(title, entry);
      const qualifier = title.endsWith(")") ? QUALIFIED.exec(title)?.[1] : undefined;
      if (qualifier === undefined) continue;
      this.#qualified.push(entry);
      if (OWN_NAME.test(qualifier) && !this.#byName.has(qualifier)) this.#byName.set(qualifier, entry);
    }
  }

  /** Of each interface, its name as one term. */
  get #keys(): string[] {
    this.#terms ??= this.#entries.map(({ title }) => nameTerm(title));
    return this.#terms;
  }

  get #spellings() {
    this.#spelt ??= bySpelling(this.#entries, this.#keys);
    return this.#spelt;
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
    const { folded, terms, lastParts } = this.#spellings;
    const found =
      firstOf(names, (each) => this.#byName.get(each)) ??
      firstOf(names, (each) => folded.get(each.toLowerCase()));
    if (found || !certain) return found;
    return (
      firstOf(names, (each) => terms.get(nameTerm(each))) ??
      lastParts.get(name.toLowerCase()) ??
      (name.startsWith("/") ? this.#ofFolder(name) : undefined)
    );
  }

  #ofFolder(name: string): Entry | undefined {
    const folder = `${name.toLowerCase().replace(/\/$/, "")}/`;
    const files = this.#entries.filter(({ title }) => title.toLowerCase().startsWith(folder));
    const releases = new Set(files.map(({ releases }) => releases?.map(([tag]) => tag).join()));
    return releases.size === 1 && !releases.has("") ? files[0] : undefined;
  }

  /**
   * The only interface with a qualified name that has all words of a query, two at least, in any order: "idmapped erofs"
   * is MOUNT_ATTR_IDMAP (erofs). Its release is not that of the change, which lists several.
   */
  qualified(text: string): Entry | undefined {
    const asked = wordsOf(text);
    if (asked.length < 2) return undefined;
    const found = this.#qualified.filter(({ title }) => {
      const words = wordsOf(title);
      return asked.every((word) => words.some((own) => isSameWord(own, word)));
    });
    return found.length === 1 ? found[0] : undefined;
  }

  all(): readonly Entry[] {
    return this.#entries;
  }

  /** The interfaces that have a text in their names: those that begin with it first, each in the order of names. */
  like(text: string): Entry[] {
    const part = nameTerm(text);
    if (part.length < MIN_PART) return [];
    const found = this.#keys.flatMap((key, at) => (key.includes(part) ? [at] : []));
    const begin = found.filter((at) => this.#keys[at]?.startsWith(part));
    const rest = found.filter((at) => !begin.includes(at));
    return [...begin, ...rest].flatMap((at) => this.#entries[at] ?? []);
  }
}

/** Interfaces by what their names are written like; by the last part of a path, where only one has it. */
function bySpelling(entries: readonly Entry[], keys: readonly string[]) {
  const folded = new Map<string, Entry>();
  const terms = new Map<string, Entry>();
  const lastParts = new Map<string, Entry | undefined>();
  for (const [at, entry] of entries.entries()) {
    const name = entry.title.toLowerCase();
    if (!folded.has(name)) folded.set(name, entry);
    const key = keys[at] ?? "";
    if (!terms.has(key)) terms.set(key, entry);
    const last = name.startsWith("/") ? name.replace(/\/$/, "").replace(/.*\//, "") : "";
    if (last !== "") lastParts.set(last, lastParts.has(last) ? undefined : entry);
  }
  return { folded, terms, lastParts };
}

function firstOf<T>(names: readonly string[], find: (name: string) => T | undefined): T | undefined {
  return names.map(find).find((found) => found !== undefined);
}

const wordsOf = (text: string) => chunksOf(text).flatMap(({ parts }) => parts.map(({ term }) => term));

function isSameWord(own: string, asked: string): boolean {
  return own === asked || (own.length >= MIN_STEM && asked.startsWith(own));
}
