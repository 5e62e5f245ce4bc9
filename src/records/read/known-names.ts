import type { TopicRecord } from "../corpus.ts";
import type { Slug } from "../schema/primitives.ts";
import type { ReadRecord } from "./read-record.ts";

/**
 * The names that records may refer to. Invalid records count too, so that one mistake is not reported again by every
 * reference.
 */
export interface KnownNames {
  changes: Set<Slug>;
  /** Earlier slugs of changes, each with the current slug. */
  changeAliases: Map<Slug, Slug>;
  topics: Set<string>;
  /** Other spellings of tags, each with the id of its topic. */
  topicAliases: Map<string, string>;
  documents: Set<Slug>;
  repositories: Set<string>;
  /** Ids of lines of kernels. */
  kernelLines: Set<string>;
}

interface Named {
  name: string;
  record: ReadRecord<unknown>;
}

export function namesOf(records: Named[]): Set<string> {
  return new Set(records.map(({ name }) => name));
}

/** The aliases of records; of two equal ones, the first counts. */
export function aliasesOf(records: Named[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, record } of records) {
    for (const alias of aliasesIn(record.raw)) if (!names.has(alias)) names.set(alias, name);
  }
  return names;
}

function aliasesIn(raw: unknown): string[] {
  const aliases = typeof raw === "object" && raw !== null && "aliases" in raw ? raw.aliases : [];
  return Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === "string") : [];
}

/** The tag for all topics of kind namespace. */
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
