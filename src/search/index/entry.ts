/** The shape of what is searched. The browser uses it too, so this file imports nothing. */

export const kinds = ["change", "topic", "commit", "document", "release"] as const;
export type Kind = (typeof kinds)[number];

/** The tag of a release and its date, YYYY-MM-DD; null if unknown. */
export type DatedRelease = [tag: string, day: string | null];

/** A page that can be found. Empty fields are omitted to keep the index small. */
export interface Entry {
  kind: Kind;
  /** Below the base path: "/changes/nsfs-ioctls/" */
  path: string;
  title: string;
  summary?: string;
  /** First release; more than one where sources disagree. */
  releases?: DatedRelease[];
  /** Other tags that a filter finds it by: the release it was complete in, its first candidate. */
  alsoReleases?: string[];
  /** Date of a document, YYYY-MM-DD. */
  date?: string;
  /** Date of the first posting. */
  posted?: string;
  /** Tags as the record has them. */
  tags?: string[];
  /** Ids of the topics of these tags. */
  topics?: string[];
  /** Other names of a topic. */
  aliases?: string[];
  status?: string;
  people?: string[];
  interfaces?: string[];
  /** Slugs of the documents that mention it. */
  documents?: string[];
  /** A kernel clone proves its release. */
  verified?: true;
  /** Sources contradict each other about it. */
  disagreeing?: true;
}

/** An entry with the texts that it is found by, which are not shown. */
export interface Indexed {
  entry: Entry;
  /** Its names; a query that equals one of them puts it first. */
  names: string[];
  manPages: string[];
  /** Other words for what it says. */
  synonyms: string[];
  body: string;
}
