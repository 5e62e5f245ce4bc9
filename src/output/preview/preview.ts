import { shownDay } from "../../domain/day.ts";
import { oneLine } from "../../domain/text.ts";
import { evidenceInWords, headline, type ReleaseAnswer } from "../../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import type { ChangeState } from "../../records/schema/change.ts";

/** What the picture of a change says, when its page is shared as a link. */
export interface Preview {
  title: string;
  tags: string[];
  /** What the answer is: "Since", "First usable", "Removed", "Partly removed", "Status". */
  label: string;
  /** The answer: "v4.11", "v4.9 or v4.11", "proposed". */
  answer: string;
  /** The days of the releases, or the day the status was checked. */
  days: string;
  /** How the release is known; null where there is none. */
  evidence: { of: ReleaseAnswer["evidence"]; text: string } | null;
  state: ChangeState;
}

/**
 * The headline of a change, laid out for a picture.
 * @example previewOf(entry, known) // { label: "Since", answer: "v4.14", days: "2017-11-12", ... }
 */
export function previewOf(entry: ChangeEntry, known: Knowledge): Preview {
  const { title, tags } = entry.record;
  const { label, status, showsStatus, removes, verb, first } = headline(entry, known);
  const common = { title: oneLine(title), tags, state: status.state };
  const asOf = `as of ${shownDay(status.day)}`;
  if (!first) return { ...common, label, answer: status.words, days: asOf, evidence: null };
  const { releases, evidence, unreleasedAsOf } = first;
  if (evidence === "unknown")
    return { ...common, label, answer: "release unknown", days: `${status.words} ${asOf}`, evidence: null };
  const of = { of: evidence, text: evidenceText(first) };
  if (releases.length === 0)
    return { ...common, label, answer: "in no release", days: `up to ${unreleasedAsOf}`, evidence: of };
  return {
    ...common,
    label: showsStatus ? `${status.words} ${asOf}, ${removes ? verb : "first in"}` : label,
    answer: releases.map(({ version }) => version).join(" or "),
    days: releases.map(({ day }) => (day === null ? "date unknown" : shownDay(day))).join(" or "),
    evidence: of,
  };
}

/** The same in words, for readers who do not see the picture. */
export function previewInWords({ title, label, answer, days, evidence }: Preview): string {
  return `${title}. ${label}: ${answer}, ${days}${evidence ? `; ${evidence.text}` : ""}.`;
}

function evidenceText(first: ReleaseAnswer): string {
  return `${evidenceInWords(first)}${first.contradicted.length > 0 ? "; a source is contradicted" : ""}`;
}
