import type { Slug } from "../schema/slug.ts";
import type { ReadRecord } from "./read-record.ts";

/**
 * What records may name. A record with problems of its own still counts here, so that one mistake is not
 * reported again by every record that names it.
 */
export interface KnownNames {
  /** Every slug and every alias of a change, each with the slug it stands for. */
  changes: Map<string, Slug>;
  /** Every id and every alias of a topic, each with the id it stands for. */
  topics: Map<string, string>;
  documents: Set<Slug>;
  repositories: Set<string>;
}

/** Names and their aliases; a name that is also somebody's alias stands for itself. */
export function withAliases(records: { name: string; record: ReadRecord<unknown> }[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { name, record } of records) for (const alias of aliasesOf(record.raw)) known.set(alias, name);
  for (const { name } of records) known.set(name, name);
  return known;
}

function aliasesOf(raw: unknown): string[] {
  const aliases = typeof raw === "object" && raw !== null && "aliases" in raw ? raw.aliases : [];
  return Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === "string") : [];
}
