import type { Entry } from "../index/entry.ts";
import { plainRow } from "./words.ts";

/** Bodies are fetched for that many entries at most: a phrase of common words is found sooner, or not at all. */
const MOST_BODIES = 200;

/**
 * The entries in which each phrase stands word by word. The index knows no order of words, so the texts are
 * looked at: what is at hand first, then the bodies.
 */
export async function withPhrases(
  phrases: readonly string[],
  ids: number[],
  entries: readonly Entry[],
  body: (id: number) => Promise<string>,
): Promise<number[]> {
  if (phrases.length === 0) return ids;
  const rows = phrases.map(plainRow);
  const kept = await Promise.all(
    ids.map(async (id, at) => {
      const entry = entries[id];
      if (!entry) return false;
      const shown = shownTexts(entry).map(plainRow).join("|");
      const missing = rows.filter((row) => !shown.includes(row));
      if (missing.length === 0) return true;
      if (at >= MOST_BODIES) return false;
      const whole = plainRow(await body(id));
      return missing.every((row) => whole.includes(row));
    }),
  );
  return ids.filter((_, at) => kept[at]);
}

function shownTexts({ title, summary, tags, interfaces, people, releases = [] }: Entry): string[] {
  const lists = [tags, interfaces, people, releases.map(([tag]) => tag)];
  return [title, summary ?? "", ...lists.flatMap((list) => list ?? [])];
}
