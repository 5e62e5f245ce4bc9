import type { Entry, Indexed } from "./entry.ts";
import { type PackedIndex, packIndex } from "./packed-index.ts";
import { BODIES_A_FILE } from "./search-files.ts";
import { buildIndex } from "./text-index.ts";

/**
 * What the browser loads first: everything but commits, which are many, by its names alone. It comes without an
 * index, because to make one of so few words takes less time than to fetch it.
 */
export type FirstFile = Omit<Indexed, "body">[];

export function firstFile(indexed: readonly Indexed[]): FirstFile {
  const first = indexed.filter(isFirst);
  if (first.some((each, id) => each !== indexed[id])) {
    throw new Error("expected what is loaded first to stand first: its places are the ids");
  }
  return first.map(({ entry, names, manPages, synonyms }) => {
    const { summary: _, ...brief } = entry;
    return { entry: brief, names, manPages, synonyms };
  });
}

/** What takes its place as soon as it is there: all entries, and an index of all they say. */
export interface FullFile {
  entries: Entry[];
  index: PackedIndex;
}

export function fullFile(indexed: readonly Indexed[]): FullFile {
  return {
    entries: indexed.map(({ entry }) => entry),
    index: packIndex(buildIndex(indexed).index.toJSON()),
  };
}

function isFirst({ entry }: Indexed): boolean {
  return entry.kind !== "commit";
}

/** Bodies in files of a few, fetched only when a phrase has to be found in them. */
export function bodyFiles(indexed: readonly Indexed[]): string[][] {
  const files = Math.ceil(indexed.length / BODIES_A_FILE);
  return Array.from({ length: files }, (_, at) =>
    indexed.slice(at * BODIES_A_FILE, (at + 1) * BODIES_A_FILE).map(({ body }) => body),
  );
}
