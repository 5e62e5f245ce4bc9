import { dayInWords } from "../../domain/day.ts";
import { oneLine } from "../../domain/text.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import { landings } from "../../model/landings.ts";
import { type ReleaseEvidence, releaseEvidence } from "../../model/release-evidence.ts";
import type { ChangeState } from "../../records/schema/change.ts";
import { stateWords } from "../../records/schema/state-words.ts";

/** What the picture of a change says, when somebody links to its page. */
export interface Preview {
  title: string;
  tags: string[];
  /** What the answer is: "Since", "First usable", "Status". */
  label: string;
  /** The answer: "v4.11", "v4.9 or v4.11", "proposed". */
  answer: string;
  /** The days of the releases, or the day the status was looked at. */
  days: string;
  /** How the release is known; null where there is none to know. */
  evidence: (ReleaseEvidence & { text: string }) | null;
  state: ChangeState;
}

/** As the page says it: an unmerged change shows its state, and a release only where it has one of its own. */
export function previewOf(entry: ChangeEntry, known: Knowledge): Preview {
  const { record, since } = entry;
  const { state, asOf } = record.status;
  const common = { title: oneLine(record.title), tags: record.tags, state };
  const { releases } = since.first;
  const isUnmerged = state !== "merged";
  const asOfDay = `as of ${dayInWords(asOf)}`;
  if (releases.length === 0) {
    const hasLanded = landings(entry, known).length > 0;
    const evidence = isUnmerged || hasLanded ? null : evidenceOf(since.first);
    return { ...common, label: "Status", answer: stateWords[state], days: asOfDay, evidence };
  }
  const days = releases.map((tag) => {
    const day = known.releaseDate(tag);
    return day === null ? "date unknown" : dayInWords(day);
  });
  const isComplete = releases.join() === since.complete.releases.join();
  return {
    ...common,
    label: isUnmerged ? `${stateWords[state]} ${asOfDay}, first in` : isComplete ? "Since" : "First usable",
    answer: releases.join(" or "),
    days: days.join(" or "),
    evidence: evidenceOf(since.first),
  };
}

/** The same in words, for who does not see the picture. */
export function previewInWords({ title, label, answer, days, evidence }: Preview): string {
  return `${title}. ${label}: ${answer}, ${days}${evidence ? `; ${evidence.text}` : ""}.`;
}

function evidenceOf(since: ChangeEntry["since"]["first"]): Preview["evidence"] {
  const { of, text = "fact" } = releaseEvidence(since);
  if (of === "fact" && since.releases.length === 0) return { of, text: "in no release of the clone" };
  const isContradicted =
    since.releases.length === 1 && since.verdicts.some(({ state }) => state === "disagrees");
  return { of, text: isContradicted ? `${text}; a source disagrees` : text };
}
