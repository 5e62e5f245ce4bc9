import type { Problem } from "../records/problem.ts";

/** What a talk or notes in Markdown list; made by `readDeck`. Lines count from 1. */
export interface Deck {
  /** From the front matter, else the first heading of level 1; null when there is none. */
  title: string | null;
  /** From the front matter, else the names that stand above a mail address on the first slide. */
  authors: string[];
  /** From the front matter, YYYY-MM-DD. */
  date: string | null;
  /** Every heading with text, in order, and the items below it. */
  sections: DeckSection[];
  /** Text that became part of no item, in order. */
  unread: Passage[];
  /** What its author should correct: hashes too long, blocks too large to read. */
  problems: DeckProblem[];
}

/** A problem of a deck, which does not know its file. */
export type DeckProblem = Omit<Problem, "file">;

export interface DeckSection {
  heading: string;
  line: number;
  /** Of the heading, 1 to 6; 0 for items above any heading. */
  depth: number;
  /** The release that this heading or one above it names; null: none. */
  release: string | null;
  items: DeckItem[];
}

/** One listed change. It has a tag in brackets, a hash, a link to the kernel's places or a release: else it would be unread text. */
export interface DeckItem {
  title: string;
  line: number;
  /** As written, in lower case: "user", "pidns", "all". */
  tags: string[];
  /** Whether the tags stand in brackets: they alone make it a change. */
  isMarked: boolean;
  hashes: DeckHash[];
  links: DeckLink[];
  /** Kernel releases that it names, each once: "v5.6". */
  releases: string[];
  /** Names in parentheses that a program writes: "NS_GET_PARENT". */
  interfaces: string[];
  /** What else is said below the item, one entry a bullet. */
  notes: { text: string; line: number }[];
}

export interface DeckHash {
  /** 7 to 40 hex digits in lower case; `resolveHashes` makes them whole. */
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

/** Text that was not used, and why. */
export interface Passage {
  line: number;
  text: string;
  reason: string;
}
