import { isKey, type Key, keyMeantBy, keys } from "./query-keys.ts";

export interface Filter {
  key: Key;
  value: string;
  /** -tag:user leaves out what it matches. */
  not: boolean;
}

/** What a reader asks for, taken apart. */
export interface Query {
  /** Text to look for, as it was written. */
  words: string[];
  /** Between quotation marks: these words side by side. */
  phrases: string[];
  without: string[];
  filters: Filter[];
  /** What could not be taken as it was written, for the reader. */
  notes: string[];
}

/** -"…", -key:"…", key:value or a word; a quotation mark that is still open reaches to the end. */
const ITEM = /(-?)(?:([a-z][a-z-]*):(?!\/\/)(?=[^\s:]))?(?:["“”„]([^"“”„]*)(?:["“”„]|$)|(\S+))/giu;

/** Takes a query apart. Every text is one: nothing throws, and nothing is dropped without a note. */
export function parseQuery(text: string): Query {
  const query: Query = { words: [], phrases: [], without: [], filters: [], notes: [] };
  for (const [item, minus, key, phrase, word] of text.normalize("NFC").matchAll(ITEM)) {
    const not = minus === "-";
    if (key !== undefined) addKeyed(query, key.toLowerCase(), { item, not, value: phrase ?? word ?? "" });
    else if (phrase !== undefined) addPhrase(query, phrase.trim(), not);
    else if (word !== undefined) addWord(query, word, not);
  }
  return query;
}

/** Whether there is nothing to look for at all. */
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
  // "bpf:" before a subject and "net:[4026531833]" are no attempts at a key.
  query.words.push(not ? item.slice(1) : item);
  const meant = keyMeantBy(key);
  if (!/^\p{L}/u.test(value) && meant === undefined) return;
  const remedy = meant ? `Did you mean ${keys[meant].example}?` : `Keys are ${Object.keys(keys).join(", ")}.`;
  query.notes.push(`There is no key “${key}:”; it was searched for as text. ${remedy}`);
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
  // "-n" and "--namespaces" are options of programs.
  if (not && /^[\p{L}\p{N}].+/u.test(word)) query.without.push(word);
  else query.words.push(not ? `-${word}` : word);
}

function needsValue(key: Key): string {
  return `“${key}:” needs ${keys[key].takes}, right after the colon: ${keys[key].example}`;
}
