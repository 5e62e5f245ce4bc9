import { compareReleases, seriesOf } from "../domain/release.ts";
import type { FlawRange } from "../records/schema/flaw.ts";

/** One flaw of a change, by a name to call it by. */
export interface NamedFlaw {
  name: string;
  ranges: FlawRange[];
}

/** A fix of a change that no record of a flaw names, with the mainline release that has it; undefined: not known. */
export interface FurtherFix {
  name: string;
  release: string | undefined;
}

/** One line of releases that has the change. */
export interface Branch {
  /** "mainline", or a stable series by its first release: "v5.15". */
  name: string;
  /** The earliest release with the change and every fix that is known; undefined while some are not known to be there. */
  safeSince: string | undefined;
  /** Names of the flaws and fixes that no release of this line is known to have the remedy of. */
  open: string[];
}

export const MAINLINE = "mainline";

/**
 * The mainline and each stable series that the flaws speak of, the newest first: where the change is there whole, and
 * since when with all fixes. A series has what the mainline release had that it began with; what came to it later is
 * known only where a flaw says so. Series that began with everything, or without a part of the change, are left out.
 * Nothing follows for a series that no flaw names.
 * @param complete the mainline release with the whole change
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
    const remedied = name === MAINLINE ? onMainline(flaw.ranges) : onSeries(name, flaw.ranges);
    if (remedied === "never") open.push(flaw.name);
    else since.push(...remedied);
  }
  // Of a series with a part of the change only, flaws alone are told.
  const isWhole = compareReleases(complete, start) <= 0;
  for (const fix of isWhole ? further : []) {
    const isThere =
      fix.release !== undefined && (name === MAINLINE || compareReleases(fix.release, name) <= 0);
    if (!isThere) open.push(fix.name);
    else if (name === MAINLINE && fix.release !== undefined) since.push(fix.release);
  }
  return { name, safeSince: open.length > 0 ? undefined : since.sort(compareReleases).at(-1), open };
}

/** The releases of the mainline that a flaw was remedied in, one for each commit that brought it. */
function onMainline(ranges: FlawRange[]): string[] | "never" {
  const here = ranges.filter(({ introduced }) => !isStable(introduced.release));
  return each(here, (commit) =>
    here.flatMap(({ introduced, fixed }) =>
      introduced.sha === commit && fixed && !isStable(fixed.release) ? [fixed.release] : [],
    ),
  );
}

/** The same of a stable series, which has what the mainline had when it began. */
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

/** The latest remedy for each commit that brought a flaw; "never" when one has none. */
function each(here: FlawRange[], remediesOf: (commit: string) => string[]): string[] | "never" {
  const commits = [...new Set(here.map(({ introduced }) => introduced.sha))];
  const latest = commits.map((commit) => remediesOf(commit).sort(compareReleases).at(-1));
  return latest.every((release) => release !== undefined) ? latest : "never";
}

function isStable(release: string): boolean {
  return seriesOf(release) !== release;
}
