import type { Nodes, Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";

/** UTF-16 units; several times a long body. The parser's time can grow with the square of the length. */
export const LONGEST_BODY = 16 * 1024;

/** Levels of lists and quotes. */
export const DEEPEST_BODY = 20;

const markdown = remark().use(remarkGfm);

/** A body as a tree with positions, or why none is made of it. */
export function parseBody(body: string): Root | "too long" | "too deep" {
  if (body.length > LONGEST_BODY) return "too long";
  try {
    const tree = markdown.parse(body);
    return depthOf(tree) > DEEPEST_BODY ? "too deep" : tree;
  } catch (error) {
    // The parser's stack ends at thousands of levels.
    if (error instanceof RangeError) return "too deep";
    throw error;
  }
}

function depthOf(node: Nodes): number {
  if (!("children" in node)) return 0;
  const below = node.children.reduce((deepest, child) => Math.max(deepest, depthOf(child)), 0);
  return node.type === "blockquote" || node.type === "listItem" ? below + 1 : below;
}
