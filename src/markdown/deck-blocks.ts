import { depthOf, MAX_DEPTH } from "./nesting.ts";

/** Lines that can be parsed by themselves; `line` is the number of the first, from 1. */
export interface DeckBlock {
  line: number;
  text: string;
  /** Why it is not to be parsed. */
  refused?: string;
}

const BULLET = /^( {0,3})(?:[-*+]|(\d{1,9})[.)])[ \t]+\S/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
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
  let afterBlank = true;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (closes === null && beginsBlock(line, afterBlank, lines[0] ?? "")) flush(index + 1);
    lines.push(line);
    afterBlank = line.trim() === "";
    if (closes?.test(line)) closes = null;
    else closes ??= opened(line, lines[0] ?? "");
  }
  flush(0);
  return blocks;
}

function beginsBlock(line: string, afterBlank: boolean, blockStart: string): boolean {
  const bullet = BULLET.exec(line);
  const outer = BULLET.exec(blockStart);
  if (bullet && (bullet[1] ?? "").length <= (outer?.[1] ?? "").length) {
    // Within a paragraph, "1995. That year" is no list item.
    if (afterBlank || bullet[2] === undefined || outer?.[2] !== undefined) return true;
  }
  return HEADING.test(line) || (afterBlank && /^\S/.test(line));
}

/** What will end the fence or the raw HTML that a line opens outside of any list; null when it opens none. */
function opened(line: string, blockStart: string): RegExp | null {
  if (BULLET.test(blockStart) && /^\s/.test(line)) return null;
  const fence = FENCE.exec(line)?.[1];
  if (fence) return new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`);
  const raw = RAW.find(([opens]) => opens.test(line));
  return raw && !raw[1].test(line.replace(raw[0], "")) ? raw[1] : null;
}

function judged(line: number, lines: string[]): DeckBlock {
  const text = lines.join("\n");
  const tooDeep = lines.some((each) => depthOf(each) > MAX_DEPTH);
  if (tooDeep) return { line, text, refused: `nested deeper than ${MAX_DEPTH} levels` };
  if (text.length > LARGEST_BLOCK) return { line, text, refused: "one block of more than 512 KiB" };
  if (longestParagraph(lines) > LARGEST_PARAGRAPH) {
    return { line, text, refused: "one paragraph of more than 16 KiB" };
  }
  return { line, text };
}

function longestParagraph(lines: string[]): number {
  let longest = 0;
  let length = 0;
  for (const line of lines) {
    length = line.trim() === "" || BULLET.test(line.trimStart()) ? line.length : length + line.length;
    longest = Math.max(longest, length);
  }
  return longest;
}
