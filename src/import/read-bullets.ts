import type { List, ListItem, Nodes } from "mdast";
import { type BulletWords, readBulletWords } from "./bullet-words.ts";
import type { DeckItem, DeckProblem, Passage } from "./deck.ts";
import { attachWords, hasSubstance, newItem } from "./deck-item.ts";
import { flatten, malformedHashes, type TextContext } from "./flat-text.ts";
import { namedReleases } from "./named-releases.ts";

/** What a list held: its items in document order, and what is none. */
export interface ListReading {
  items: DeckItem[];
  unread: Passage[];
  problems: DeckProblem[];
}

/** Where a bullet stands: below which item, and below which words that tell of the evidence under them. */
interface Place {
  item: DeckItem | null;
  heading: string;
}

const OUTERMOST: Place = { item: null, heading: "" };

/**
 * Reads a list to any depth. A bullet with a tag is an item wherever it stands; others belong to the item above.
 * @param release the one that a heading above names: each item came with it
 */
export function readBullets(list: List, context: TextContext, release: string | null = null): ListReading {
  const reading: ListReading = { items: [], unread: [], problems: [] };
  for (const bullet of list.children) readBullet(bullet, OUTERMOST, reading, context);
  const isChange = (item: DeckItem) => release !== null || hasSubstance(item, context.vocabulary);
  for (const { title, line, notes } of reading.items.filter((item) => !isChange(item))) {
    const reason = "neither tag, kernel commit, posting nor release";
    reading.unread.push({ line, text: title, reason }, ...notes.map((note) => ({ ...note, reason })));
  }
  return { ...reading, items: reading.items.filter(isChange) };
}

/** What changelogs call their parts. */
const SECTION =
  /^(?:new |other |minor |major |known )*(?:improvements?|enhancements?|(?:bug ?)?fix(?:es)?|bugs(?: fixed)?|changes|features?|added|changed|removed|deprecated|fixed|security|portability|misc(?:ellaneous)?|notes?|highlights?|other|documentation|docs|tests?|build)[:.]?$/i;

function readBullet(bullet: ListItem, place: Place, reading: ListReading, context: TextContext): void {
  const [first, ...others] = bullet.children;
  if (first?.type !== "paragraph") {
    for (const part of bullet.children) readPart(part, place, reading, context);
    return;
  }
  const inner = readText(first, others, place, reading, context);
  for (const part of others) readPart(part, inner, reading, context);
}

/** @returns the place of what stands below the text */
function readText(
  text: Nodes,
  below: readonly Nodes[],
  place: Place,
  reading: ListReading,
  context: TextContext,
): Place {
  const flat = flatten([text], context);
  const words = readBulletWords(flat, context.vocabulary);
  if (words.shown === "" && words.evidence.length === 0) return place;
  reading.problems.push(...malformedHashes(flat.text).map((each) => ({ ...each, line: words.line })));
  if (place.item && words.tags.length === 0) {
    const isHeading = words.evidence.length === 0 && below.some((part) => holdsEvidence(part, context));
    if (isHeading) return { item: place.item, heading: words.shown };
    attachWords(place.item, words, place.heading, context.vocabulary);
    return place;
  }
  const isBare =
    words.tags.length === 0 &&
    words.evidence.length === 0 &&
    namedReleases(words.title, context.vocabulary).length === 0;
  const isName = SECTION.test(words.title) && below.some(({ type }) => type === "list");
  if (isBare && (isName || below.some((part) => holdsItems(part, context)))) {
    reading.unread.push({ line: words.line, text: words.shown, reason: "a heading of the items below it" });
    return OUTERMOST;
  }
  const item = newItem(words, context.vocabulary);
  reading.items.push(item);
  return { item, heading: "" };
}

/** A nested list, or what else stands in a bullet below its first paragraph. */
function readPart(part: Nodes, place: Place, reading: ListReading, context: TextContext): void {
  if (part.type === "list") {
    for (const bullet of part.children) readBullet(bullet, place, reading, context);
  } else if (["blockquote", "table", "tableRow", "footnoteDefinition"].includes(part.type)) {
    for (const child of "children" in part ? part.children : []) readPart(child, place, reading, context);
  } else {
    readText(part, [], place, reading, context);
  }
}

/** Whether a hash or a link stands anywhere in a part of a bullet. */
function holdsEvidence(part: Nodes, context: TextContext): boolean {
  return flatten([part], context).evidence.length > 0;
}

/** Whether bullets of a nested list are items of their own: they have tags, or words with evidence below them. */
function holdsItems(part: Nodes, context: TextContext): boolean {
  if (part.type !== "list") return false;
  return part.children.some((bullet) => {
    const words = ownWords(bullet, context);
    if (!words || words.title === "") return false;
    return words.tags.length > 0 || bullet.children.slice(1).some((below) => holdsEvidence(below, context));
  });
}

function ownWords({ children: [first] }: ListItem, context: TextContext): BulletWords | null {
  return first?.type === "paragraph" ? readBulletWords(flatten([first], context), context.vocabulary) : null;
}
