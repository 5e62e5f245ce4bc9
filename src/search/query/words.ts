/**
 * The tokenizer of index and queries, for build, browser and command line. It imports nothing.
 *
 * Text is split into chunks, and a chunk into parts: CAP_SYS_ADMIN is found by "cap", "sys" and "admin", and
 * as a whole by "capsysadmin", with any separators between the parts: cap-sys-admin, CapSysAdmin.
 */

export interface Part {
  /** The stemmed form, which is indexed. */
  term: string;
  /** The same before stemming. */
  word: string;
  /** Offset in the text, in UTF-16 units. */
  at: number;
  length: number;
}

export interface Chunk {
  parts: Part[];
  /** All parts joined; undefined if there is only one part. */
  whole: string | undefined;
  at: number;
  length: number;
}

/** A chunk ends at these characters. It may contain slashes, dots, hyphens and `<pid>`: identifiers do. */
const CHUNK = /[^\s,;:"“”„‘’…()|=—–]+/gu;
/** A version keeps its dots: "v4.14-rc1" has the parts 4.14 and rc1. */
const PART = /v?\p{N}+(?:\.\p{N}+)+|[\p{L}\p{N}\p{M}]+/giu;
/** The same for ASCII alone: it is most text, and these are compiled and matched several times faster. */
const ASCII_CHUNK = /[^\s,;:"()|=]+/g;
const ASCII_PART = /v?\d+(?:\.\d+)+|[a-z0-9]+/g;
/** A longer chunk is an address or a line of dashes, which nobody types as a whole. */
const LONGEST_WHOLE = 48;

/** Not indexed. "all" is missing here because it is a tag. */
const STOP_WORDS = new Set(
  "a an and are as at be been by can could did do does for from had has have how if in into is it its may no not of on only or so than that the their them then there these they this to was what when where which who why will with without would".split(
    " ",
  ),
);

/** The chunks of a text with their offsets, without single letters and stop words. */
export function chunksOf(text: string): Chunk[] {
  return [...text.matchAll(CHUNK)].flatMap(({ 0: chunk, index }) => {
    const words = wordsIn(chunk);
    const found = [...chunk.matchAll(PART)].map((match, at) => ({
      term: words[at] ?? "",
      word: plain(match[0]),
      at: index + match.index,
      length: match[0].length,
    }));
    const [first] = found;
    const last = found.at(-1);
    if (!first || !last) return [];
    const whole = found.map(({ term }) => term).join("");
    const parts = found
      .filter(({ term }) => isIndexed(term))
      .map((part) => ({ ...part, term: stem(part.term) }));
    const isCompound = found.length > 1 && whole.length <= LONGEST_WHOLE;
    if (parts.length === 0 && !isCompound) return [];
    const length = last.at + last.length - first.at;
    return [{ parts, whole: isCompound ? whole : undefined, at: first.at, length }];
  });
}

/**
 * Every term of a text, in order.
 * @example termsOf("CAP_SYS_ADMIN"); // ["cap", "sys", "admin", "capsysadmin"]
 */
export function termsOf(text: string): string[] {
  return termReader()(text);
}

/** `termsOf` for many texts, which share most of their chunks: each is read once. */
export function termReader(): typeof termsOf {
  const known = new Map<string, string[]>();
  return (text) => {
    const read: string[] = [];
    for (const chunk of text.match(ASCII.test(text) ? ASCII_CHUNK : CHUNK) ?? []) {
      const terms = known.get(chunk) ?? termsOfChunk(chunk);
      known.set(chunk, terms);
      read.push(...terms);
    }
    return read;
  };
}

/** The terms that `chunksOf` finds in a chunk, without their places. */
function termsOfChunk(chunk: string): string[] {
  const words = wordsIn(chunk);
  const terms = words.filter(isIndexed).map(stem);
  const whole = words.length > 1 ? words.join("") : "";
  if (whole !== "" && whole.length <= LONGEST_WHOLE) terms.push(whole);
  return terms;
}

/** The words of a chunk or name as plain words, before stemming. */
function wordsIn(text: string): string[] {
  const words = ASCII.test(text)
    ? (text.toLowerCase().match(ASCII_PART) ?? []).map(withoutV)
    : Array.from(text.matchAll(PART), ([word]) => plain(word));
  // Reads /proc/self/ns/user and /proc/1234/ns/user as /proc/<pid>/ns/user.
  const [first, second = ""] = words;
  if (first === "proc" && /^(?:self|\d+)$/.test(second)) words[1] = "pid";
  return words;
}

/** A name as one term, the same for "User namespaces", user_namespace and USER-NAMESPACES; "" for a text without words. */
export function nameTerm(text: string): string {
  return wordsIn(text).map(stem).join("");
}

/** Text as a row of plain words, to search for phrases: " cap sys admin in a user namespace ". */
export function plainRow(text: string): string {
  return ` ${Array.from(text.matchAll(PART), (match) => plain(match[0])).join(" ")} `;
}

export interface Piece {
  text: string;
  isMatch: boolean;
}

/**
 * Splits a text at the words whose terms matched.
 * @returns the pieces in order; joined they are the text
 */
export function highlight(text: string, terms: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = (to: number, isMatch: boolean) => {
    if (to > end) pieces.push({ text: text.slice(end, to), isMatch });
    end = to;
  };
  for (const { whole, parts, at, length } of chunksOf(text)) {
    const matches =
      whole !== undefined && terms.has(whole)
        ? [{ at, length }]
        : parts.filter(({ term }) => terms.has(term));
    for (const match of matches) {
      add(match.at, false);
      add(match.at + match.length, true);
    }
  }
  add(text.length, false);
  return pieces;
}

const ASCII = /^[\t\n\r -~]*$/;

/** Lower case, without accents, versions without their v. */
function plain(word: string): string {
  const bare = ASCII.test(word)
    ? word.toLowerCase()
    : word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return withoutV(bare);
}

function withoutV(word: string): string {
  return word.charAt(0) === "v" && /^v\d+\./.test(word) ? word.slice(1) : word;
}

function isIndexed(term: string): boolean {
  return term.length > 1 && !STOP_WORDS.has(term);
}

/** Strips plural endings; y and ies both become i, so that a prefix of a word is also a prefix of its stem. */
function stem(term: string): string {
  const end = term.at(-1);
  if (term.length < 4 || (end !== "s" && end !== "y" && end !== "e") || /[^a-z]/.test(term)) return term;
  return term
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^siu])s$/, "$1")
    .replace(/(.{3})(?:ie|y)$/, "$1i");
}
