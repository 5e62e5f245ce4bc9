import type { DatedRelease, Entry } from "../index/entry.ts";
import { dayInWords } from "./in-words.ts";

/** A small thing said beside a title. */
export interface Detail {
  as: "release" | "day" | "hash" | "state" | "tag" | "word";
  text: string;
  /** A release's day: none stands without it. */
  day?: string;
}

/** What stands beside an entry's title: its releases with their days, where it stands, its tags. */
export function detailsOf({ kind, path, releases = [], date, posted, tags = [], status }: Entry): Detail[] {
  const details: Detail[] = [];
  if (kind === "release")
    details.push(...releases.map(([, day]): Detail => ({ as: "day", text: dayOf(day) })));
  else details.push(...releaseDetails(releases));
  if (date !== undefined) details.push({ as: "day", text: dayInWords(date) });
  if (posted !== undefined && releases.length === 0) {
    details.push({ as: "day", text: `posted ${dayInWords(posted)}` });
  }
  if (kind === "commit") details.push({ as: "hash", text: hashIn(path) });
  if (status !== undefined && status !== "merged")
    details.push({ as: "state", text: status.replace("-", " ") });
  return [...details, ...tags.map((tag): Detail => ({ as: "tag", text: tag }))];
}

/** More than one release is no list but a question: the sources disagree. */
export function releaseDetails(releases: readonly DatedRelease[]): Detail[] {
  return releases.flatMap(([tag, day], at): Detail[] => {
    const release: Detail = { as: "release", text: tag, day: dayOf(day) };
    return at === 0 ? [release] : [{ as: "word", text: "or" }, release];
  });
}

function dayOf(day: string | null): string {
  return day === null ? "day unknown" : dayInWords(day);
}

function hashIn(path: string): string {
  return path.slice("/commits/".length).slice(0, 12);
}
