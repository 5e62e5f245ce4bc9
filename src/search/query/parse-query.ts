import { isKey, type Key, keyMeantBy, keys } from "./query-keys.ts";

export interface Filter {
  key: Key;
  value: string;
  /** Whether it excludes what it matches: -tag:user. */
  not: boolean;
}

/** A parsed query. */
export interface Query {
  /** Words to search for, as typed. */
  words: string[];
  /** Texts in quotation marks: these words side by side. */
  phrases: string[];
  without: string[];
  filters: Filter[];
  /** Parts that were not understood as typed, explained to the reader. */
  notes: string[];
}

/** -"…", -key:"…", key:value or a word; an unclosed quotation mark extends to the end. */
const ITEM = /(-?)(?:([a-z][a-z-]*):(?!\/\/)(?=[^\s:]))?(?:["“”„]([^"“”„]*)(?:["“”„]|$)|(\S+))/giu;

/** Memory and time of a search grow with its words: those of 100,000 letters take gigabytes. */
const LONGEST = 1000;

/**
 * Parses a query. Never throws, and drops nothing without a note.
 * @example parseQuery("-tag:user ioctl"); // words ["ioctl"], filters [{ key: "tag", value: "user", not: true }]
 */
export function parseQuery(text: string): Query {
  const query: Query = { words: [], phrases: [], without: [], filters: [], notes: [] };
  if (text.length > LONGEST)
    query.notes.push(`Only the first ${LONGEST} characters of the query are searched for.`);
  const searched = text.slice(0, LONGEST).toWellFormed().normalize("NFC");
  for (const [item, minus, key, phrase, word] of searched.matchAll(ITEM)) {
    const not = minus === "-";
    if (key !== undefined) addKeyed(query, key.toLowerCase(), { item, not, value: phrase ?? word ?? "" });
    else if (phrase !== undefined) addPhrase(query, phrase.trim(), not);
    else if (word !== undefined) addWord(query, word, not);
  }
  return query;
}

/** Whether there is nothing to search for. */
export function isBlank({ words, phrases, without, filters }: Query): boolean {
  return words.length + phrases.length + without.length + filters.length === 0;
}

function addKeyed(
  query: Query,
  key: string,
  { item, not, value }: { item: string; not: boolean; value: string },
): void {
  if (isKey(key)) {
    if (value.trim() === "") query.notes.push(needsValue(key));
    else query.filters.push({ key, value: value.trim(), not });
    return;
  }
  // "bpf:" in a subject and "net:[4026531833]" are not meant as keys.
  query.words.push(not ? item.slice(1) : item);
  const meant = keyMeantBy(key);
  if (!/^\p{L}/u.test(value) && meant === undefined) return;
  const remedy = meant ? `Did you mean ${keys[meant].example}?` : `Keys are ${Object.keys(keys).join(", ")}.`;
  query.notes.push(`There is no key “${key}:”; searched for as text. ${remedy}`);
}

function addPhrase(query: Query, phrase: string, not: boolean): void {
  if (phrase !== "") (not ? query.without : query.phrases).push(phrase);
}

function addWord(query: Query, word: string, not: boolean): void {
  const key = /^([a-z]+):$/i.exec(word)?.[1]?.toLowerCase() ?? "";
  if (isKey(key)) {
    query.notes.push(needsValue(key));
    return;
  }
  // "-n" and "--namespaces" are program options.
  if (not && /^[\p{L}\p{N}].+/u.test(word)) query.without.push(word);
  else query.words.push(not ? `-${word}` : word);
}

function needsValue(key: Key): string {
  return `“${key}:” needs ${keys[key].takes} right after the colon: ${keys[key].example}`;
}
