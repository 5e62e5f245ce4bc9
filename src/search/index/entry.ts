/** What search knows of one page. The browser reads these too: this file imports nothing. */

export const kinds = ["change", "topic", "commit", "document", "release"] as const;
export type Kind = (typeof kinds)[number];

/** A release's tag and its day, YYYY-MM-DD; null where nobody tells the day. */
export type DatedRelease = [tag: string, day: string | null];

/** One page that can be found. What it does not have is left out, to keep the index small. */
export interface Entry {
  kind: Kind;
  /** Below the base path: "/changes/nsfs-ioctls/" */
  path: string;
  title: string;
  summary?: string;
  /** The releases it came with; more than one where the sources disagree. */
  releases?: DatedRelease[];
  /** Other tags it answers to in a filter: the release it was complete with, its first candidate. */
  alsoReleases?: string[];
  /** A document's own day, YYYY-MM-DD. */
  date?: string;
  /** The day it was first posted. */
  posted?: string;
  /** Tags as the record has them. */
  tags?: string[];
  /** Ids of the topics they name. */
  topics?: string[];
  /** Other names of a topic. */
  aliases?: string[];
  status?: string;
  people?: string[];
  interfaces?: string[];
  /** Slugs of the documents that speak of it. */
  documents?: string[];
  /** A clone proves when it came. */
  verified?: true;
  /** Something said of it is contradicted. */
  disagreeing?: true;
}

/** An entry with the texts it is found by, none of which are shown. */
export interface Indexed {
  entry: Entry;
  /** What it is called; a query that is exactly one of them puts it first. */
  names: string[];
  manPages: string[];
  /** Words that a reader may use for what it says. */
  synonyms: string[];
  body: string;
}
