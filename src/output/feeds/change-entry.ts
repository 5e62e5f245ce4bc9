import { oneLine } from "../../domain/text.ts";
import { headline, statusInWords } from "../../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import { citeChange } from "../cite/cited.ts";
import { kernelPhrase } from "../cite/kernel.ts";
import { type FeedEntry, tagUri } from "./feed.ts";

/** A change. Its day is the one on which its status was last checked; the day of its release is in the text. */
export function changeEntry(entry: ChangeEntry, known: Knowledge): FeedEntry {
  const { slug, aliases, title, summary, status, topics } = entry.record;
  const { standing, commits } = citeChange(entry, known, undefined);
  const state = statusInWords(headline(entry, known).status);
  return {
    // By its first slug: a renamed change is no new one.
    id: tagUri(`change/${aliases[0] ?? slug}`),
    title: oneLine(title),
    path: `/changes/${slug}/`,
    day: status.asOf,
    topics,
    text: [
      oneLine(summary),
      oneLine(`Status: ${standing.startsWith(state) ? "" : `${state}; `}${standing}.`),
      ...commits.map(kernelPhrase),
    ],
  };
}
