import type { Nodes, Root } from "mdast";

/** A stretch of running text: a paragraph, heading or table cell, without its markup. */
export interface Prose {
  text: string;
  /** What lies outside of links, whose text is left blank: of the same length as the text. */
  unlinked: string;
  /** Offset in the body of what stands at a place of the text. */
  offsetAt(place: number): number;
}

const BLOCKS = new Set<Nodes["type"]>(["paragraph", "heading", "tableCell"]);

/**
 * The running text of a body, block by block.
 * @param code what to make of code within a line: its words, or blanks for a rule that leaves code alone
 */
export function proseOf(tree: Root, body: string, code: "words" | "blank"): Prose[] {
  return blocksIn(tree).map((block) => {
    const pieces = piecesIn(block, false).map((piece) =>
      piece.isCode && code === "blank" ? { ...piece, text: blank(piece.text) } : piece,
    );
    return {
      text: pieces.map(({ text }) => text).join(""),
      unlinked: pieces.map(({ text, isLinked }) => (isLinked ? blank(text) : text)).join(""),
      offsetAt: (place) => offsetIn(pieces, place, body),
    };
  });
}

interface Piece {
  text: string;
  isCode: boolean;
  isLinked: boolean;
  /** Where its node begins in the body. */
  start: number;
}

function blocksIn(node: Nodes): Nodes[] {
  if (BLOCKS.has(node.type)) return [node];
  return "children" in node ? node.children.flatMap(blocksIn) : [];
}

function piecesIn(node: Nodes, isLinked: boolean): Piece[] {
  const start = node.position?.start.offset ?? 0;
  if (node.type === "break") return [{ text: "\n", isCode: false, isLinked, start }];
  if (node.type === "text" || node.type === "inlineCode") {
    return [{ text: node.value, isCode: node.type === "inlineCode", isLinked, start }];
  }
  const within = isLinked || node.type === "link" || node.type === "linkReference";
  return "children" in node ? node.children.flatMap((child) => piecesIn(child, within)) : [];
}

/** The parser drops the indentation of lines and reads escapes: the word is looked for from where it can begin. */
function offsetIn(pieces: Piece[], place: number, body: string): number {
  let before = 0;
  for (const { text, start } of pieces) {
    if (place < before + text.length) {
      const word = /^\S*/.exec(text.slice(place - before))?.[0] ?? "";
      const earliest = start + place - before;
      return Math.max(earliest, body.indexOf(word, earliest));
    }
    before += text.length;
  }
  return pieces[0]?.start ?? 0;
}

function blank(text: string): string {
  return text.replace(/\S/g, "\u00a0");
}
