import { compareReleases, seriesOf } from "../../domain/release.ts";
import type { FlawRange } from "../../records/schema/claim.ts";
import type { KnownFlaw } from "../flaws.ts";

/** A published flaw that a kernel has. */
export interface OpenFlaw {
  cve: string;
  title: string | undefined;
  /** The first release of the kernel's own series without it; null: no such release is known. */
  fixedIn: string | null;
  /** The first mainline release without it; null: none is known. */
  fixedOnMainline: string | null;
}

/**
 * The flaws that a mainline or stable release has. A series has what the mainline had when it began; a flaw whose
 * beginning no record names is in every release before its fix.
 * @param base the mainline release: "v5.15"
 * @param patch the level of the stable series; null: none is known, so that every flaw of the series is listed
 * @example openFlaws(flaws, "v5.15", 61)[0]?.fixedIn // "v5.15.181"
 */
export function openFlaws(flaws: readonly KnownFlaw[], base: string, patch: number | null): OpenFlaw[] {
  return flaws.flatMap(({ cve, title, ranges }) => {
    const isOwn = (release: string) => isStable(release) && seriesOf(release) === base;
    const isInBase = (release: string) => !isStable(release) && compareReleases(release, base) <= 0;
    const isReached = (release: string) =>
      patch !== null && compareReleases(release, patch === 0 ? base : `${base}.${patch}`) <= 0;
    const here = ranges.filter(({ introduced }) => {
      if (introduced === null) return true;
      return (
        isInBase(introduced.release) ||
        (isOwn(introduced.release) && (patch === null || isReached(introduced.release)))
      );
    });
    const commits = [...new Set(here.map(({ introduced }) => introduced?.sha))];
    const fixes = commits.map((sha) =>
      here.filter(({ introduced }) => introduced?.sha === sha).flatMap(releaseOfFix),
    );
    const unfixed = fixes.filter(
      (own) => !own.some((release) => isInBase(release) || (isOwn(release) && isReached(release))),
    );
    if (unfixed.length === 0) return [];
    const later = unfixed.map((own) => own.filter(isOwn).sort(compareReleases).at(0));
    const onMainline = unfixed.map((own) =>
      own
        .filter((each) => !isStable(each))
        .sort(compareReleases)
        .at(0),
    );
    return [{ cve, title, fixedIn: latest(later), fixedOnMainline: latest(onMainline) }];
  });
}

function releaseOfFix({ fixed }: FlawRange): string[] {
  return fixed === null ? [] : [fixed.release];
}

/** The last of them; null where one is not known. */
function latest(releases: (string | undefined)[]): string | null {
  const known = releases.filter((each) => each !== undefined);
  return known.length < releases.length ? null : (known.sort(compareReleases).at(-1) ?? null);
}

function isStable(release: string): boolean {
  return seriesOf(release) !== release;
}
