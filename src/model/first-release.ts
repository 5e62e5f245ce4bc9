import { compareReleases } from "../domain/release.ts";
import type { Change, CommitRole } from "../records/schema/change.ts";
import type { CommitFacts } from "../records/schema/facts.ts";
import { rankOf } from "./evidence.ts";
import type { Verdict } from "./verdict.ts";

/**
 * The release that something came with, and where that comes from; `releaseAnswer` of headline.ts says it to readers.
 * `fact`: a clone proves it; an empty list means that no release of that clone has it.
 * `claim`: sources say so; more than one release means that equally good sources contradict each other.
 * `unknown`: no source says.
 */
export interface Since {
  origin: "fact" | "claim" | "unknown";
  /** In version order. */
  releases: string[];
  /** Every claim about it, contradicted ones too. */
  verdicts: Verdict[];
  /** The newest release tag of a clone in which no release has it, where no source names a later one. */
  unreleasedAsOf?: string;
}

/** First usable: the earliest release with a core commit. Complete: the release with the last required one. */
export interface ChangeSince {
  first: Since;
  complete: Since;
}

/** A fix, a document or a test is not needed for the change to be there. */
const REQUIRED: ReadonlySet<CommitRole> = new Set(["core", "prep", "uapi", "merge"]);

/**
 * A fact where there is one, else what the best sources say. "Unreleased as of v2.6.38" is a fact about releases up
 * to that one and leaves a claim of a later release standing.
 * @param facts of the commit; undefined for a change
 * @param about the verdicts on the claims about this commit, or about this change
 * @param newestTag the newest release tag of the clone behind the facts
 * @example sinceOf(facts, verdicts, "v2.6.38") // { origin: "fact", releases: ["v2.6.24"], verdicts: [...] }
 */
export function sinceOf(facts: CommitFacts | undefined, about: Verdict[], newestTag: string | null): Since {
  const verdicts = about.filter(({ claim }) => claim.field === "release");
  if (facts?.release) return { origin: "fact", releases: [facts.release], verdicts };
  // What a fact speaks about is decided: as of that clone, no release has it.
  const open = verdicts.filter(({ fact }) => fact === undefined);
  const best = Math.min(...open.map(rankOf));
  const decisive = open.filter((verdict) => rankOf(verdict) === best);
  const releases = [...new Set(decisive.map(({ claim }) => String(claim.value)))].sort(compareReleases);
  if (releases.length > 0) return { origin: "claim", releases, verdicts };
  // Undefined: a clone without release tags proves the commit, not its release.
  return facts?.release === null
    ? { origin: "fact", releases, verdicts, ...(newestTag !== null && { unreleasedAsOf: newestTag }) }
    : { origin: "unknown", releases, verdicts };
}

/**
 * @param sinceOfCommit the release of each commit of the change
 * @param ofChange what is claimed of the change as a whole: used where its commits have no release
 */
export function changeSince(
  change: Pick<Change, "commits">,
  sinceOfCommit: (sha: string) => Since,
  ofChange: Since,
): ChangeSince {
  const withRole = (wanted: (role: CommitRole) => boolean) =>
    change.commits.filter(({ role }) => wanted(role)).map(({ sha }) => sinceOfCommit(sha));
  const cores = withRole((role) => role === "core");
  const required = withRole((role) => REQUIRED.has(role));
  const first = cores.filter(isReleased).sort(byRelease)[0];
  if (!first) {
    // "Unreleased" is known only where a clone has every core commit, and no source names a later release.
    const isUnreleased = cores.every(({ origin }) => origin === "fact") && ofChange.origin === "unknown";
    const known = (isUnreleased && cores[0]) || ofChange;
    return { first: known, complete: known };
  }
  const missing = required.find((since) => !isReleased(since));
  return { first, complete: missing ?? required.sort(byRelease).at(-1) ?? first };
}

/** The release to file a change under: where sources differ, the latest, which none of the sources contradicts as too early. */
export function safeRelease({ releases }: Pick<Since, "releases">): string | undefined {
  return releases.at(-1);
}

function isReleased({ releases }: Since): boolean {
  return releases.length > 0;
}

function byRelease(a: Since, b: Since): number {
  return compareReleases(safeRelease(a) ?? "", safeRelease(b) ?? "");
}
