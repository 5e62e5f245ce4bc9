import type { Nodes, Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";

/** UTF-16 units, several times a long body: the parser's time can grow with the square of the length. */
const LONGEST = 16 * 1024;

/** Levels of lists and quotes. */
const DEEPEST = 20;

const markdown = remark().use(remarkGfm);

export type ParsedBody =
  | { tree: Root; refused: null }
  | { tree: null; refused: { expected: string; found: string; remedy: string } };

/** By body: the rules and the search both read it, and parsing is the most expensive part of either. */
const parsed = new Map<string, ParsedBody>();

/**
 * Parses a body into a tree with positions; refuses one that is too long or too deeply nested.
 * @returns the same tree for the same body: not to be modified
 */
export function parseBody(body: string): ParsedBody {
  const found = parsed.get(body) ?? parse(body);
  parsed.set(body, found);
  return found;
}

function parse(body: string): ParsedBody {
  if (body.length > LONGEST) return refuse(`at most ${LONGEST} characters`, `${body.length}`);
  const tree = parseWithinStack(body);
  if (tree === null || depthOf(tree) > DEEPEST) {
    return refuse(`at most ${DEEPEST} levels of lists and quotes`, "more");
  }
  return { tree, refused: null };
}

function refuse(expected: string, found: string): ParsedBody {
  return { tree: null, refused: { expected, found, remedy: "Shorten it." } };
}

function parseWithinStack(body: string): Root | null {
  try {
    return markdown.parse(body);
  } catch (error) {
    // The parser overflows the stack at thousands of levels.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function depthOf(node: Nodes): number {
  if (!("children" in node)) return 0;
  const below = node.children.reduce((deepest, child) => Math.max(deepest, depthOf(child)), 0);
  return node.type === "blockquote" || node.type === "listItem" ? below + 1 : below;
}
