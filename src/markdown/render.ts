import type { Element, Root as HtmlRoot } from "hast";
import type { Html, Paragraph, Root, Text } from "mdast";
import rehypeStringify from "rehype-stringify";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkRehype from "remark-rehype";
import { visit } from "unist-util-visit";
import { deepestLine, MAX_DEPTH } from "../domain/text.ts";
import { autolink } from "./autolink.ts";
import type { Lookups } from "./lookups.ts";
import { safeLinks } from "./safe-links.ts";

/**
 * A record's body as HTML: GitHub-flavoured Markdown with autolinks, no raw HTML, no image, and no address
 * but http, https, fragments and paths from the root. `headingOffset` 1 makes the body's `##` an h3.
 * @throws Error for a sincelinux: link that names no record, and for lists or quotes nested without end
 */
export function renderBody(
  markdown: string,
  lookups: Lookups,
  { headingOffset = 0 }: { headingOffset?: number } = {},
): string {
  const { line, depth } = deepestLine(markdown);
  if (depth > MAX_DEPTH) {
    throw new Error(
      `line ${line}: expected at most ${MAX_DEPTH} levels of lists and quotes, found ${depth}. Shorten it.`,
    );
  }
  const html = remark()
    .use(remarkGfm)
    .use(safeLinks, lookups)
    .use(autolink, lookups)
    .use(rawHtmlAsText)
    .use(remarkRehype, { clobberPrefix: "body-" })
    .use(headings, headingOffset)
    .use(reachableCode)
    .use(rehypeStringify)
    .processSync(markdown);
  return String(html);
}

/**
 * A remark plugin that shows raw HTML as the text it was typed as: `/proc/<pid>/ns` keeps its `<pid>`.
 * Comments are the author's own and are dropped.
 */
function rawHtmlAsText(): (tree: Root) => void {
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

/**
 * A rehype plugin: headings begin at level 2, go down by `offset` more, get an id made from their text, and are links to
 * themselves unless they hold a link.
 * The ids begin with "body-", so that no heading takes an id that the page itself uses.
 */
function headings(offset: number): (tree: HtmlRoot) => void {
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
      if (!holdsLink(node)) node.children = [element("a", { href: `#${id}` }, node.children)];
    });
  };
}

function holdsLink(node: Element): boolean {
  return node.children.some(
    (child) => child.type === "element" && (child.tagName === "a" || holdsLink(child)),
  );
}

function element(tagName: string, properties: Element["properties"], children: Element["children"]): Element {
  return { type: "element", tagName, properties, children };
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

/** A rehype plugin: a block of code may be wider than the page, and must then scroll from the keyboard too. */
function reachableCode(): (tree: HtmlRoot) => void {
  return (tree) => {
    visit(tree, "element", (node: Element) => {
      if (node.tagName === "pre") node.properties = { ...node.properties, tabIndex: 0 };
    });
  };
}
