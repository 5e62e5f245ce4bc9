import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";

/** A rehype plugin: a block of code may be wider than the page, and must then scroll from the keyboard too. */
export function reachableCode(): (tree: Root) => void {
  return (tree) => {
    visit(tree, "element", (node: Element) => {
      if (node.tagName === "pre") node.properties = { ...node.properties, tabIndex: 0 };
    });
  };
}
