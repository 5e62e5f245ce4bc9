import type { List, ListItem, Nodes } from "mdast";
import { type BulletWords, readBulletWords } from "./bullet-words.ts";
import type { DeckItem, Passage } from "./deck.ts";
import { attachWords, hasSubstance, namesRelease, newItem } from "./deck-item.ts";
import { flatten, malformedHashes, type Surroundings } from "./flat-text.ts";

/** What a list held: its items in document order, and what is none. */
export interface ListReading {
  items: DeckItem[];
  unread: Passage[];
  problems: Passage[];
}

/** Where a bullet stands: below which item, and below which words that tell of the evidence under them. */
interface Place {
  item: DeckItem | null;
  heading: string;
}

const OUTERMOST: Place = { item: null, heading: "" };

/** Reads a list to any depth. A bullet with a tag is an item wherever it stands; others belong to the item above. */
export function readBullets(list: List, around: Surroundings): ListReading {
  const reading: ListReading = { items: [], unread: [], problems: [] };
  for (const bullet of list.children) readBullet(bullet, OUTERMOST, reading, around);
  for (const { title, line, notes } of reading.items.filter((item) => !hasSubstance(item))) {
    const reason = "neither tag, hash, link nor release";
    reading.unread.push({ line, text: title, reason }, ...notes.map((note) => ({ ...note, reason })));
  }
  return { ...reading, items: reading.items.filter(hasSubstance) };
}

function readBullet(bullet: ListItem, place: Place, reading: ListReading, around: Surroundings): void {
  const [first, ...others] = bullet.children;
  if (first?.type !== "paragraph") {
    for (const part of bullet.children) readPart(part, place, reading, around);
    return;
  }
  const inner = readText(first, others, place, reading, around);
  for (const part of others) readPart(part, inner, reading, around);
}

/** @returns the place of what stands below the text */
function readText(
  text: Nodes,
  below: readonly Nodes[],
  place: Place,
  reading: ListReading,
  around: Surroundings,
): Place {
  const flat = flatten([text], around);
  const words = readBulletWords(flat);
  if (words.shown === "" && words.evidence.length === 0) return place;
  for (const { word, reason } of malformedHashes(flat.text)) {
    reading.problems.push({ line: words.line, text: word, reason });
  }
  if (place.item && words.tags.length === 0) {
    const isHeading = words.evidence.length === 0 && below.some((part) => holdsEvidence(part, around));
    if (isHeading) return { item: place.item, heading: words.shown };
    attachWords(place.item, words, place.heading);
    return place;
  }
  const isBare = words.tags.length === 0 && words.evidence.length === 0 && !namesRelease(words.title);
  if (isBare && below.some((part) => holdsItems(part, around))) {
    reading.unread.push({ line: words.line, text: words.shown, reason: "a heading of the items below it" });
    return OUTERMOST;
  }
  const item = newItem(words);
  reading.items.push(item);
  return { item, heading: "" };
}

/** A nested list, or what else stands in a bullet below its first paragraph. */
function readPart(part: Nodes, place: Place, reading: ListReading, around: Surroundings): void {
  if (part.type === "list") {
    for (const bullet of part.children) readBullet(bullet, place, reading, around);
  } else if (["blockquote", "table", "tableRow", "footnoteDefinition"].includes(part.type)) {
    for (const child of "children" in part ? part.children : []) readPart(child, place, reading, around);
  } else {
    readText(part, [], place, reading, around);
  }
}

/** Whether a hash or a link stands anywhere in a part of a bullet. */
function holdsEvidence(part: Nodes, around: Surroundings): boolean {
  return flatten([part], around).evidence.length > 0;
}

/** Whether bullets of a nested list are items of their own: they have tags, or words with evidence below them. */
function holdsItems(part: Nodes, around: Surroundings): boolean {
  if (part.type !== "list") return false;
  return part.children.some((bullet) => {
    const words = ownWords(bullet, around);
    if (!words || words.title === "") return false;
    return words.tags.length > 0 || bullet.children.slice(1).some((below) => holdsEvidence(below, around));
  });
}

function ownWords({ children: [first] }: ListItem, around: Surroundings): BulletWords | null {
  return first?.type === "paragraph" ? readBulletWords(flatten([first], around)) : null;
}
