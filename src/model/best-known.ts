import type { ClaimField } from "../records/schema/claim.ts";
import { type Evidence, rankOf } from "./evidence.ts";
import type { CommitEntry } from "./knowledge.ts";
import { factFor, type Verdict } from "./verdict.ts";

/** How one field of a commit is known. */
export type Origin = Extract<Evidence, "fact" | "quoted" | "derived" | "unknown">;

/** The best that is known in one field of a commit. */
export interface BestKnown {
  origin: Origin;
  value: string | boolean | null;
  /** Every claim made in that field. */
  verdicts: Verdict[];
}

/**
 * A fact where there is one, else the claim of the best source, else null.
 * @param field one with a single value, not a list: "subject", "author", "authorDate"
 * @example bestKnown(commit, "author") // { origin: "quoted", value: "Ann Author", verdicts: [...] }
 */
export function bestKnown(commit: CommitEntry, field: ClaimField): BestKnown {
  const claims = commit.verdicts.filter(({ claim }) => claim.field === field);
  const fact = commit.facts && factFor(field, commit.facts);
  if (fact !== undefined) return { origin: "fact", value: fact as BestKnown["value"], verdicts: claims };
  const best = claims.toSorted((a, b) => trust(b) - trust(a))[0];
  if (!best) return { origin: "unknown", value: null, verdicts: [] };
  return { origin: best.claim.confidence, value: best.claim.value as BestKnown["value"], verdicts: claims };
}

/** The commit's subject, or null where no source gives one: it is never made up. */
export function subjectOf(commit: CommitEntry | undefined): string | null {
  if (!commit) return null;
  const { value } = bestKnown(commit, "subject");
  if (typeof value === "string") return value;
  const [named] = commit.followsUp;
  return named?.claim.field === "followUp" ? named.claim.value.subject : null;
}

/** Copies of the commit first, then what is undisputed, then what is quoted. */
function trust(verdict: Verdict): number {
  if (rankOf(verdict) === 1) return 4;
  return (verdict.state === "disagrees" ? 0 : 2) + (verdict.claim.confidence === "quoted" ? 1 : 0);
}
