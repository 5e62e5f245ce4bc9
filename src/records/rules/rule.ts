import type { Root } from "mdast";
import type { ChangeRecord, Corpus, TopicRecord } from "../corpus.ts";
import type { KnownNames } from "../read/known-names.ts";
import type { Path } from "../read/locate.ts";

/** A record with a body. */
export type BodyRecord = ChangeRecord | TopicRecord;

/** The input of a rule, and its way to report. */
export interface RuleContext {
  /** The records that are valid individually, in the order of the files. */
  corpus: Corpus;
  known: KnownNames;
  /** Path of releases.yaml as problems show it. */
  releasesFile: string;
  /** The last day that is not in the future: "2018-10-25". */
  today: string;
  /** Changes and topics whose body could be parsed; positions in a body count from its start. */
  bodies: { record: BodyRecord; tree: Root }[];
  report: Report;
}

/**
 * @param place a path in the record's fields, or an offset in its body
 * @param found formatted for display: strings in quotes
 */
export type Report = (
  file: string,
  place: Path | number,
  expected: string,
  found: string,
  remedy: string,
) => void;

/** One condition across records. It reports every violation and never throws. */
export type Rule = (context: RuleContext) => void;
