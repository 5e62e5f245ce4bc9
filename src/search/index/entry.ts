/** The shape of what is searched. The browser uses it too, so this file imports types alone. */
import type { Evidence } from "../../model/evidence.ts";

export const kinds = ["interface", "change", "topic", "commit", "document", "release"] as const;
export type Kind = (typeof kinds)[number];

/** The tag of a release and its date, YYYY-MM-DD; null if unknown. */
export type DatedRelease = [tag: string, day: string | null];

/** How a release is known: the kind of evidence, and the words that the model says it with ("claim, 2 sources"). */
export type EvidenceMark = [evidence: Evidence, words: string];

/** What the model's `ReleaseAnswer` says, for a reader. Empty fields are omitted. */
export interface ReleaseSummary {
  /** In version order; more than one where equally good sources disagree. */
  releases?: DatedRelease[];
  /** Omitted for an entry that is not expected to have a release: a topic, a proposal. */
  evidence?: EvidenceMark;
  /** Statements that better evidence contradicts: "v5.8 by systemd". */
  contradicted?: string[];
  /** The newest release of a clone in which no release has it. */
  unreleasedAsOf?: string;
  /** For an interface, what headers say where they show no single release: "after v5.6, in v5.8 at the latest". */
  bracket?: string;
}

/** A page that can be found. Empty fields are omitted to keep the index small. Its own summary is of the first usable release. */
export interface Entry extends ReleaseSummary {
  kind: Kind;
  /** Below the base path: "/changes/nsfs-ioctls/" */
  path: string;
  title: string;
  summary?: string;
  /** The release with all of a change, if that is not the first usable one. */
  complete?: ReleaseSummary;
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
  /** A change that takes something away: its release is the first without that. Not sent to browsers, which show no verb. */
  removes?: true;
  /** The words for the status, if the headline shows it. */
  statusWords?: string;
  people?: string[];
  /** Those that a change introduces or makes usable come first. */
  interfaces?: string[];
  /** How many of them that is. */
  introduces?: number;
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
