import { distance } from "fastest-levenshtein";

/** The known word most similar to a mistyped one; null if none is similar. */
export function nearest(word: string, known: Iterable<string>): string | null {
  return nearestWords(word, known, 1)[0] ?? null;
}

/**
 * The known words most similar to a mistyped one: those with the fewest typing errors in it, each once.
 * @example nearestWords("opnat2", ["openat", "openat2", "mount"], 3) // ["openat2"]
 */
export function nearestWords(word: string, known: Iterable<string>, count: number): string[] {
  // Limits hostile input: the time of the distance grows with the product of the lengths.
  if (word.length > 100) return [];
  const typed = word.toLowerCase();
  const best = new Set<string>();
  let fewest = typed.length - 1;
  for (const candidate of known) {
    const longer = Math.max(word.length, candidate.length);
    const tolerated = Math.min(3, Math.max(1, Math.floor(longer * 0.4)), fewest);
    // The difference of the lengths alone is a distance.
    if (Math.abs(word.length - candidate.length) > tolerated) continue;
    const apart = typosBetween(typed, candidate.toLowerCase());
    if (apart > tolerated) continue;
    if (apart < fewest) best.clear();
    fewest = apart;
    if (best.size < count) best.add(candidate);
  }
  return [...best];
}

/** Letters to insert, delete or replace; swapped letters count as one. */
function typosBetween(a: string, b: string): number {
  const apart = distance(a, b);
  const isSwap = apart === 2 && a.length === b.length && [...a].sort().join() === [...b].sort().join();
  return isSwap ? 1 : apart;
}

/** `Did you mean "pid"?`, or the given remedy if nothing is similar. */
export function didYouMean(word: string, known: Iterable<string>, otherwise: string): string {
  const near = nearest(word, known);
  return near === null ? otherwise : `Did you mean "${near}"?`;
}

const LONGEST = 40;

/**
 * The most similar known words, the nearest first: those that have at least half of their letters in common.
 * @example mostSimilar("opnat", ["openat2", "mount"], 3) // ["openat2"]
 */
export function mostSimilar(word: string, known: Iterable<string>, count: number): string[] {
  const typed = word.trim().toLowerCase();
  if (typed.length < 3 || typed.length > LONGEST) return [];
  const near: { word: string; share: number }[] = [];
  for (const candidate of new Set(known)) {
    const longer = Math.max(typed.length, candidate.length);
    // The difference of the lengths alone is a distance.
    if (candidate.length > 2 * typed.length || typed.length > 2 * candidate.length) continue;
    const share = typosBetween(typed, candidate.toLowerCase()) / longer;
    if (share <= 0.5) near.push({ word: candidate, share });
  }
  return near
    .sort((a, b) => a.share - b.share || (a.word < b.word ? -1 : 1))
    .slice(0, count)
    .map(({ word: each }) => each);
}
