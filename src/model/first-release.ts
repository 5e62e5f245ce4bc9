import type { Change, CommitRole } from "../records/schema/change.ts";
import type { CommitFacts } from "../records/schema/facts.ts";
import { compareReleases } from "../records/schema/release.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Which release something came with, and how that is known.
 * `fact`: a clone proves it; an empty list means that no release of that clone has it.
 * `claim`: sources say so; more than one release means that they contradict each other.
 * `unknown`: nothing says.
 */
export interface Since {
  origin: "fact" | "claim" | "unknown";
  /** In version order. */
  releases: string[];
  /** The claims about it, whether it rests on them or a fact stands beside them. */
  verdicts: Verdict[];
}

/** First usable: the earliest release with a core commit. Complete: the release with the last required one. */
export interface ChangeSince {
  first: Since;
  complete: Since;
}

/** A fix, a document or a test is not needed for the change to be there. */
const REQUIRED: ReadonlySet<CommitRole> = new Set(["core", "prep", "uapi", "merge"]);

/** @param about the verdicts on the claims about this commit, or about this change */
export function sinceOf(facts: CommitFacts | undefined, about: Verdict[]): Since {
  const verdicts = about.filter(({ claim }) => claim.field === "release");
  // A clone without release tags proves the commit, not its release.
  if (facts?.release !== undefined)
    return { origin: "fact", releases: facts.release ? [facts.release] : [], verdicts };
  // What stands undisputed decides; where everything is disputed, every value stays on the table.
  const standing = verdicts.filter(({ state }) => state !== "disagrees");
  const decisive = standing.length > 0 ? standing : verdicts;
  const releases = [...new Set(decisive.map(({ claim }) => String(claim.value)))].sort(compareReleases);
  return { origin: releases.length > 0 ? "claim" : "unknown", releases, verdicts };
}

/**
 * @param sinceOfCommit the release of each commit of the change
 * @param ofChange what is claimed of the change as a whole: used where its commits tell nothing
 */
export function changeSince(
  change: Pick<Change, "commits">,
  sinceOfCommit: (sha: string) => Since,
  ofChange: Since,
): ChangeSince {
  const withRole = (wanted: (role: CommitRole) => boolean) =>
    change.commits.filter(({ role }) => wanted(role)).map(({ sha }) => sinceOfCommit(sha));
  const cores = withRole((role) => role === "core").filter(isReleased);
  const required = withRole((role) => REQUIRED.has(role));
  const first = cores.sort(byRelease)[0];
  if (!first) return { first: ofChange, complete: ofChange };
  const missing = required.find((since) => !isReleased(since));
  return { first, complete: missing ?? required.sort(byRelease).at(-1) ?? first };
}

/** The release to file a change under: where sources differ, the latest, which none of them calls too early. */
export function safeRelease({ releases }: Since): string | undefined {
  return releases.at(-1);
}

function isReleased({ releases }: Since): boolean {
  return releases.length > 0;
}

function byRelease(a: Since, b: Since): number {
  return compareReleases(safeRelease(a) ?? "", safeRelease(b) ?? "");
}
