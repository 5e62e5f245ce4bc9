import { shortHash } from "../domain/hash.ts";
import { compareReleases } from "../domain/release.ts";
import { distinct } from "../domain/text.ts";
import { bestOf, type Dispute, disputes, fieldInWords } from "./disputes.ts";
import type { Since } from "./first-release.ts";
import { bestKnown, type ChangeEntry, type CommitEntry, type Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** What is disputed about a change or commit, and what is not. */
export interface DisputeBanner {
  /** "Sources disagree on which commit adds NS_GET_PARENT, not on the release." */
  sentence: string;
  /** Each dispute: who says what, and how it is decided or why it is not. */
  explanations: string[];
}

/** A release that the page of the subject gives, by its name there. */
interface NamedRelease {
  name: string;
  since: Since;
}

/**
 * The disputes over a change and its commits in one sentence, with what they leave untouched.
 * @returns undefined where nothing is disputed
 * @example bannerOfChange(entry, known)?.sentence
 * // "Sources disagree on which commit adds NS_GET_OWNER_UID, not on the release."
 */
export function bannerOfChange(entry: ChangeEntry, known: Knowledge): DisputeBanner | undefined {
  const { record, since, verdicts } = entry;
  const commits = record.commits.flatMap(({ sha }) => known.commit(sha) ?? []);
  const isSame = since.first.releases.join() === since.complete.releases.join();
  const releases = isSame
    ? [{ name: "the release", since: since.first }]
    : [
        { name: "the first usable release", since: since.first },
        { name: "the complete release", since: since.complete },
      ];
  const agreed = commits.length === 1 ? "the commit" : "the commits";
  return bannerOf(
    [...verdicts, ...commits.flatMap((commit) => commit.verdicts)],
    { releases, others: commits.length === 0 ? [] : [[agreed, ["introduces"]]] },
    known,
  );
}

/**
 * The same for one commit.
 * @example bannerOfCommit(commit, known)?.sentence
 * // "A source contradicts the release (the clone proves v2.6.38), not the author."
 */
export function bannerOfCommit(commit: CommitEntry, known: Knowledge): DisputeBanner | undefined {
  const hasAuthor = bestKnown(commit, "author").origin !== "unknown";
  return bannerOf(
    commit.verdicts,
    {
      releases: [{ name: "the release", since: commit.since }],
      others: hasAuthor ? [["the author", ["author"]]] : [],
    },
    known,
  );
}

function bannerOf(
  verdicts: readonly Verdict[],
  about: { releases: NamedRelease[]; others: [name: string, fields: Dispute["field"][]][] },
  known: Knowledge,
): DisputeBanner | undefined {
  // Finding all disputes takes milliseconds, and most pages have none.
  if (!verdicts.some(({ state, against }) => state === "disagrees" || against.length > 0)) return undefined;
  const own = disputes(known.verdicts).filter(({ sides }) =>
    sides.some(({ claim }) => verdicts.some((verdict) => verdict.claim === claim)),
  );
  if (own.length === 0) return undefined;
  const [proved, open] = [own.filter(isProved), own.filter((dispute) => !isProved(dispute))];
  const untouched = [
    ...about.releases.filter(({ since }) => isUndisputed(since)).map(({ name }) => name),
    ...about.others
      .filter(([, fields]) => !own.some(({ field }) => fields.includes(field)))
      .map(([name]) => name),
  ][0];
  const sources = new Set(
    proved.flatMap(({ sides }) =>
      sides.filter(({ state }) => state === "disagrees").map((side) => side.document),
    ),
  );
  const contradict = sources.size === 1 ? "A source contradicts" : "Sources contradict";
  const sentences = [
    ...(open.length > 0
      ? [`Sources disagree on ${listed(mattersOf(open, about.releases, known), "on ")}`]
      : []),
    ...(proved.length > 0 ? [`${contradict} ${listed(mattersOf(proved, about.releases, known), "")}`] : []),
  ];
  const but = untouched === undefined ? "" : `, not ${open.length > 0 ? "on " : ""}${untouched}`;
  return {
    sentence: sentences.map((sentence, at) => `${sentence}${at === 0 ? but : ""}.`).join(" "),
    explanations: own.map(({ explanation }) => explanation),
  };
}

/** By a clone or headers, whatever sources say. */
function isProved({ decidedBy }: Dispute): boolean {
  return decidedBy === "clone" || decidedBy === "headers";
}

/** One release that no claim contradicts. */
function isUndisputed({ releases, verdicts }: Since): boolean {
  return releases.length === 1 && verdicts.every(({ claim }) => claim.value === releases[0]);
}

/** What each dispute is over. Those over the commits that add something are one: they often share a claim. */
function mattersOf(own: Dispute[], releases: NamedRelease[], known: Knowledge): string[] {
  const added = distinct(own.flatMap((dispute) => (isOverCommit(dispute) ? dispute.names : [])));
  const which = added.length === 1 ? "which commit adds" : "which commits add";
  const others = own
    .filter((dispute) => !isOverCommit(dispute))
    .map((dispute) => {
      const decision = decisionOf(dispute);
      return `${matterOf(dispute, releases, known)}${decision === "" ? "" : ` (${decision})`}`;
    });
  return [...(added.length > 0 ? [`${which} ${listed(added, "")}`] : []), ...distinct(others)];
}

/** Whether sources name several commits for one interface, rather than several interfaces for one commit. */
function isOverCommit({ field, commit, sides }: Dispute): boolean {
  return field === "introduces" && sides.some(({ claim }) => claim.commit !== commit);
}

function matterOf(dispute: Dispute, releases: NamedRelease[], known: Knowledge): string {
  const { field, commit, names } = dispute;
  if (field === "introduces") return `what the commit adds: ${names.join(", ")}`;
  if (dispute.interface !== undefined) return `the ${fieldInWords(field)} of ${dispute.interface}`;
  if (field !== "release") return `the ${fieldInWords(field)}`;
  const its = commit === undefined ? undefined : known.commit(commit)?.since.releases.join();
  const named =
    commit === undefined ? releases[0] : releases.find(({ since }) => since.releases.join() === its);
  return named?.name ?? `the release of ${shortHash(commit ?? "")}`;
}

/** How a dispute over one value is decided, or between what it is open. */
function decisionOf({ field, decidedBy, fact, sides }: Dispute): string {
  if (field === "introduces" || field === "subject") return "";
  const isRelease = field === "release" || field === "candidate";
  const by = decidedBy === "headers" ? "headers" : "the clone";
  const prove = decidedBy === "headers" ? "prove" : "proves";
  if (fact !== undefined)
    return fact === null ? `${by} ${prove} that there is none` : `${by} ${prove} ${fact}`;
  if (decidedBy === "headers") return "headers exclude it";
  const values = distinct(bestOf(sides).map(({ claim }) => String(claim.value)));
  if (decidedBy === "source") return `the better source says ${values.join(", ")}`;
  return (isRelease ? values.toSorted(compareReleases) : values).join(" or ");
}

/** "A, B and C", each with a word before it but the first. */
function listed(items: string[], before: string): string {
  const [last = "", ...rest] = items.toReversed();
  return rest.length === 0 ? last : `${rest.toReversed().join(`, ${before}`)} and ${before}${last}`;
}
