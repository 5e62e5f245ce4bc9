import type { Since } from "../../model/first-release.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import type { DatedRelease } from "./entry.ts";

/** Releases, none without its day. */
export function dated(tags: readonly string[], known: Knowledge): DatedRelease[] {
  return tags.map((tag) => [tag, known.releaseDate(tag)]);
}

/** Whether a clone, and no mere claim, tells the release. */
export function isProved({ origin, releases }: Since): boolean {
  return origin === "fact" && releases.length > 0;
}
