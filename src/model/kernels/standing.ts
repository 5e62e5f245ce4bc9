import { compareReleases, releaseOfCandidate } from "../../domain/release.ts";
import type { Knowledge } from "../knowledge.ts";
import type { Arrival } from "./arrival.ts";
import type { KnownSubject } from "./kernel-answer.ts";

/**
 * Where the mainline stands: a release has it, lacks it, lies between two that do and do not, or nothing is known.
 * @param base a mainline release: "v5.14"
 * @param isCandidate whether it is a candidate of that release
 */
export function standingAt(
  { presentIn, absentIn }: Pick<Arrival, "presentIn" | "absentIn">,
  base: string,
  isCandidate = false,
): "has" | "lacks" | "between" | "unknown" {
  if (presentIn !== null && compareReleases(presentIn, base) <= 0) {
    // What came during the candidates may not be in the first of them.
    return isCandidate && presentIn === releaseOfCandidate(base) ? "between" : "has";
  }
  if (absentIn !== null && compareReleases(base, absentIn) <= 0) return "lacks";
  return presentIn === null && absentIn === null ? "unknown" : "between";
}

/**
 * The change that took an interface away by a release, as a sentence has it; null: none is known.
 * @param base a mainline release: "v5.15"
 * @returns `isOver`: false for a candidate of the release of the removal, which may have it or not
 * @example removalBy(subject, "v5.15")?.words // 'was removed in v5.15 ("Mandatory file locking removed")'
 */
export function removalBy(
  subject: KnownSubject,
  base: string,
  isCandidate = false,
): { words: string; isOver: boolean } | null {
  for (const { title, arrival } of subject.kind === "interface" ? subject.removals : []) {
    const standing = standingAt(arrival, base, isCandidate);
    if (standing === "has" || standing === "between")
      return { words: `was removed in ${arrival.release} ("${title}")`, isOver: standing === "has" };
  }
  return null;
}

/**
 * Why a number says nothing by itself: no release has it, or it is after the newest release of content/releases.yaml.
 * Null for a release that is listed, and for one before the first of the list.
 * @example
 * releaseLimit("v4.40", known) // { kind: "none", before: "v4.20", after: "v5.0" }
 * releaseLimit("v9.9", known)?.kind // "after"
 */
export function releaseLimit(
  base: string,
  { corpus }: Pick<Knowledge, "corpus">,
): { kind: "none"; before: string; after: string } | { kind: "after"; newest: string } | null {
  const { releases } = corpus;
  if (releases.some(({ version }) => version === base)) return null;
  const newest = releases.at(-1)?.version;
  if (newest !== undefined && compareReleases(base, newest) > 0) return { kind: "after", newest };
  const at = releases.findLastIndex(({ version }) => compareReleases(version, base) < 0);
  const [before, after] = [releases[at]?.version, releases[at + 1]?.version];
  return before === undefined || after === undefined ? null : { kind: "none", before, after };
}
