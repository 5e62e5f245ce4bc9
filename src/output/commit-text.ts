import { shortHash } from "../domain/hash.ts";
import { backportsOf } from "../model/backports.ts";
import { flawsFixedBy, flawsOf } from "../model/flaws.ts";
import { answerInWords, releaseAnswer } from "../model/headline.ts";
import { type CommitEntry, type Knowledge, subjectOf } from "../model/knowledge.ts";

/** A name with what is said below it. */
export type TextRow = [name: string, value: string];

/**
 * What is known of a commit, for a terminal: its changes, its release, what it fixes, what followed, its backports.
 * Text of the commit may hold control characters: they are for the printer to escape.
 * @example commitRows(commit, known)[0] // ["change", "Namespaced file capabilities, core (/changes/namespaced-file-capabilities/)"]
 */
export function commitRows(commit: CommitEntry, known: Knowledge): TextRow[] {
  const { sha, facts, changes, followsUp } = commit;
  const rows = (name: string, values: readonly string[]) => values.map((value): TextRow => [name, value]);
  const named = (each: string) => `${shortHash(each)} ${subjectOf(known.commit(each)) ?? ""}`.trim();
  const flaws = flawsOf([commit], [], commit.since, known).flaws.map(({ cve }) => cve);
  return [
    ...rows(
      "change",
      changes.map(({ change, role }) => `${change.title}, ${role} (/changes/${change.slug}/)`),
    ),
    ...rows(
      "follows",
      followsUp.flatMap(({ claim }) => (claim.commit === undefined ? [] : named(claim.commit))),
    ),
    ["since", answerInWords(releaseAnswer(commit.since, known))],
    ...rows("merged by", facts?.mainline ? [named(facts.mainline)] : []),
    ...rows("fixes", facts?.trailers.flatMap(({ key, value }) => (key === "Fixes" ? value : [])) ?? []),
    ...rows(
      "fixes",
      flawsFixedBy([{ sha }], known).map(({ cve, title }) => `${cve}: ${title}`),
    ),
    ...rows("flaws", flaws.length === 0 ? [] : [flaws.join(", ")]),
    ...followUpRows(commit, known),
    ...backportRows(commit, known),
  ];
}

function followUpRows({ facts, verdicts }: CommitEntry, known: Knowledge): TextRow[] {
  const claimed = verdicts.flatMap(({ claim }) => (claim.field === "followUp" ? claim.value : []));
  const all = new Map([...claimed, ...(facts?.followUps ?? [])].map((each) => [each.sha, each]));
  return [...all.values()].map(({ sha, subject, kind }) => {
    const commit = known.commit(sha);
    const since = commit ? `, ${answerInWords(releaseAnswer(commit.since, known))}` : "";
    return ["followed by", `${kind}: ${shortHash(sha)} ${subject}${since}`];
  });
}

function backportRows(commit: CommitEntry, known: Knowledge): TextRow[] {
  const { isRead, found } = backportsOf([commit], known);
  if (!isRead && found.length === 0)
    return [["backports", "not known: no clone with stable releases has it"]];
  if (found.length === 0) return [["backports", "none in the clone that was read"]];
  return found.map(({ sha, branch, release }) => {
    const day = release === null ? null : known.releaseDate(release);
    const where =
      release === null ? "in no release of it yet" : `${release}${day === null ? "" : ` (${day})`}`;
    return ["backport", `${branch}: ${shortHash(sha)}, ${where}`];
  });
}
