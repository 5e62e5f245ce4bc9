import { createHash } from "node:crypto";
import type { Entry, Indexed } from "./entry.ts";
import { type PackedIndex, packIndex } from "./packed-index.ts";
import { BODIES_A_FILE } from "./search-files.ts";
import { buildIndex } from "./text-index.ts";

/** What the browser loads first: everything that is shown, and an index of it without the bodies. */
export interface FirstFile {
  /** Both files bear it: entries and an index of two builds would not fit. */
  build: string;
  entries: Entry[];
  index: PackedIndex;
}

export function firstFile(indexed: readonly Indexed[]): FirstFile {
  const withoutBodies = indexed.map((each) => ({ ...each, body: "" }));
  return {
    build: buildOf(indexed),
    entries: indexed.map(({ entry }) => entry),
    index: packIndex(buildIndex(withoutBodies).toJSON()),
  };
}

/** What takes the first index's place as soon as it is there: the index with the bodies. */
export interface FullFile {
  build: string;
  index: PackedIndex;
}

export function fullFile(indexed: readonly Indexed[]): FullFile {
  return { build: buildOf(indexed), index: packIndex(buildIndex(indexed).toJSON()) };
}

/** Bodies in files of a few, fetched only when a phrase has to be found in them. */
export function bodyFiles(indexed: readonly Indexed[]): string[][] {
  const files = Math.ceil(indexed.length / BODIES_A_FILE);
  return Array.from({ length: files }, (_, at) =>
    indexed.slice(at * BODIES_A_FILE, (at + 1) * BODIES_A_FILE).map(({ body }) => body),
  );
}

function buildOf(indexed: readonly Indexed[]): string {
  return createHash("sha256").update(JSON.stringify(indexed)).digest("hex").slice(0, 16);
}
