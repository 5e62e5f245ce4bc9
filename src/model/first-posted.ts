import { safeRelease } from "./first-release.ts";
import type { ChangeEntry, Knowledge } from "./knowledge.ts";

/**
 * The day of the earliest posting that a record knows, YYYY-MM-DD. A posting after the release, such as one of
 * manual pages, is not what proposed the change.
 */
export function firstPosted(entry: ChangeEntry, known: Knowledge): string | undefined {
  const release = safeRelease(entry.since.first);
  const released = release && known.releaseDate(release);
  const days = entry.record.patchsets.flatMap(({ date }) => date ?? []).sort();
  return days.find((date) => !released || date <= released);
}
