import type { Root } from "mdast";
import type { ChangeRecord, Corpus, TopicRecord } from "../corpus.ts";
import type { KnownNames } from "../read/known-names.ts";
import type { Path } from "../read/locate.ts";

/** A record with a body. */
export type BodyRecord = ChangeRecord | TopicRecord;

/** What a rule looks at, and where it reports to. */
export interface RuleContext {
  /** The records that are valid by themselves, in whatever order the files have them. */
  corpus: Corpus;
  known: KnownNames;
  /** Path of releases.yaml as problems show it. */
  releasesFile: string;
  /** The last day that is not in the future. */
  today: string;
  /** Changes and topics whose body could be parsed; positions in a body count from its start. */
  bodies: { record: BodyRecord; tree: Root }[];
  report: Report;
}

/**
 * @param place a path in the record's fields, or an offset in its body
 * @param found as it is to be shown: text quoted
 */
export type Report = (
  file: string,
  place: Path | number,
  expected: string,
  found: string,
  remedy: string,
) => void;

/** One statement about how records fit together; collects, never throws. */
export type Rule = (context: RuleContext) => void;
