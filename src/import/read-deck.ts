import type { Definition, List, Paragraph, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { visit } from "unist-util-visit";
import { visibleText } from "../domain/text.ts";
import type { Deck, DeckItem } from "./deck.ts";
import { type DeckBlock, splitBlocks } from "./deck-blocks.ts";
import { splitVariants } from "./deck-item.ts";
import { flatten, HASH_WORDS, lineOf, type Surroundings } from "./flat-text.ts";
import { readBullets } from "./read-bullets.ts";

const parser = remark().use(remarkGfm).freeze();

/** A deck being read: `proseLines` tells where a text stood first, `accounted` which hashes of a block are told of. */
interface Reader {
  deck: Deck;
  proseLines: Map<string, number>;
  accounted: Set<string>;
}

/** Reads a talk or notes. Never throws: whatever it cannot use is listed, with its line and the reason. */
export function readDeck(markdown: string): Deck {
  const text = markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const definitions = definitionLines(text);
  const deck: Deck = { title: null, authors: [], sections: [], unread: [], problems: [] };
  const reader = { deck, proseLines: new Map<string, number>(), accounted: new Set<string>() };
  for (const block of splitBlocks(text)) readBlock(block, definitions, reader);
  deck.unread.sort((a, b) => a.line - b.line);
  return deck;
}

function readBlock(block: DeckBlock, definitions: ReadonlyMap<string, string>, reader: Reader): void {
  const { line, text, refused } = block;
  if (refused) {
    reader.deck.problems.push({
      line,
      text: visibleText(text.slice(0, 200)),
      reason: `${refused}. Split it.`,
    });
    return;
  }
  // The parser knows a reference only when its definition stands in the same text.
  const added = definitionsFor(text, definitions);
  const tree = parser.parse([...added, "", text].join("\n"));
  const around = { lineOffset: line - added.length - 2, definitions: definitionsIn(tree) };
  reader.accounted = new Set();
  for (const node of tree.children) readNode(node, around, reader);
  listLostHashes(block, reader);
}

function readNode(node: RootContent, around: Surroundings, reader: Reader): void {
  const line = lineOf(node, around);
  if (node.type === "heading") readHeading(textOf(node), node.depth, line, reader);
  else if (node.type === "list") readList(node, line, around, reader);
  else if (node.type !== "definition" && node.type !== "thematicBreak") readProse(node, line, around, reader);
}

function readList(list: List, line: number, around: Surroundings, reader: Reader): void {
  const reading = readBullets(list, around);
  for (const passage of [...reading.unread, ...reading.problems]) account(passage.text, reader);
  for (const { hashes, links } of reading.items) {
    account([...hashes.map(({ sha }) => sha), ...links.map(({ url }) => url)].join(" "), reader);
  }
  reader.deck.unread.push(...reading.unread);
  reader.deck.problems.push(...reading.problems);
  itemsOfSection(line, reader.deck).push(...reading.items.flatMap(splitVariants));
}

function readHeading(text: string, depth: number, line: number, { deck }: Reader): void {
  const heading = visibleText(text).replace(/^[-*+] /, "");
  if (heading === "") return;
  if (depth === 1) deck.title ??= heading;
  deck.sections.push({ heading, line, items: [] });
}

/** Text outside of any list: at most it tells who spoke. */
function readProse(node: RootContent, line: number, around: Surroundings, reader: Reader): void {
  const { deck, proseLines } = reader;
  if (node.type === "html" && /^<!--/.test(node.value)) return;
  const { text, evidence } = flatten([node], around);
  account(evidence.map((each) => ("sha" in each ? each.sha : each.url)).join(" "), reader);
  const isFirstSlide = deck.sections.length <= 1 && deck.authors.length === 0;
  const speakers = node.type === "paragraph" && isFirstSlide ? speakersIn(node) : [];
  if (speakers.length > 0) deck.authors = speakers;
  const words = visibleText(textOf(node));
  const seen = proseLines.get(words);
  proseLines.set(words, seen ?? line);
  if (speakers.length > 0 || (words === "" && text === "")) return;
  const reason = seen === undefined ? "text outside of any list" : `repeats line ${seen}`;
  deck.unread.push({ line, text: words, reason });
}

function itemsOfSection(line: number, deck: Deck): DeckItem[] {
  const section = deck.sections.at(-1) ?? { heading: deck.title ?? "Items", line, items: [] };
  if (deck.sections.length === 0) deck.sections.push(section);
  return section.items;
}

function account(text: string, { accounted }: Reader): void {
  for (const [hash] of text.matchAll(HASH_WORDS)) accounted.add(hash.toLowerCase());
}

/** Markdown can hide a word: in a link's title, in the name of a code block's language. No hash is lost so. */
function listLostHashes({ text, line }: DeckBlock, { deck, accounted }: Reader): void {
  for (const match of text.matchAll(HASH_WORDS)) {
    const sha = match[0].toLowerCase();
    if (accounted.has(sha)) continue;
    accounted.add(sha);
    const linesBefore = text.slice(0, match.index).split("\n").length - 1;
    deck.unread.push({
      line: line + linesBefore,
      text: match[0],
      reason: "a hash outside of any bullet's words",
    });
  }
}

const SPEAKER = /^\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){1,5}$/u;

/** The names above a mail address, each on a line, as title slides have them; none for any other paragraph. */
function speakersIn({ children }: Paragraph): string[] {
  const address = children.findIndex(
    (node) =>
      (node.type === "link" && node.url.startsWith("mailto:")) ||
      (node.type === "html" && /^<a\s[^>]*mailto:/i.test(node.value)),
  );
  if (address < 0) return [];
  const above = children.slice(0, address).map((node) => (node.type === "text" ? node.value : ""));
  const lines = above
    .join("")
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => SPEAKER.test(line));
}

const DEFINITION =
  /^ {0,3}\[([^[\]^][^[\]]*)\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/gm;

/** The lines that say where references lead ("[patches]: https://…"), by label; the first of a label counts. */
function definitionLines(markdown: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const [line, label = ""] of markdown.matchAll(DEFINITION)) {
    if (!lines.has(labelKey(label))) lines.set(labelKey(label), line);
  }
  return lines;
}

/** The lines that a piece of text needs for its references. */
function definitionsFor(text: string, lines: ReadonlyMap<string, string>): string[] {
  if (lines.size === 0) return [];
  const labels = new Set([...text.matchAll(/\[([^[\]]+)\]/g)].map(([, label = ""]) => labelKey(label)));
  return [...labels].flatMap((label) => lines.get(label) ?? []);
}

/** Definitions of a tree, by their identifier. */
function definitionsIn(tree: Root): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  visit(tree, "definition", (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return definitions;
}

function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}
