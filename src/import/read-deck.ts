import type { Definition, Paragraph, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { visit } from "unist-util-visit";
import { shortHash } from "../domain/hash.ts";
import { visibleText } from "../domain/text.ts";
import { hasTags, readBulletWords } from "./bullet-words.ts";
import type { Deck, DeckItem, DeckSection } from "./deck.ts";
import { type DeckBlock, splitBlocks } from "./deck-blocks.ts";
import { attachWords, newItem, splitVariants } from "./deck-item.ts";
import { type FlatText, flatten, HASH_WORDS, lineOf, type TextContext } from "./flat-text.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { Vocabulary } from "./known-content.ts";
import { namedReleases } from "./named-releases.ts";
import { type ListReading, readBullets } from "./read-bullets.ts";
import { readTable } from "./read-table.ts";

const parser = remark().use(remarkGfm).freeze();

/** A deck being read: `proseLines` has the line where a text stood first, `reported` the hashes of a block that the deck has. */
interface Reader {
  deck: Deck;
  vocabulary: Vocabulary;
  proseLines: Map<string, number>;
  reported: Set<string>;
}

/** Reads a talk or notes. Never throws: whatever it cannot use is listed, with its line and the reason. */
export function readDeck(markdown: string, known: Vocabulary): Deck {
  const whole = markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { title, authors, date, lines } = readFrontMatter(whole);
  const text = "\n".repeat(lines) + whole.split("\n").slice(lines).join("\n");
  const vocabulary = hasTags(text, known) ? known : { ...known, tags: new Set<string>() };
  const definitions = definitionLines(text);
  const deck: Deck = { title, authors, date, sections: [], unread: [], problems: [] };
  const reader = { deck, vocabulary, proseLines: new Map<string, number>(), reported: new Set<string>() };
  for (const block of splitBlocks(text)) readBlock(block, definitions, reader);
  for (const section of deck.sections) joinUntitled(section);
  deck.unread.sort((a, b) => a.line - b.line);
  return deck;
}

function readBlock(block: DeckBlock, definitions: ReadonlyMap<string, string>, reader: Reader): void {
  const { line, text, problem } = block;
  if (problem) {
    reader.deck.problems.push(problem);
    return;
  }
  // The parser knows a reference only when its definition stands in the same text.
  const added = definitionsFor(text, definitions);
  const tree = parser.parse([...added, "", text].join("\n"));
  const context = {
    lineOffset: line - added.length - 2,
    definitions: definitionsIn(tree),
    vocabulary: reader.vocabulary,
  };
  reader.reported = new Set();
  for (const node of tree.children) readNode(node, context, reader);
  listLostHashes(block, reader);
}

function readNode(node: RootContent, context: TextContext, reader: Reader): void {
  const line = lineOf(node, context);
  if (node.type === "heading") readHeading(textOf(node), node.depth, line, reader);
  else if (node.type === "list") addReading(readBullets(node, context, releaseAbove(reader)), line, reader);
  else if (node.type === "table") addReading(readTable(node, context), line, reader);
  else if (node.type !== "definition" && node.type !== "thematicBreak")
    readProse(node, line, context, reader);
}

function addReading(reading: ListReading, line: number, reader: Reader): void {
  for (const { text } of reading.unread) report(text, reader);
  for (const { hashes, links } of reading.items) {
    report([...hashes.map(({ sha }) => sha), ...links.map(({ url }) => url)].join(" "), reader);
  }
  reader.deck.unread.push(...reading.unread);
  reader.deck.problems.push(...reading.problems);
  itemsOfSection(line, reader.deck).push(...reading.items.flatMap(splitVariants));
}

function releaseAbove({ deck }: Reader): string | null {
  return deck.sections.at(-1)?.release ?? null;
}

function readHeading(text: string, depth: number, line: number, { deck, vocabulary }: Reader): void {
  const heading = visibleText(text).replace(/^[-*+] /, "");
  if (heading === "") return;
  if (depth === 1) deck.title ??= heading;
  const above = deck.sections.findLast((section) => section.depth < depth);
  const isAboutKernel = /\b(?:linux|kernel)\b/i.test(deck.title ?? "") && /^\d+\.\d+\b/.test(heading);
  const [own, other] = namedReleases(heading, vocabulary, isAboutKernel);
  const release = other === undefined ? (own ?? above?.release ?? null) : null;
  deck.sections.push({ heading, line, depth, release, items: [] });
}

/** Text outside of any list: at most it tells who spoke. */
function readProse(node: RootContent, line: number, context: TextContext, reader: Reader): void {
  const { deck, proseLines } = reader;
  if (node.type === "html" && /^<!--/.test(node.value)) return;
  const { text, evidence } = flatten([node], context);
  report(evidence.map((each) => ("sha" in each ? each.sha : each.url)).join(" "), reader);
  const isFirstSlide = deck.sections.length <= 1 && deck.authors.length === 0;
  const speakers = node.type === "paragraph" && isFirstSlide ? speakersIn(node) : [];
  if (speakers.length > 0) deck.authors = speakers;
  if (speakers.length === 0 && isOfChange(node, { text, evidence }, deck)) {
    addToSection(flatten([node], context), reader);
    return;
  }
  const words = visibleText(textOf(node));
  const seen = proseLines.get(words);
  proseLines.set(words, seen ?? line);
  if (speakers.length > 0 || (words === "" && text === "")) return;
  const reason = seen === undefined ? "text outside of any list" : `repeats line ${seen}`;
  const hidden = evidence.flatMap((each) => ("sha" in each && !words.includes(each.sha) ? [each.sha] : []));
  deck.unread.push({ line, text: [words, ...hidden.map(shortHash)].join(" "), reason });
}

/** Prose below a heading that names a commit: the section is a change. Below the title, prose that is just commits. */
function isOfChange(
  node: RootContent,
  { text, evidence }: Pick<FlatText, "text" | "evidence">,
  { sections }: Deck,
): boolean {
  const section = sections.at(-1);
  if (node.type !== "paragraph" || !section || section.depth === 0) return false;
  if (section.items.some(({ line }) => line === section.line)) return true;
  const isAlone = !/\p{L}{3}/u.test(text.replace(/:[\w-]+:/g, ""));
  return evidence.some((each) => "sha" in each) && (section.depth > 1 || isAlone);
}

/** Adds prose to the item that its section is. */
function addToSection(flat: FlatText, { deck, vocabulary }: Reader): void {
  const section = deck.sections.at(-1) as DeckSection;
  let item = section.items.find(({ line }) => line === section.line);
  if (!item) {
    const heading = { line: section.line, text: section.heading, evidence: [] };
    item = newItem(readBulletWords(heading, vocabulary), vocabulary);
    section.items.unshift(item);
  }
  const words = readBulletWords(flat, vocabulary);
  for (const noted of words.evidence) noted.words = "";
  attachWords(item, words, "", vocabulary);
  if (words.evidence.length > 0) item.notes.push({ text: words.shown, line: words.line });
}

/** A section whose bullets hold nothing but evidence is one change, called after its heading. */
function joinUntitled(section: DeckSection): void {
  const { items, heading, depth, line } = section;
  const isUntitled = ({ title, hashes, tags }: DeckItem) =>
    tags.length === 0 && hashes.some(({ sha }) => title === `commit ${shortHash(sha)}`);
  const [first] = items;
  if (depth < 2 || !first || !items.every(isUntitled)) return;
  section.items = [
    {
      ...first,
      title: heading,
      line,
      hashes: items.flatMap(({ hashes }) => hashes),
      links: items.flatMap(({ links }) => links),
      releases: [...new Set(items.flatMap(({ releases }) => releases))],
      notes: items.flatMap(({ notes }) => notes),
    },
  ];
}

function itemsOfSection(line: number, deck: Deck): DeckItem[] {
  const section = deck.sections.at(-1) ?? {
    heading: deck.title ?? "Items",
    line,
    depth: 0,
    release: null,
    items: [],
  };
  if (deck.sections.length === 0) deck.sections.push(section);
  return section.items;
}

function report(text: string, { reported }: Reader): void {
  for (const [hash] of text.matchAll(HASH_WORDS)) reported.add(hash.toLowerCase());
}

/** Markdown can hide a word: in a link's title, in the name of a code block's language. No hash is lost so. */
function listLostHashes({ text, line }: DeckBlock, { deck, reported }: Reader): void {
  for (const match of text.matchAll(HASH_WORDS)) {
    const sha = match[0].toLowerCase();
    if (reported.has(sha)) continue;
    reported.add(sha);
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
