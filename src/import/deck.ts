/** What a talk or notes in Markdown list; made by `readDeck`. Lines count from 1. */
export interface Deck {
  /** The first heading of level 1; null when there is none. */
  title: string | null;
  /** Names that stand above a mail address on the first slide. */
  authors: string[];
  /** Every heading with text, in order, and the items below it. */
  sections: DeckSection[];
  /** Text that became part of no item, in order. */
  unread: Passage[];
  /** What its author should correct: hashes too short or too long, blocks too large to read. */
  problems: Passage[];
}

export interface DeckSection {
  heading: string;
  line: number;
  items: DeckItem[];
}

/** One listed change. It has a tag, a hash, a link or the number of a release: else it would be unread text. */
export interface DeckItem {
  title: string;
  line: number;
  /** As written, in lower case: "user", "pidns", "all". */
  tags: string[];
  hashes: DeckHash[];
  links: DeckLink[];
  /** Names in parentheses that a program writes: "NS_GET_PARENT". */
  interfaces: string[];
  /** What else is said below the item, one entry a bullet. */
  notes: { text: string; line: number }[];
}

export interface DeckHash {
  /** 40 hex digits in lower case. */
  sha: string;
  note?: string | undefined;
  line: number;
}

export interface DeckLink {
  /** http or https. */
  url: string;
  note?: string | undefined;
  /** The part of the note that stands before the link, in parentheses: it tells variants of one item apart. */
  prefix?: string | undefined;
  line: number;
}

export interface Passage {
  line: number;
  text: string;
  reason: string;
}
