import { daysBetween } from "../../domain/day.ts";
import { compareReleases, releaseOfCandidate } from "../../domain/release.ts";
import { type ReleaseTag, stableBase } from "./refs.ts";

/** The releases that content/releases.yaml lists, in version order, with their days. */
export interface KnownReleases {
  releases: readonly { version: string; date: string | null }[];
  /** The day of a stable release, where it is known. Called only for clones with stable tags. */
  stableDate: (tag: string) => string | undefined;
}

/** Either the reason why a tag is false, or whether the date of its own release confirms it. */
export type Dated = { reason: string } | { isConfirmed: boolean };

/** A release is tagged on the day of its last commit; time zones and late tags make some days of difference. */
export const TOLERANCE = 7; // days

/**
 * Returns a function that compares a tag with the list of releases: its release has to be known, or newer than all
 * known ones, and its commit dated accordingly.
 * @param known with at least one release
 * @returns takes a tag and the day of its commit, YYYY-MM-DD or undefined when that cannot be read
 */
export function dateCheck({ releases, stableDate }: KnownReleases): (tag: ReleaseTag, day?: string) => Dated {
  const places = new Map(releases.map(({ version }, place) => [version, place]));
  const newest = releases.at(-1)?.version ?? "";
  const dateAt = (place: number | undefined) =>
    place === undefined ? null : (releases[place]?.date ?? null);
  const lastDated = releases.findLast(({ date }) => date !== null);

  return ({ name, kind }, day) => {
    if (kind === "stable") return checkStable(name, day);
    const release = releaseOfCandidate(name);
    const place = places.get(release);
    if (place === undefined && compareReleases(release, newest) < 0)
      return { reason: "no such release is known" };
    if (kind === "candidate" && name.endsWith("-rc0")) return { reason: "candidates are numbered from 1" };
    if (day === undefined) return { reason: "the date of its commit cannot be read" };
    const own = dateAt(place);
    if (place === undefined) {
      if (!lastDated?.date || day >= lastDated.date) return { isConfirmed: false };
      return { reason: `its commit is dated ${day}, before ${lastDated.version} (${lastDated.date})` };
    }
    if (kind === "release" && own !== null) {
      if (Math.abs(daysBetween(day, own)) <= TOLERANCE) return { isConfirmed: true };
      return { reason: `its commit is dated ${day}, the release ${own}` };
    }
    const before = releases.findLast(({ date }, at) => at < place && date !== null);
    const after = releases.find(({ date }, at) => at >= place && date !== null);
    const isTooEarly = before?.date && daysBetween(before.date, day) < -TOLERANCE;
    const isTooLate = after?.date && daysBetween(day, after.date) < -TOLERANCE;
    if (isTooEarly)
      return { reason: `its commit is dated ${day}, before ${before.version} (${before.date})` };
    if (isTooLate) return { reason: `its commit is dated ${day}, after ${after.version} (${after.date})` };
    return { isConfirmed: false };
  };

  function checkStable(name: string, day?: string): Dated {
    if (day === undefined) return { reason: "the date of its commit cannot be read" };
    const own = stableDate(name);
    if (own !== undefined && Math.abs(daysBetween(day, own)) > TOLERANCE)
      return { reason: `its commit is dated ${day}, the release ${own}` };
    const base = stableBase(name);
    const based = dateAt(places.get(base));
    if (based !== null && daysBetween(based, day) < -TOLERANCE)
      return { reason: `its commit is dated ${day}, before ${base} (${based})` };
    return { isConfirmed: own !== undefined };
  }
}
