import type { Nodes, Root } from "mdast";

/** The text of a paragraph, heading or table cell, without markup. */
export interface Prose {
  text: string;
  /** The text with blanks in place of links, of the same length. */
  unlinked: string;
  /** Offset in the body of a position in the text. */
  offsetAt(place: number): number;
}

const BLOCKS = new Set<Nodes["type"]>(["paragraph", "heading", "tableCell"]);

/**
 * The running text of a body, block by block.
 * @param code whether inline code is kept, or replaced by blanks for rules that ignore code
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

/** The parser drops indentation and decodes escapes, so search for the word from its earliest possible offset. */
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
