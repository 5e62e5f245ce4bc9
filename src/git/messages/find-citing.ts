import type { History } from "../history/history.ts";
import { ENTRY, type Matches } from "./mention-list.ts";

const KEY_BITS = 20; // five digits: shorter than any prefix that is taken for a hash

/** Tells whether a mention may be of one of the targets: a look-up, however many they are. */
export function speaksOf({ oids }: Pick<History, "oids">, targets: readonly number[]): Matches {
  const byKey = Map.groupBy(targets, (target) => keyAt(oids, 20 * target));
  const isWanted = new Uint8Array(2 ** KEY_BITS);
  for (const key of byKey.keys()) isWanted[key] = 1;
  return (mentions, entry) => {
    const key = keyAt(mentions, entry + ENTRY.cited);
    if (isWanted[key] === 0) return false;
    return byKey.get(key)?.some((target) => cites(mentions, entry, oids, 20 * target)) === true;
  };
}

/**
 * The commits whose messages may speak of the wanted ones, going by the list of mentions alone.
 * @returns positions; a commit that is gone from the clone is left out
 */
export function findCiting({ index }: History, mentions: Uint8Array, speaks: Matches): Set<number> {
  const citing = new Set<number>();
  for (let entry = 0; entry < mentions.length; entry += ENTRY.width) {
    if (speaks(mentions, entry)) citing.add(index.findBytes(mentions, entry));
  }
  citing.delete(-1);
  return citing;
}

function keyAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 12) | ((bytes[at + 1] as number) << 4) | ((bytes[at + 2] as number) >> 4);
}

function cites(mentions: Uint8Array, entry: number, oids: Uint8Array, oid: number): boolean {
  const digits = mentions[entry + ENTRY.digits] as number;
  const cited = entry + ENTRY.cited;
  for (let byte = 0; byte < digits >> 1; byte += 1) {
    if (mentions[cited + byte] !== oids[oid + byte]) return false;
  }
  const half = digits >> 1;
  return digits % 2 === 0 || (mentions[cited + half] as number) >> 4 === (oids[oid + half] as number) >> 4;
}
