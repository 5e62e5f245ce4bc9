import type { DatedRelease } from "../index/entry.ts";

/**
 * Shards answer what names one thing exactly: 256 small files, each by two hex digits. A hash is in the shard of
 * its first two digits, so that any prefix of it is too; an address in that of its checksum.
 */

/** Where a key leads. */
export interface Lead {
  /** What the key is to the page: "commit", "backport to 4.14 of", "posting of". */
  as: string;
  path: string;
  title: string;
  releases?: DatedRelease[];
}

export interface ShardRow {
  key: string;
  /** The thing itself first, where it has a page. */
  leads: Lead[];
}

/** Fetches or computes a shard. */
export type Shards = (digits: string) => Promise<ShardRow[]>;

export const allDigits: string[] = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, "0"));

/** The shard of a whole or partial hash of at least two digits. */
export function shardOfHash(prefix: string): string {
  return prefix.slice(0, 2);
}

/** The shard of an address: 32 bits of FNV-1a, of which the last eight count. */
export function shardOfAddress(key: string): string {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum & 0xff).toString(16).padStart(2, "0");
}
