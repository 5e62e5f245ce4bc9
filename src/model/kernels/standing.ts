import { compareReleases, releaseOfCandidate, seriesOf } from "../../domain/release.ts";
import { type NamedKernel, releaseNamed } from "../../domain/uname.ts";
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

/**
 * Why little is known of a stable release: its level is newer than all that are known; null for any other.
 * @example levelLimit(read("5.10.999"), known)
 * // "v5.10.999 is after v5.10.265 (2026-08-14), the newest of its series known here."
 */
export function levelLimit(
  kernel: NamedKernel,
  known: Pick<Knowledge, "corpus" | "releaseDate">,
): string | null {
  const named = releaseNamed(kernel);
  if (named === null || !kernel.patch || kernel.base === null || releaseLimit(kernel.base, known))
    return null;
  const newest = newestLevel(kernel.base, known.corpus);
  if (compareReleases(named, newest) <= 0) return null;
  return `${named} is after ${newest} (${known.releaseDate(newest) ?? "date unknown"}), the newest of its series known here.`;
}

type Levels = Pick<Knowledge["corpus"], "stableDates" | "stableReleases">;

/** Each series is asked about on thousands of kernels. */
const newestLevels = new WeakMap<Levels, Map<string, string>>();

/**
 * The newest release of a stable series that is known; the mainline release where none is.
 * @example newestLevel("v5.10", corpus) // "v5.10.265"
 */
export function newestLevel(series: string, corpus: Levels): string {
  const known = newestLevels.get(corpus) ?? newestOfEach(corpus);
  newestLevels.set(corpus, known);
  return known.get(series) ?? series;
}

function newestOfEach({ stableDates, stableReleases }: Levels): Map<string, string> {
  const newest = new Map<string, string>();
  for (const tag of [...stableDates.keys(), ...stableReleases.map(({ version }) => version)]) {
    const before = newest.get(seriesOf(tag));
    if (before === undefined || compareReleases(before, tag) < 0) newest.set(seriesOf(tag), tag);
  }
  return newest;
}
