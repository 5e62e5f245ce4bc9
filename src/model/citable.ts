import type { ClaimField } from "../records/schema/claim.ts";
import { nameWithKind } from "./evidence.ts";
import { bestKnown, type CommitEntry, type Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** What a citation may say in one field of a commit. */
export interface Citable {
  value: string;
  /** The source that says so, with its kind; undefined for a fact. */
  per: string | undefined;
}

/**
 * A fact, or what a source says word for word and nothing contradicts.
 * @param field one that holds a string
 * @returns undefined where there is neither
 * @example citable(commit, "author") // { value: "Ann Author", per: "git.zx2c4.com (commit page)" }
 */
export function citable(commit: CommitEntry, field: ClaimField): Citable | undefined {
  const { origin, value, verdicts } = bestKnown(commit, field);
  if (typeof value !== "string") return undefined;
  if (origin === "fact") return { value, per: undefined };
  const quoted = verdicts.find((verdict) => verdict.claim.value === value && isQuotedAndStands(verdict));
  return quoted && { value, per: nameWithKind(quoted.document) };
}

/** The subject that a citation may give; where no claim is about it, the one in a follow-up that names the commit. */
export function citableSubject(commit: CommitEntry): Citable | undefined {
  const subject = citable(commit, "subject");
  if (subject || commit.verdicts.some(({ claim }) => claim.field === "subject")) return subject;
  const named = commit.followsUp.find(isQuotedAndStands);
  if (named?.claim.field !== "followUp") return undefined;
  return { value: named.claim.value.subject, per: nameWithKind(named.document) };
}

function isQuotedAndStands({ claim, state }: Verdict): boolean {
  return claim.confidence === "quoted" && state !== "disagrees";
}

/** Why no `Fixes:` line is offered for a commit. */
export type NoFixesLine = "merge" | "subject unknown" | "introduces a feature";

/**
 * Whether a `Fixes:` line that names a commit can be offered. It names the commit that a bug came with, by hash and
 * subject. A merge brings no code of its own, and without a subject the line would be wrong in form. Beside a commit
 * that introduces a feature it would call the feature a bug; that commit is one with such a claim, or one of the core
 * or UAPI commits of a change, unless it is known to fix another commit or a flaw.
 * @returns undefined where it can
 * @example whyNoFixesLine(mergeCommit, known) // "merge"
 */
export function whyNoFixesLine(
  commit: CommitEntry,
  known: Pick<Knowledge, "flawsFixed">,
): NoFixesLine | undefined {
  const subject = citableSubject(commit)?.value;
  if (isMerge(commit, subject)) return "merge";
  if (subject === undefined) return "subject unknown";
  return introducesFeature(commit, known) ? "introduces a feature" : undefined;
}

function isMerge(commit: CommitEntry, subject: string | undefined): boolean {
  const { value } = bestKnown(commit, "merge");
  if (typeof value === "boolean") return value;
  return commit.changes.some(({ role }) => role === "merge") || /^Merge\b/.test(subject ?? "");
}

function introducesFeature(commit: CommitEntry, known: Pick<Knowledge, "flawsFixed">): boolean {
  const isClaimed = commit.verdicts.some(
    ({ claim, state }) =>
      (claim.field === "introduces" || claim.field === "feature") && state !== "disagrees",
  );
  if (isClaimed) return true;
  const isFix = commit.followsUp.length > 0 || known.flawsFixed(commit.sha).length > 0;
  return !isFix && commit.changes.some(({ role }) => role === "core" || role === "uapi");
}
