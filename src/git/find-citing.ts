import type { History } from "./history.ts";
import { ENTRY } from "./mention-list.ts";

const KEY_BITS = 20; // five digits: shorter than any prefix that is taken for a hash

/**
 * The commits whose messages may speak of the given ones, going by the list of mentions alone.
 * One pass over the list, however many commits are asked for.
 * @returns positions, each once, in no order
 */
export function findCiting(history: History, targets: readonly number[], mentions: Uint8Array): number[] {
  const byKey = Map.groupBy(targets, (target) => keyAt(history.oids, 20 * target));
  const isWanted = new Uint8Array(2 ** KEY_BITS);
  for (const key of byKey.keys()) isWanted[key] = 1;
  const citing = new Set<number>();
  for (let entry = 0; entry < mentions.length; entry += ENTRY.width) {
    const key = keyAt(mentions, entry + ENTRY.cited);
    if (isWanted[key] === 1) look(entry, byKey.get(key) ?? []);
  }
  return [...citing];

  function look(entry: number, candidates: readonly number[]): void {
    if (!candidates.some((target) => cites(mentions, entry, history.oids, 20 * target))) return;
    const commit = history.index.findBytes(mentions, entry);
    if (commit >= 0) citing.add(commit);
  }
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
