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
