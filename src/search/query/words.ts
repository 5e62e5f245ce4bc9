/**
 * The one tokenizer, for build, browser and command line. It imports nothing.
 *
 * Text is cut into chunks, and a chunk into parts: CAP_SYS_ADMIN is found by "cap", "sys" and "admin", and
 * as a whole by "capsysadmin", whatever stands between the parts where it is typed: cap-sys-admin, CapSysAdmin.
 */

export interface Part {
  /** What is indexed and looked for. */
  term: string;
  /** The same with its ending. */
  word: string;
  /** Where it stands in the text, in UTF-16 units. */
  at: number;
  length: number;
}

export interface Chunk {
  parts: Part[];
  /** All parts in one; undefined where one part is all there is. */
  whole: string | undefined;
  at: number;
  length: number;
}

/** What separates chunks. Slashes, dots, hyphens and `<pid>` stay inside: they belong to identifiers. */
const CHUNK = /[^\s,;:"“”„‘’…()|=—–]+/gu;
/** A version keeps its dots: "v4.14-rc1" has the parts 4.14 and rc1. */
const PART = /v?\p{N}+(?:\.\p{N}+)+|[\p{L}\p{N}\p{M}]+/giu;
/** A chunk longer than that is an address or a rule of dashes: nobody types it whole. */
const LONGEST_WHOLE = 48;

/** Words that stand in nearly every sentence tell nothing. "all" is a tag, and stays. */
const STOP_WORDS = new Set(
  "a an and are as at be been by can could did do does for from had has have how if in into is it its may no not of on only or so than that the their them then there these they this to was what when where which who why will with without would".split(
    " ",
  ),
);

/** The chunks of a text, with their places; single letters and the words that tell nothing are left out. */
export function chunksOf(text: string): Chunk[] {
  return [...text.matchAll(CHUNK)].flatMap(({ 0: chunk, index }) => {
    const found = [...chunk.matchAll(PART)].map((match) => ({
      term: plain(match[0]),
      word: plain(match[0]),
      at: index + match.index,
      length: match[0].length,
    }));
    nameProcess(found);
    const [first] = found;
    const last = found.at(-1);
    if (!first || !last) return [];
    const whole = found.map(({ term }) => term).join("");
    const parts = found.filter(({ term }) => tells(term)).map((part) => ({ ...part, term: stem(part.term) }));
    const isCompound = found.length > 1 && whole.length <= LONGEST_WHOLE;
    if (parts.length === 0 && !isCompound) return [];
    const length = last.at + last.length - first.at;
    return [{ parts, whole: isCompound ? whole : undefined, at: first.at, length }];
  });
}

/** Every term of a text, in order: what is indexed. */
export function termsOf(text: string): string[] {
  return chunksOf(text).flatMap(({ parts, whole }) => {
    const terms = parts.map(({ term }) => term);
    return whole === undefined ? terms : [...terms, whole];
  });
}

/** A name as one term: "User namespaces", user_namespace and USER-NAMESPACES are alike. "" for a text without words. */
export function nameTerm(text: string): string {
  const found = [...text.matchAll(PART)].map((match) => ({ term: plain(match[0]) }));
  nameProcess(found);
  return found.map(({ term }) => stem(term)).join("");
}

/** Text as a row of plain words, to look for a phrase in: " cap sys admin in a user namespace ". */
export function plainRow(text: string): string {
  return ` ${Array.from(text.matchAll(PART), (match) => plain(match[0])).join(" ")} `;
}

const ASCII = /^[ -~]*$/;

/** Lower case, without accents, versions without their v. */
function plain(word: string): string {
  const bare = ASCII.test(word)
    ? word.toLowerCase()
    : word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return /^v\d+\./.test(bare) ? bare.slice(1) : bare;
}

/** Whoever pastes /proc/self/ns/user or /proc/1234/ns/user means /proc/<pid>/ns/user. */
function nameProcess(parts: { term: string }[]): void {
  const [first, second] = parts;
  if (first?.term === "proc" && second && /^(?:self|\d+)$/.test(second.term)) second.term = "pid";
}

function tells(term: string): boolean {
  return term.length > 1 && !STOP_WORDS.has(term);
}

/** Singular and plural are one word; y and ies meet at i, so that a word being typed is on its way there. */
function stem(term: string): string {
  if (term.length < 4 || /[^a-z]/.test(term)) return term;
  return term
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^siu])s$/, "$1")
    .replace(/(.{3})(?:ie|y)$/, "$1i");
}
