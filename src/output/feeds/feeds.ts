import { disputes } from "../../model/disputes.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import { slug } from "../../records/schema/primitives.ts";
import { newestDay } from "../api/generated.ts";
import { type Feed, type FeedEntry, tagUri } from "./feed.ts";
import { changeEntry, correctionEntry } from "./feed-entries.ts";

/**
 * Every feed of the site: of everything, of the corrections, and one a topic.
 * @example feedsOf(known).map(({ path }) => path) // ["/", "/claims/", "/topics/user/", ...]
 */
export function feedsOf(known: Knowledge): Feed[] {
  const corrections = disputes(known.verdicts).map((dispute) => correctionEntry(dispute, known));
  const all = [...known.changes.map((entry) => changeEntry(entry, known)), ...corrections];
  const feed = (about: Pick<Feed, "id" | "title" | "description" | "path">, entries: FeedEntry[]): Feed => {
    const sorted = entries.toSorted(newestFirst);
    return { ...about, earlier: [], day: sorted[0]?.day ?? newestDay(known.corpus), entries: sorted };
  };
  return [
    feed(
      {
        id: tagUri("feed/everything"),
        title: "sincelinux: everything",
        description: "Every change and every correction.",
        path: "/",
      },
      all,
    ),
    feed(
      {
        id: tagUri("feed/corrections"),
        title: "sincelinux: corrections",
        description:
          "Claims that facts or better sources contradict, and equally good sources that contradict each other.",
        path: "/claims/",
      },
      corrections,
    ),
    ...known.corpus.topics.map(({ id, name, aliases }) => ({
      ...feed(
        {
          id: tagUri(`feed/topic/${id}`),
          title: `sincelinux: ${name}`,
          description: `Changes and corrections that concern ${name}.`,
          path: `/topics/${id}/`,
        },
        all.filter(({ topics }) => topics.includes(id)),
      ),
      earlier: aliases.filter((alias) => slug.safeParse(alias).success).map((alias) => `/topics/${alias}/`),
    })),
  ];
}

function newestFirst(a: FeedEntry, b: FeedEntry): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
