import type { TopicRecord } from "../corpus.ts";
import type { KnownNames } from "./known-names.ts";

/** The tag that stands for every real namespace. */
export const ALL = "all";

/** Ids of the topics that tags name, each once, in the order of the tags; unknown tags name none. */
export function topicsOfTags(
  tags: readonly string[],
  topics: readonly TopicRecord[],
  known: Pick<KnownNames, "topics" | "topicAliases">,
): string[] {
  const namespaces = topics.filter(({ kind }) => kind === "namespace").map(({ id }) => id);
  const ids = tags.flatMap((tag) =>
    tag === ALL ? namespaces : known.topics.has(tag) ? tag : (known.topicAliases.get(tag) ?? []),
  );
  return [...new Set(ids)];
}
