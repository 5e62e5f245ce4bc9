import type { Root } from "mdast";
import type { Corpus } from "../corpus.ts";
import type { KnownNames } from "../known-names.ts";
import type { Path } from "../locate.ts";

/** What a rule looks at, and where it reports to. */
export interface RuleContext {
  /** The records that are valid by themselves; not yet the published ones, as the rules decide on those. */
  corpus: Corpus;
  known: KnownNames;
  /** Path of releases.yaml as problems show it. */
  releasesFile: string;
  /** The last day that is not in the future. */
  today: string;
  /** The body of a change or topic, parsed; positions in it count from the body's start. */
  bodyOf(record: { file: string; body: string }): Root;
  report: Report;
}

/** @param place a path in the record's fields, or an offset in its body */
export type Report = (
  file: string,
  place: Path | number,
  expected: string,
  found: string | undefined,
  remedy: string,
) => void;

/** One statement about how records fit together; collects, never throws. */
export type Rule = (context: RuleContext) => void;
