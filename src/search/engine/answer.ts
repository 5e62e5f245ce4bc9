import { type Reference, referenceIn } from "../../domain/reference.ts";
import { type Entry, type Kind, kinds } from "../index/entry.ts";
import type { Library } from "../index/library.ts";
import { type ShardRow, type Shards, shardOfAddress, shardOfHash } from "../lookup/shard.ts";
import { isBlank, parseQuery } from "../query/parse-query.ts";
import { searchText } from "./search-text.ts";

export interface Sources {
  library(): Promise<Library>;
  shards: Shards;
  /** The body of an entry, for phrases; "" for one that has none. */
  body(id: number): Promise<string>;
}

export interface Hit {
  entry: Entry;
  /** Names of the page that match, besides what is shown anyway. */
  also: string[];
}

export interface Group {
  kind: Kind;
  /** All that were found; `hits` holds the best of them. */
  found: number;
  hits: Hit[];
  /** Asking for this kind unfolded gives more. */
  isFolded: boolean;
}

/** What was found under a hash or an address. */
export interface Look {
  reference: Reference;
  rows: ShardRow[];
}

export interface Answer {
  /** The query as it was written. */
  text: string;
  /** What could not be taken as it was written. */
  notes: string[];
  look?: Look;
  /** Whether all words were found, only words like them, or only some of them. */
  match: "all" | "similar" | "some";
  /** The group with the best hit first. */
  groups: Group[];
  /** Terms of the index that matched, for highlighting. */
  terms: string[];
}

/**
 * Answers whatever a reader has in hand. No text makes it throw; a source that fails does.
 * @param unfolded the kinds of which more than the very best are handed out
 */
export async function answer(
  text: string,
  sources: Sources,
  unfolded: readonly Kind[] = kinds,
): Promise<Answer> {
  const blank: Answer = { text, notes: [], match: "all", groups: [], terms: [] };
  const reference = referenceIn(text);
  const look = reference ? { reference, rows: await rowsFor(reference, sources.shards) } : undefined;
  if (look && isSettled(look)) return { ...blank, look };
  // What a reference says besides its hash or address is all that is worth searching for.
  const words = look?.reference.certain ? look.reference.rest : text;
  const query = parseQuery(words);
  if (isBlank(query)) return { ...blank, notes: query.notes, ...(look ? { look } : {}) };
  const found = await searchText(query, await sources.library(), sources.body, unfolded);
  return { ...blank, ...found, ...(look ? { look } : {}) };
}

/** The one page to open at once; undefined where there is a choice. */
export function onlyLead({ look }: Answer): string | undefined {
  const [row] = look?.rows ?? [];
  if (look?.rows.length !== 1 || !row) return undefined;
  const [lead] = row.leads;
  return row.leads.length === 1 || lead?.as === "commit" ? lead?.path : undefined;
}

async function rowsFor(reference: Reference, shards: Shards): Promise<ShardRow[]> {
  if (reference.type === "hash") {
    const rows = await shards(shardOfHash(reference.prefix));
    return rows.filter(({ key }) => /^[0-9a-f]{40}$/.test(key) && key.startsWith(reference.prefix));
  }
  for (const key of reference.keys) {
    const rows = (await shards(shardOfAddress(key))).filter((row) => row.key === key);
    if (rows.length > 0) return rows;
  }
  return [];
}

/** A hash that is found needs no search for words; a word that may be a hash gets both. */
function isSettled({ reference, rows }: Look): boolean {
  return (
    rows.length > 0 && (reference.certain || (reference.type === "hash" && reference.prefix.length >= 7))
  );
}
