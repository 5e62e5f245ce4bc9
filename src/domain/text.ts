/** Change the direction of the text around them, so that what a reader sees differs from what a program reads. */
const BIDI = "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";
/** C0 without tab and line feed, DEL and C1, and the two separators that editors count as lines and YAML does not. */
const CONTROL = "\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u2028\\u2029";
/** Joiners and spaces without width: invisible, yet part of a name. */
const INVISIBLE = "\\u200B\\u2060\\uFEFF";

/**
 * Matches characters that cannot be seen and do not belong in a record.
 * In a `file` a carriage return is allowed before a line feed; in `all`, line feeds, tabs and returns match too.
 */
export function hiddenCharacters(within: "file" | "all"): RegExp {
  return within === "file"
    ? new RegExp(`[${BIDI}${CONTROL}${INVISIBLE}]|\\r(?!\\n)`, "gu")
    : new RegExp(`[${BIDI}${CONTROL}${INVISIBLE}\\n\\r\\t]`, "gu");
}

const hiddenInFile = new RegExp(hiddenCharacters("file").source, "u");

/** The first hidden character of a file: its offset, and its name as Unicode writes it ("U+202E"). */
export function firstHidden(text: string): { offset: number; name: string } | null {
  const match = hiddenInFile.exec(text);
  return match && { offset: match.index, name: `U+${codeOf(match[0]).toUpperCase()}` };
}

/** Besides those: joiners, invisible operators and annotations, which could disguise a name or subject. */
const UNSEEN = new RegExp(
  `[${BIDI}${CONTROL}${INVISIBLE}\\u200C\\u200D\\u2061-\\u2065\\uFFF9-\\uFFFB]`,
  "gu",
);

/**
 * Text of a commit as it may be put into another document: one line, with hidden characters written as their code
 * points, ⟨U+202E⟩.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .trim()
    .replace(UNSEEN, (character) => `⟨U+${codeOf(character).toUpperCase()}⟩`);
}

/** Text for searching: hidden characters, line ends and runs of spaces become one space each. */
export function visibleText(text: string, keep = ""): string {
  return text
    .replace(hiddenCharacters("all"), (character) => (character === keep ? character : " "))
    .replace(/\s+/gu, " ")
    .trim();
}

/** The encoding of a text, by its byte order mark: UTF-16 as PowerShell writes it, else UTF-8. */
export function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

const LONGEST_QUOTE = 60;

/** Text as a message shows it: in quotes, cut at 60 characters, hidden characters as escapes. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_QUOTE));
  const cut =
    characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE - 1).join("")}…` : text;
  return spellOut(JSON.stringify(cut));
}

/** Text for a terminal, without quotes: hidden characters become escapes, \u202e. */
export function spellOut(text: string): string {
  return text.replace(hiddenCharacters("all"), (character) => `\\u${codeOf(character)}`);
}

/** A longer line is broken: a shorter one fits, or fits twice the width of a narrow terminal. */
const LONGEST_LINE = 160;
/** As wide as the help texts. */
const LINE_WIDTH = 118;

/**
 * A line for a terminal: one of more than 160 characters is broken at spaces into lines of at most 118; no line ends in
 * spaces. A longer word is never broken.
 * @param hang what the lines after the first begin with; after a long one 50 characters follow, however wide that is
 * @example wrappedLine(`  because ${reason}`, "    ")
 */
export function wrappedLine(line: string, hang: string): string {
  if (line.length <= LONGEST_LINE) return line.trimEnd();
  const width = Math.max(LINE_WIDTH, hang.length + 50);
  const lines: string[] = [];
  let current = /^ */.exec(line)?.[0] ?? "";
  for (const word of line.slice(current.length).split(" ")) {
    const isFirst = current.trim() === "";
    if (!isFirst && current.length + 1 + word.length > width) {
      lines.push(current.trimEnd());
      current = hang + word;
    } else current += isFirst ? word : ` ${word}`;
  }
  return [...lines, current.trimEnd()].join("\n");
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
}

const references: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML holds it, in elements and in attributes. U+FFFE and U+FFFF, which XML forbids, are replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"]/g, (character) => references[character] ?? character);
}

/** "1 claim", "1,234 claims", "2 hashes". By hand, because toLocaleString took a thirtieth of a build. */
export function counted(number: number | bigint, one: string, many = `${one}s`): string {
  return `${String(number).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${Number(number) === 1 ? one : many}`;
}

/** Each value once, in their order; empty ones are left out. */
export function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => Boolean(value)))];
}

/**
 * A pattern of whole words: the characters around must not make it part of a longer word, path, address or file name
 * ("deadbeef.c", "/8db6c34f1dbc", "x-8db6c34f1dbc"). A full stop or hyphen at the end of a phrase is allowed.
 */
export function wholeWord(pattern: string, flags = ""): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}_./@#=&?%+~:\\\\-])${pattern}(?![\\p{L}\\p{N}_(]|[-./@=:%+~][\\p{L}\\p{N}_/])`,
    `gu${flags}`,
  );
}

/** Deeper than any reader follows; the parser's time grows with the square of it, and its stack ends at thousands. */
export const MAX_DEPTH = 100;

const MARKER = /(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>/g;
const PREFIX = /^(?:[ \t]|(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>)*/;

/** The line whose lists and quotes nest the most, from 1, and how many levels at most that can be. */
export function deepestLine(markdown: string): { line: number; depth: number } {
  let deepest = { line: 1, depth: 0 };
  for (const [index, text] of markdown.split(/\r\n|[\r\n]/).entries()) {
    const depth = depthOf(text);
    if (depth > deepest.depth) deepest = { line: index + 1, depth };
  }
  return deepest;
}

/** A level takes a marker on this line, or at least two columns of indentation from a marker above. */
export function depthOf(line: string): number {
  const prefix = PREFIX.exec(line)?.[0] ?? "";
  const indentation = /^[ \t]*/.exec(prefix)?.[0] ?? "";
  const columns = indentation.replaceAll("\t", "    ").length;
  return Math.floor(columns / 2) + (prefix.match(MARKER)?.length ?? 0);
}
