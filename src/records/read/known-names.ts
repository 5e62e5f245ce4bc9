import type { Slug } from "../schema/slug.ts";
import type { ReadRecord } from "./read-record.ts";

/**
 * What records may name. A record with problems of its own still counts here, so that one mistake is not
 * reported again by every record that names it.
 */
export interface KnownNames {
  changes: Set<Slug>;
  /** Earlier slugs of changes, each with the slug of today. */
  changeAliases: Map<Slug, Slug>;
  topics: Set<string>;
  /** Other spellings of tags, each with the id of its topic. */
  topicAliases: Map<string, string>;
  documents: Set<Slug>;
  repositories: Set<string>;
}

interface Named {
  name: string;
  record: ReadRecord<unknown>;
}

export function namesOf(records: Named[]): Set<string> {
  return new Set(records.map(({ name }) => name));
}

/** The aliases that records give themselves; where two give the same, the first has it. */
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
