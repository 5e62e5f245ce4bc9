import type { Nodes } from "mdast";
import { visibleText } from "../../domain/visible-text.ts";
import { parseBody } from "../../records/read/parse-body.ts";

/** A body's words on one line: text and code without marks and addresses. */
export function plainBody(markdown: string): string {
  const tree = parseBody(markdown);
  return typeof tree === "string" ? "" : visibleText(words(tree));
}

/** What stands in a line is one text; blocks are not. */
const INLINE = ["paragraph", "heading", "emphasis", "strong", "delete", "link", "linkReference"];

function words(node: Nodes): string {
  if ("value" in node) return node.value;
  if (!("children" in node)) return "";
  return node.children.map(words).join(INLINE.includes(node.type) ? "" : " ");
}
