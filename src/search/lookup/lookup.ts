/**
 * Exact lookup of hashes and addresses. Keys are spread over 256 small files, the shards, named by two hex digits:
 * a hash is in the shard of its first two digits, so any prefix of it can be found too; an address in that of its
 * checksum. The browser reads this file as well.
 */
import { isWholeHash } from "../../domain/hash.ts";
import type { LookupReference } from "../../domain/reference.ts";
import type { ReleaseSummary } from "../index/entry.ts";

/** A page that a key leads to, with its first usable release. */
export interface Lead extends ReleaseSummary {
  /** What the key is to the page: "commit", "backport to 4.14 of", "posting of". */
  as: string;
  path: string;
  title: string;
}

export interface ShardRow {
  key: string;
  /** The page of the key itself first, if it has one. */
  leads: Lead[];
}

/** Certain where it is what `uname -r` prints of a line; `rest` is empty. */
export interface KernelReference {
  type: "kernel";
  certain: boolean;
  rest: string;
}

/** Fetches or computes a shard. */
export type Shards = (digits: string) => Promise<ShardRow[]>;

/** What was found under a hash, an address or the name of a kernel. */
export interface LookupResult {
  reference: LookupReference | KernelReference;
  rows: ShardRow[];
}

export const allDigits: string[] = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, "0"));

/** The shard of a whole or partial hash of at least two digits. */
export function shardOfHash(prefix: string): string {
  return prefix.slice(0, 2);
}

/** The shard of an address: the last eight bits of its 32-bit FNV-1a checksum. */
export function shardOfAddress(key: string): string {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum & 0xff).toString(16).padStart(2, "0");
}

/** Looks up a reference: every hash with its prefix, or the first of its address keys that is known. */
export async function lookUp(reference: LookupReference, shards: Shards): Promise<LookupResult> {
  if (reference.type === "hash") {
    const rows = await shards(shardOfHash(reference.prefix));
    const matching = rows.filter(({ key }) => isWholeHash(key) && key.startsWith(reference.prefix));
    return { reference, rows: matching };
  }
  for (const key of reference.keys) {
    const rows = (await shards(shardOfAddress(key))).filter((row) => row.key === key);
    if (rows.length > 0) return { reference, rows };
  }
  return { reference, rows: [] };
}

/** Whether the result needs no text search beside it. A word that may be a hash, such as "face", needs both. */
export function isConclusive({ reference, rows }: LookupResult): boolean {
  return (
    rows.length > 0 && (reference.certain || (reference.type === "hash" && reference.prefix.length >= 7))
  );
}

/** The path of the one page that a lookup leads to; undefined if there is none or a choice. */
export function onlyLead(look: LookupResult | undefined): string | undefined {
  const [row] = look?.rows ?? [];
  if (look?.rows.length !== 1 || !row) return undefined;
  const [lead] = row.leads;
  return row.leads.length === 1 || lead?.as === "commit" ? lead?.path : undefined;
}
