import { daysBetween } from "../../domain/day.ts";
import { compareReleases, releaseOfCandidate, seriesOf, type TagKind } from "../../domain/release.ts";
import { TOLERANCE } from "../releases/known-dates.ts";
import type { MainlineReleases } from "./history.ts";

/** The shortest time between two releases, that from v3.15 to v3.16. */
const SHORTEST_CYCLE = 56; // days

/** What an import says of itself. */
export interface DatedImport {
  label: string;
  kind: TagKind;
  /** Day of its commit in UTC, YYYY-MM-DD. */
  day: string;
  mayBeCandidate?: true;
}

/**
 * Returns a function that tells why an import cannot be of the release that it says, or null: anybody can write a
 * release into a subject or a file, and one false import changes the release of every name in it. Headers may be
 * imported long after their release, never before: a release not before its day, a candidate not before the release
 * that precedes it. Releases newer than all known ones come one after another.
 * @param releases in order, with their days
 * @param today YYYY-MM-DD
 * @example importCheck(releases, "2026-11-30")({ label: "v9.0", kind: "release", day: "2026-08-20" })
 *   // "its commit is dated 2026-08-20, and v9.0 cannot be out before 2026-12-06"
 */
export function importCheck(
  releases: MainlineReleases,
  today: string,
): (imported: DatedImport) => string | null {
  const dated = releases.filter(({ date }) => date !== null);
  const [oldest, newest, lastDated] = [releases[0], releases.at(-1), dated.at(-1)];

  return ({ label, kind, day, mayBeCandidate }) => {
    if (daysBetween(today, day) > TOLERANCE) return `its commit is dated ${day}, which is still to come`;
    if (!oldest || !newest || !lastDated?.date) return null;
    const release = kind === "candidate" ? releaseOfCandidate(label) : seriesOf(label);
    const isEarly = kind === "candidate" || mayBeCandidate === true;
    const place = releases.findIndex(({ version }) => version === release);
    if (place < 0 && compareReleases(release, newest.version) > 0) {
      const cycles = releasesBetween(lastDated.version, release) - (isEarly ? 1 : 0);
      const earliest = dayAfter(lastDated.date, cycles * SHORTEST_CYCLE);
      if (earliest !== null && daysBetween(earliest, day) >= -TOLERANCE) return null;
      const when = earliest === null ? "in this millennium" : `before ${earliest}`;
      return `its commit is dated ${day}, and ${release} cannot be out ${when}`;
    }
    if (place < 0) return compareReleases(release, oldest.version) > 0 ? "no such release is known" : null;
    const isAt = isEarly ? place - 1 : place;
    const first = releases.findLast(({ date }, at) => at <= isAt && date !== null);
    if (!first?.date || daysBetween(first.date, day) >= -TOLERANCE) return null;
    return `its commit is dated ${day}, before ${first.version} (${first.date})`;
  };
}

/** How many releases lead at least from one to a later one: 2 from v7.2 to v7.4, 1 to v8.0. */
function releasesBetween(from: string, to: string): number {
  const [left, right] = [from, to].map((release) => (release.match(/\d+/g) ?? []).map(Number));
  const place = right?.findIndex((number, at) => number !== left?.[at]) ?? 0;
  return (right ?? [])
    .slice(place)
    .reduce((sum, number, at) => sum + number - (at === 0 ? (left?.[place] ?? 0) : 0), 0);
}

/** Null where no day can be written. */
function dayAfter(day: string, days: number): string | null {
  const year3000 = Date.UTC(3000, 0);
  const time = Date.parse(day) + days * 86_400_000;
  return time < year3000 ? new Date(time).toISOString().slice(0, "YYYY-MM-DD".length) : null;
}
