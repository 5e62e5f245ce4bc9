import { depthOf, MAX_DEPTH } from "../domain/text.ts";
import type { DeckProblem } from "./deck.ts";

/** Lines that can be parsed by themselves; `line` is the number of the first, from 1. */
export interface DeckBlock {
  line: number;
  text: string;
  /** Why it is not to be parsed; null: nothing. */
  problem: DeckProblem | null;
}

/** Not a line of three or more - or *, which divides sections. */
const BULLET = /^(?! {0,3}([-*])(?:[ \t]*\1){2,}[ \t]*$)( {0,3})(?:[-*+]|(\d{1,9})[.)])[ \t]+\S/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** Below indented bullets, as plain text has them, "libuuid:" names the next list. */
const NAME = /^[\w./,-]{1,60}:$/;
const LARGEST_BLOCK = 512 * 1024;
const LARGEST_PARAGRAPH = 16 * 1024;

/** HTML in which neither a bullet nor a blank line ends anything, and what does end it. */
const RAW: [opens: RegExp, closes: RegExp][] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
];

/**
 * Cuts Markdown where a new block begins for certain: at a heading, at a bullet of the outermost level, at
 * unindented text below an empty line. The parser's time grows with the square of a list's nested lists;
 * parsed block by block, ten thousand bullets take a second or two.
 */
export function splitBlocks(markdown: string): DeckBlock[] {
  const blocks: DeckBlock[] = [];
  let lines: string[] = [];
  let first = 1;
  const flush = (next: number) => {
    if (lines.some((each) => each.trim() !== "")) blocks.push(judged(first, lines));
    lines = [];
    first = next;
  };

  let closes: RegExp | null = null;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (closes === null && beginsBlock(line, lines)) flush(index + 1);
    lines.push(line);
    if (closes?.test(line)) closes = null;
    else closes ??= opened(lines);
  }
  flush(0);
  return blocks;
}

function beginsBlock(line: string, block: readonly string[]): boolean {
  const afterBlank = (block.at(-1) ?? "").trim() === "";
  const bullet = BULLET.exec(line);
  const outer = BULLET.exec(block[0] ?? "");
  if (bullet && (bullet[2] ?? "").length <= (outer?.[2] ?? "").length) {
    // Within a paragraph, "1995. That year" is no list item: only below text that is all another item's.
    const isNumbered = bullet[3] !== undefined;
    if (!isNumbered || afterBlank || (outer?.[3] !== undefined && isWithinBullet(block))) return true;
  }
  if (NAME.test(line) && /^[ \t]+\S/.test(block.at(-1) ?? "")) return true;
  return HEADING.test(line) || (afterBlank && /^\S/.test(line));
}

/** What will end the fence or the raw HTML that the last line opens outside of any bullet; null when it opens none. */
function opened(block: readonly string[]): RegExp | null {
  const line = block.at(-1) ?? "";
  const fence = FENCE.exec(line)?.[1];
  const raw = fence ? undefined : RAW.find(([opens]) => opens.test(line));
  if ((!fence && !raw) || isWithinBullet(block)) return null;
  if (fence) return new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`);
  return raw && !raw[1].test(line.replace(raw[0], "")) ? raw[1] : null;
}

/** Whether all of a block's lines are indented so far that they belong to the bullet it begins with. */
function isWithinBullet([first = "", ...others]: readonly string[]): boolean {
  const column = contentColumn(first);
  if (column === null) return false;
  return others.every((line) => line.trim() === "" || columnsBefore(line) >= column);
}

/** Where the text of a bullet begins; null for a line that is no bullet. */
function contentColumn(line: string): number | null {
  const [bullet] = BULLET.exec(line) ?? [];
  return bullet === undefined ? null : expandTabs(bullet).length - 1;
}

function columnsBefore(line: string): number {
  return expandTabs(/^[ \t]*/.exec(line)?.[0] ?? "").length;
}

function expandTabs(text: string): string {
  return text.replace(/[^\t]*\t/g, (part) => part.slice(0, -1).padEnd(4 * Math.ceil(part.length / 4)));
}

function judged(line: number, lines: string[]): DeckBlock {
  const text = lines.join("\n");
  const refuse = (expected: string, found: string): DeckBlock => {
    const problem = { line, column: 1, field: "block", expected, found, remedy: "Split it." };
    return { line, text, problem };
  };
  const depth = lines.reduce((most, each) => Math.max(most, depthOf(each)), 0);
  if (depth > MAX_DEPTH) return refuse(`at most ${MAX_DEPTH} levels of lists and quotes`, String(depth));
  if (text.length > LARGEST_BLOCK) return refuse("blocks of at most 512 KiB", "a larger one");
  if (longestParagraph(lines) > LARGEST_PARAGRAPH)
    return refuse("paragraphs of at most 16 KiB", "a longer one");
  return { line, text, problem: null };
}

function longestParagraph(lines: string[]): number {
  let longest = 0;
  let length = 0;
  const table = lines.findIndex((line) => /^[\s|:-]*-[\s|:-]*\|[\s|:-]*$/.test(line));
  for (const [index, line] of lines.entries()) {
    const isRow = table >= 0 && index > table && line.includes("|");
    if (isRow) length = 0;
    length = line.trim() === "" || BULLET.test(line.trimStart()) ? line.length : length + line.length;
    longest = Math.max(longest, length);
  }
  return longest;
}
