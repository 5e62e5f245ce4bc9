import type { Knowledge } from "../knowledge/knowledge.ts";
import type { DatedRelease } from "./entry.ts";

/** Releases, none without its day. */
export function dated(tags: readonly string[], known: Knowledge): DatedRelease[] {
  return tags.map((tag) => [tag, known.releaseDate(tag)]);
}
