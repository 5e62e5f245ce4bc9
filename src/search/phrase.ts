import type { SearchResult } from "minisearch";
import type { Library } from "./answer.ts";
import type { Entry } from "./entry.ts";
import { plainRow } from "./words.ts";

/** Bodies are fetched for that many results at most: a phrase of common words is found sooner, or not at all. */
const MOST_BODIES = 200;

/**
 * The results in which each phrase stands word by word. The index knows no order of words, so the texts are
 * looked at: what is at hand first, then the bodies.
 */
export async function phraseFilter(
  phrases: readonly string[],
  results: SearchResult[],
  { entries }: Library,
  body: (id: number) => Promise<string>,
): Promise<SearchResult[]> {
  if (phrases.length === 0) return results;
  const rows = phrases.map(plainRow);
  const kept = await Promise.all(
    results.map(async ({ id }, at) => {
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
  return results.filter((_, at) => kept[at]);
}

function shownTexts({ title, summary, tags, interfaces, people, releases = [] }: Entry): string[] {
  const lists = [tags, interfaces, people, releases.map(([tag]) => tag)];
  return [title, summary ?? "", ...lists.flatMap((list) => list ?? [])];
}
