import type { ClaimField } from "../records/schema/claim.ts";
import { factFor } from "./agreement.ts";
import type { CommitEntry } from "./knowledge.ts";
import { isFromCommitPage } from "./statement.ts";
import type { Verdict } from "./verdict.ts";

/** How the site came to know something; each is shown with its own mark. */
export type Origin = "fact" | "quoted" | "derived" | "unknown";

/** The best that is known in one field of a commit. */
export interface Said {
  origin: Origin;
  value: string | boolean | null;
  /** Every claim made in that field. */
  verdicts: Verdict[];
}

/** A fact where there is one, else the claim nearest to the commit itself that nothing better contradicts. */
export function said(commit: CommitEntry, field: ClaimField): Said {
  const claims = commit.verdicts.filter(({ claim }) => claim.field === field);
  const fact = commit.facts && factFor(field, commit.facts);
  if (fact !== undefined) return { origin: "fact", value: fact as Said["value"], verdicts: claims };
  const best = claims.toSorted((a, b) => trust(b) - trust(a))[0];
  if (!best) return { origin: "unknown", value: null, verdicts: [] };
  return { origin: best.claim.confidence, value: best.claim.value as Said["value"], verdicts: claims };
}

/** The commit's subject, or null where none is known: it is never made up. */
export function subjectOf(commit: CommitEntry | undefined): string | null {
  if (!commit) return null;
  const { value } = said(commit, "subject");
  if (typeof value === "string") return value;
  const [named] = commit.followsUp;
  return named?.claim.field === "followUp" ? named.claim.value.subject : null;
}

function trust(verdict: Verdict): number {
  if (isFromCommitPage(verdict)) return 4;
  return (verdict.state === "disagrees" ? 0 : 2) + (verdict.claim.confidence === "quoted" ? 1 : 0);
}
