import type { Html, Paragraph, Root, Text } from "mdast";
import { visit } from "unist-util-visit";

/**
 * A remark plugin that shows raw HTML as the text it was typed as: `/proc/<pid>/ns` keeps its `<pid>`.
 * Comments are the author's own and are dropped.
 */
export function rawHtmlAsText(): (tree: Root) => void {
  return (tree) => {
    visit(tree, "html", (node: Html, index, parent) => {
      if (!parent || index === undefined) return undefined;
      const text: Text = { type: "text", value: node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, "") };
      const paragraph: Paragraph = { type: "paragraph", children: [text] };
      const holdsBlocks = ["root", "blockquote", "listItem", "footnoteDefinition"].includes(parent.type);
      parent.children.splice(index, 1, ...(text.value.trim() === "" ? [] : [holdsBlocks ? paragraph : text]));
      return index;
    });
  };
}
