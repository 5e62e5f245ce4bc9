import { shortHash } from "../domain/hash.ts";
import { counted } from "../domain/text.ts";
import type { Problem } from "../records/problem.ts";
import type { Deck, DeckHash } from "./deck.ts";

/** Finds the commits whose hash begins with these 7 to 39 digits; whole hashes. */
export type FindCommits = (prefix: string) => readonly string[];

/**
 * Makes the hashes of a deck whole, from the sources in their order: each hash is looked for in the text itself, then
 * in each source. What is found in none stays short.
 * @returns one problem for all that stay short
 */
export function resolveHashes(deck: Deck, sources: readonly FindCommits[], file: string): Problem[] {
  const hashes = deck.sections.flatMap(({ items }) => items.flatMap((item) => item.hashes));
  const whole = [...new Set(hashes.map(({ sha }) => sha).filter((sha) => sha.length === 40))];
  const inText: FindCommits = (prefix) => whole.filter((sha) => sha.startsWith(prefix));
  const found = new Map<string, string | null>();
  for (const { sha } of hashes) {
    if (sha.length < 40 && !found.has(sha)) found.set(sha, find(sha, [inText, ...sources]));
  }
  for (const hash of hashes) hash.sha = found.get(hash.sha) ?? hash.sha;
  for (const { items } of deck.sections) for (const item of items) item.hashes = once(item.hashes);
  const missing = [...found].flatMap(([sha, to]) => (to === null ? [sha] : []));
  const first = hashes.find(({ sha }) => sha === missing[0]);
  if (!first) return [];
  const shown = missing.slice(0, 5).map(shortHash).join(", ");
  return [
    {
      file,
      line: first.line,
      column: 1,
      field: "hashes",
      expected: "whole hashes",
      found: `${counted(missing.length, "short one")} that neither the content nor a clone has: ${shown}${missing.length > 5 ? ", …" : ""}`,
      remedy: "Name a clone with --clone DIR, or write all 40 digits; the drafts name them in comments.",
    },
  ];
}

function find(prefix: string, sources: readonly FindCommits[]): string | null {
  for (const source of sources) {
    const [only, other] = source(prefix);
    if (only !== undefined) return other === undefined ? only : null;
  }
  return null;
}

function once(hashes: readonly DeckHash[]): DeckHash[] {
  const bySha = new Map<string, DeckHash>();
  for (const hash of hashes) {
    const seen = bySha.get(hash.sha);
    if (!seen) bySha.set(hash.sha, hash);
    else if (seen.note === undefined) seen.note = hash.note;
  }
  return [...bySha.values()];
}
