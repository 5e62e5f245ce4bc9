import { counted } from "../domain/text.ts";
import type { DocumentRecord } from "../records/corpus.ts";
import { type ChangeState, type RelationType, stateWords } from "../records/schema/change.ts";
import { type Evidence, evidenceWords, nameOf, rankOf } from "./evidence.ts";
import type { Since } from "./first-release.ts";
import type { ChangeEntry, Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** A release with the day it came out, YYYY-MM-DD in UTC; null where no source gives it. */
export interface DatedRelease {
  version: string;
  day: string | null;
}

/** Which release something came with: all that an output says about it, and how it is known. */
export interface ReleaseAnswer {
  /** In version order. More than one only where equally good sources contradict each other (`disputed`). */
  releases: DatedRelease[];
  evidence: Exclude<Evidence, "judgement">;
  /** The documents that name one of these releases, each once: those that say so before those it is derived from. */
  sources: DocumentRecord[];
  /** What a fact or better sources contradict: to be shown as contradicted, never as a second answer. */
  contradicted: { version: string; document: DocumentRecord; at: string | undefined }[];
  /** The newest release of the clone that has it in none; undefined where it is released or not known. */
  unreleasedAsOf: string | undefined;
}

/** What a change became: it landed as another, was superseded by it, or has it as a part. */
export interface Landing {
  type: RelationType;
  entry: ChangeEntry;
}

/** With the first usable release of what it became; undefined where that has none of its own either. */
export interface LandedAs extends Landing {
  first: ReleaseAnswer | undefined;
}

const labels = {
  since: "Since",
  "first usable in": "First usable",
  "removed in": "Removed",
  "partly removed in": "Partly removed",
} as const;

type Verb = keyof typeof labels;

/** The answer about a change in one line. Outputs format it and decide nothing. */
export interface Headline {
  /** The label of the answer: "Status" where the status is shown. */
  label: (typeof labels)[Verb] | "Status";
  /** The same before a release in a sentence, whether the status is shown or not. */
  verb: Verb;
  /** It takes away what kernels had: its first release is the first without that. */
  removes: boolean;
  /** As a record judges it. `day`: when it was last checked, YYYY-MM-DD. `words`: "partly merged". */
  status: { state: ChangeState; day: string; words: string };
  /** A merged change with a release of its own, known or not, needs no status. */
  showsStatus: boolean;
  /** The first usable release; undefined where the change has none of its own, but a status or what it landed as. */
  first: ReleaseAnswer | undefined;
  /** The release with all of it; undefined where that is the first. */
  complete: ReleaseAnswer | undefined;
  landedAs: LandedAs[];
  /** How `first` is known; without one, `judgement`: the status is ours. */
  evidence: Evidence;
}

/**
 * The headline of a change.
 * @example
 * const { label, first } = headline(entry, known);
 * first && `${label} ${answerInWords(first)}`; // "Since v4.13 (2017-09-03), claim, 2 sources"
 */
export function headline(entry: ChangeEntry, known: Knowledge): Headline {
  const { state, asOf } = entry.record.status;
  const removes = entry.record.removes === true;
  const { since } = entry;
  const first = ownRelease(entry, known);
  const isSame = since.first.releases.join() === since.complete.releases.join();
  const complete = first && !isSame ? releaseAnswer(since.complete, known) : undefined;
  const showsStatus = state !== "merged" || first === undefined;
  const verb = removes
    ? complete
      ? "partly removed in"
      : "removed in"
    : complete
      ? "first usable in"
      : "since";
  return {
    label: showsStatus ? "Status" : labels[verb],
    verb,
    removes,
    status: { state, day: asOf, words: stateWords[state] },
    showsStatus,
    first,
    complete,
    landedAs: landings(entry, known).map((each) => ({ ...each, first: ownRelease(each.entry, known) })),
    evidence: first?.evidence ?? "judgement",
  };
}

/** The first usable release of a change; undefined where its status, or what it landed as, is the answer. */
function ownRelease(entry: ChangeEntry, known: Knowledge): ReleaseAnswer | undefined {
  const { record, since } = entry;
  const hasOwn =
    since.first.releases.length > 0 ||
    (record.status.state === "merged" && landings(entry, known).length === 0);
  return hasOwn ? releaseAnswer(since.first, known) : undefined;
}

/**
 * What a proposal became: the changes it landed as or was superseded by, and its parts. A change that was merged as
 * proposed became itself: the list is empty.
 */
export function landings({ record }: ChangeEntry, known: Knowledge): Landing[] {
  const own = record.relations
    .filter(({ type }) => type === "landed-as" || type === "superseded-by")
    .map(({ type, to }) => ({ type, entry: known.change(to) }));
  if (record.status.state === "merged" && own.length === 0) return [];
  const parts = known.changes
    .filter((other) =>
      other.record.relations.some(({ type, to }) => type === "part-of" && to === record.slug),
    )
    .map((entry) => ({ type: "part-of" as const, entry }));
  return [...own, ...parts].filter((landing): landing is Landing => landing.entry !== undefined);
}

/**
 * The release of a commit, or one of the two of a change, for readers.
 * @param since of `CommitEntry.since`, or `ChangeEntry.since.first` and `.complete`
 * @example releaseAnswer(commit.since, known).evidence // "fact"
 */
export function releaseAnswer(since: Since, known: Pick<Knowledge, "releaseDate">): ReleaseAnswer {
  const { releases, verdicts, unreleasedAsOf } = since;
  const [supporting, contradicted] = [
    verdicts.filter(({ claim }) => releases.includes(String(claim.value))),
    verdicts.filter(({ claim }) => !releases.includes(String(claim.value))),
  ];
  return {
    releases: releases.map((version) => ({ version, day: known.releaseDate(version) })),
    evidence: evidenceOf(since, supporting),
    sources: [...new Set(supporting.toSorted(bestFirst).map(({ document }) => document))],
    contradicted: contradicted.map(({ claim, document }) => ({
      version: String(claim.value),
      document,
      at: claim.at,
    })),
    unreleasedAsOf,
  };
}

function evidenceOf({ origin, releases }: Since, supporting: Verdict[]): ReleaseAnswer["evidence"] {
  if (releases.length > 1) return "disputed";
  if (origin !== "claim") return origin;
  return supporting.some(({ claim }) => claim.confidence === "quoted") ? "quoted" : "derived";
}

function bestFirst(a: Verdict, b: Verdict): number {
  const isDerived = ({ claim }: Verdict) => Number(claim.confidence === "derived");
  return isDerived(a) - isDerived(b) || rankOf(a) - rankOf(b);
}

/** The release to sort and draw by: where sources disagree, the latest, which none of the sources contradicts as too early. */
export function filedUnder(answer: ReleaseAnswer | undefined): DatedRelease | undefined {
  return answer?.releases.at(-1);
}

/**
 * How a release is known: "fact", "claim, 2 sources", "derived claim, 1 source", "rewritten history and claim, 2 sources",
 * "sources disagree", "release unknown".
 */
export function evidenceInWords({ evidence, sources }: Pick<ReleaseAnswer, "evidence" | "sources">): string {
  if (evidence === "disputed") return "sources disagree";
  if (evidence === "unknown") return "release unknown";
  if (evidence !== "quoted" && evidence !== "derived") return evidenceWords[evidence];
  const others = sources.filter(({ rewrittenHistory }) => !rewrittenHistory).length;
  const words = [
    ...(others < sources.length ? ["rewritten history"] : []),
    ...(others > 0 ? [evidenceWords[evidence]] : []),
  ];
  return `${words.join(" and ")}, ${counted(sources.length, "source")}`;
}

/**
 * A release answer in one line of plain text, the same in every output.
 * @param evidence how it is known, in words
 * @example answerInWords(answer)
 * // "v4.13 (2017-09-03), claim, 2 sources"
 * // "v5.14 (2021-08-29) or v5.15 (2021-10-31), sources disagree"
 * // "v5.6 (2020-03-29), derived claim, 1 source (contradicted: v5.8 by systemd)"
 * // "in no release up to v2.6.38, fact"
 */
export function answerInWords(answer: ReleaseAnswer, evidence = evidenceInWords(answer)): string {
  const releases = answer.releases.map(({ version, day }) => `${version} (${day ?? "date unknown"})`);
  const { unreleasedAsOf, contradicted } = answer;
  const none = unreleasedAsOf === undefined ? [] : [`in no release up to ${unreleasedAsOf}`];
  const text = [...(releases.length > 0 ? [releases.join(" or ")] : none), evidence].join(", ");
  const against = new Set(contradicted.map(({ version, document }) => `${version} by ${nameOf(document)}`));
  return against.size === 0 ? text : `${text} (contradicted: ${[...against].join(", ")})`;
}

const relationWords: Partial<Record<RelationType, string>> = {
  "landed-as": "landed as",
  "superseded-by": "superseded by",
  "part-of": "its part",
};

/**
 * A headline in one line of plain text: for picture descriptions, marks, the command line and programs.
 * @example headlineInWords(headline(entry, known))
 * // "first usable in v4.9 (2016-12-11), fact; complete in v4.11 (2017-05-01), fact"
 * // "superseded as of 2026-01-01; superseded by Time namespaces, v5.6 (2020-03-29), claim, 2 sources"
 * // "removed in v5.15 (2021-10-31), claim, 2 sources"
 */
export function headlineInWords(headline: Headline): string {
  const { status, showsStatus, verb, first, complete, landedAs } = headline;
  const answer = (verb: string, its: ReleaseAnswer) =>
    `${its.releases.length > 0 ? `${verb} ` : ""}${answerInWords(its)}`;
  return [
    ...(showsStatus ? [statusInWords(status)] : []),
    ...(first ? [answer(verb, first)] : []),
    ...(complete
      ? [complete.releases.length > 0 ? answer("complete in", complete) : "complete: release unknown"]
      : []),
    ...landedAs.map(({ type, entry: { record }, first: its }) => {
      const became = its ? answerInWords(its) : stateWords[record.status.state];
      return `${relationWords[type]} ${record.title}, ${became}`;
    }),
  ].join("; ");
}

/** "superseded as of 2026-01-01" */
export function statusInWords({ words, day }: Headline["status"]): string {
  return `${words} as of ${day}`;
}
