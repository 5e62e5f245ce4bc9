import type { Knowledge } from "../../model/knowledge.ts";
import type { TopicRecord } from "../../records/corpus.ts";
import type { Entry, Indexed } from "./entry.ts";
import { distinct, filled } from "./filled.ts";
import { plainBody } from "./plain-body.ts";
import { synonymsIn } from "./synonyms-in.ts";

export function indexedTopic(topic: TopicRecord, known: Knowledge): Indexed {
  const { id, name, aliases, flag, procFile } = topic;
  // The first manual page is the one about it; the others mention it.
  const names = distinct([id, name, ...aliases, flag, procFile, topic.manPages[0]]);
  return {
    entry: filled<Entry>({
      kind: "topic",
      path: `/topics/${id}/`,
      title: name,
      summary: topic.summary,
      tags: [id],
      topics: [id],
      aliases,
      interfaces: distinct([flag, procFile]),
      documents: distinct(topic.sources.map(({ document }) => document)),
    }),
    names,
    manPages: topic.manPages,
    synonyms: [...aliases, ...synonymsIn(names.join(" | "), known.corpus.synonyms)],
    body: plainBody(topic.body),
  };
}
