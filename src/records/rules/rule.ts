import type { Root } from "mdast";
import { didYouMean } from "../../domain/nearest.ts";
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
  /** Reports a name that is not among the known ones. The remedy is the nearest of them, or `otherwise`. */
  reportUnknown(
    file: string,
    place: Path,
    expected: string,
    name: string,
    known: Iterable<string>,
    otherwise: string,
  ): void;
}

/** What a rule found: words as they are shown, or text of the record, which is shown in quotes. */
export type Found = string | { value: string };

/**
 * @param place a path in the record's fields, or an offset in its body
 */
export type Report = (
  file: string,
  place: Path | number,
  expected: string,
  found: Found,
  remedy: string,
) => void;

/** One condition across records. It reports every violation and never throws. */
export type Rule = (context: RuleContext) => void;

/** Why the slug of a change is wrong; null for a correct one. */
export function wrongChange(
  slug: string,
  { changes, changeAliases }: Pick<KnownNames, "changes" | "changeAliases">,
): { expected: string; remedy: string } | null {
  if (changes.has(slug)) return null;
  const current = changeAliases.get(slug);
  if (current !== undefined) return { expected: "the current slug", remedy: `Write "${current}".` };
  const remedy = didYouMean(slug, changes, "Add the change, or correct the slug.");
  return { expected: "a known change", remedy };
}
