import { compareReleases, seriesOf } from "../domain/release.ts";
import type { FlawRange } from "../records/schema/claim.ts";

/** One flaw of a change, by name: its CVE id. */
export interface NamedFlaw {
  name: string;
  ranges: FlawRange[];
}

/** A fix that no record of a flaw names, with the mainline release that has it; undefined where that is not known. */
export interface FurtherFix {
  name: string;
  release: string | undefined;
}

/** One line of releases that has the change. */
export interface Branch {
  /** "mainline", or a stable series by its first release: "v5.15". */
  name: string;
  /** The earliest release with the change and every known fix; undefined where a fix is not known to be in any. */
  safeSince: string | undefined;
  /** Names of the flaws and fixes of which no release of this line is known to have the fix. */
  open: string[];
}

export const MAINLINE = "mainline";

/**
 * The mainline and each stable series that the flaws name, newest first, with the earliest release that has the whole
 * change and all fixes. A series has what its first mainline release had; later backports are known only where a flaw
 * names them. Series that began with every fix, or without a part of the change, are left out. Nothing is said about a
 * series that no flaw names.
 * @param complete the mainline release with the whole change: "v5.8"
 * @returns the mainline first
 * @example safeSince("v5.8", [flaw], []) // [{ name: "mainline", safeSince: "v5.10", open: [] }, ...]
 */
export function safeSince(complete: string, flaws: NamedFlaw[], further: FurtherFix[]): Branch[] {
  const mainline = branch(MAINLINE, complete, flaws, further);
  const since = mainline.safeSince;
  const series = new Set(
    flaws
      .flatMap(({ ranges }) => ranges.flatMap(({ introduced, fixed }) => [introduced, fixed]))
      .flatMap((landing) => (landing && isStable(landing.release) ? [seriesOf(landing.release)] : [])),
  );
  const older = [...series]
    .filter((name) => since === undefined || compareReleases(name, since) < 0)
    .sort((a, b) => compareReleases(b, a))
    .map((name) => branch(name, complete, flaws, further))
    .filter(({ name, open }) => compareReleases(complete, name) <= 0 || open.length > 0);
  return [mainline, ...older];
}

function branch(name: string, complete: string, flaws: NamedFlaw[], further: FurtherFix[]): Branch {
  const start = name === MAINLINE ? complete : name;
  const since = [start];
  const open: string[] = [];
  for (const flaw of flaws) {
    const fixedIn = name === MAINLINE ? onMainline(flaw.ranges) : onSeries(name, flaw.ranges);
    if (fixedIn === "never") open.push(flaw.name);
    else since.push(...fixedIn);
  }
  // For a series with only a part of the change, only flaws are reported.
  const isWhole = compareReleases(complete, start) <= 0;
  for (const fix of isWhole ? further : []) {
    const isThere =
      fix.release !== undefined && (name === MAINLINE || compareReleases(fix.release, name) <= 0);
    if (!isThere) open.push(fix.name);
    else if (name === MAINLINE && fix.release !== undefined) since.push(fix.release);
  }
  return { name, safeSince: open.length > 0 ? undefined : since.sort(compareReleases).at(-1), open };
}

/** The mainline releases that fixed a flaw, one for each commit that introduced it. */
function onMainline(ranges: FlawRange[]): string[] | "never" {
  const here = ranges.filter(({ introduced }) => !isStable(introduced.release));
  return each(here, (commit) =>
    here.flatMap(({ introduced, fixed }) =>
      introduced.sha === commit && fixed && !isStable(fixed.release) ? [fixed.release] : [],
    ),
  );
}

/** The same for a stable series, which has what the mainline had when it began. */
function onSeries(name: string, ranges: FlawRange[]): string[] | "never" {
  const isOwn = (release: string) => isStable(release) && seriesOf(release) === name;
  const isEarlier = (release: string) => !isStable(release) && compareReleases(release, name) <= 0;
  const here = ranges.filter(({ introduced }) => isOwn(introduced.release) || isEarlier(introduced.release));
  return each(here, (commit) =>
    here.flatMap(({ introduced, fixed }) => {
      if (introduced.sha !== commit || fixed === null) return [];
      // The first release of the series has what was fixed before.
      return isOwn(fixed.release) ? [fixed.release] : isEarlier(fixed.release) ? [name] : [];
    }),
  );
}

/** The latest fix for each commit that introduced a flaw; "never" when one has none. */
function each(here: FlawRange[], fixesOf: (commit: string) => string[]): string[] | "never" {
  const commits = [...new Set(here.map(({ introduced }) => introduced.sha))];
  const latest = commits.map((commit) => fixesOf(commit).sort(compareReleases).at(-1));
  return latest.every((release) => release !== undefined) ? latest : "never";
}

function isStable(release: string): boolean {
  return seriesOf(release) !== release;
}
