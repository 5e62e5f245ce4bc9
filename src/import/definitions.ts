import type { Definition, Root } from "mdast";
import { visit } from "unist-util-visit";

const LINE =
  /^ {0,3}\[([^[\]^][^[\]]*)\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/gm;

/** The lines that say where references lead ("[patches]: https://…"), by label; the first of a label counts. */
export function definitionLines(markdown: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const [line, label = ""] of markdown.matchAll(LINE)) {
    if (!lines.has(key(label))) lines.set(key(label), line);
  }
  return lines;
}

/** The lines that a piece of text needs for its references. */
export function definitionsFor(text: string, lines: ReadonlyMap<string, string>): string[] {
  if (lines.size === 0) return [];
  const labels = new Set([...text.matchAll(/\[([^[\]]+)\]/g)].map(([, label = ""]) => key(label)));
  return [...labels].flatMap((label) => lines.get(label) ?? []);
}

/** Definitions of a tree, by their identifier. */
export function definitionsIn(tree: Root): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  visit(tree, "definition", (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return definitions;
}

function key(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}
