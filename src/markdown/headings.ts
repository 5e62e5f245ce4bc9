import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";

/**
 * A rehype plugin: headings begin at level 2, go down by `offset` more, and get an id made from their text.
 * The ids begin with "body-", so that no heading takes an id that the page itself uses.
 */
export function headings(offset: number): (tree: Root) => void {
  return (tree) => {
    const taken = new Set<string>();
    visit(tree, "element", (node: Element) => {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (!level) return;
      node.tagName = `h${Math.min(6, Math.max(2, Number(level)) + offset)}`;
      // The hidden heading above footnotes comes with the id that its references point at.
      if ("id" in node.properties) return;
      const id = unused(`body-${idFrom(textOf(node)) || "section"}`, taken);
      node.properties = { ...node.properties, id };
    });
  };
}

function idFrom(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function unused(id: string, taken: Set<string>): string {
  let free = id;
  for (let next = 2; taken.has(free); next += 1) free = `${id}-${next}`;
  taken.add(free);
  return free;
}

function textOf(node: Element): string {
  let text = "";
  visit(node, "text", ({ value }) => {
    text += value;
  });
  return text;
}
