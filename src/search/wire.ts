import { createHash } from "node:crypto";
import type { Entry, Indexed } from "./entry.ts";
import { type PackedIndex, packIndex } from "./packed-index.ts";
import { BODIES_A_FILE } from "./search-files.ts";
import { buildIndex } from "./text-index.ts";

/** What the browser loads first: everything but commits, which are many, and an index of it without bodies. */
export interface FirstFile {
  /** Both files bear it: two builds would not fit together. */
  build: string;
  entries: Entry[];
  index: PackedIndex;
}

export function firstFile(indexed: readonly Indexed[]): FirstFile {
  const first = indexed.filter(isFirst);
  const withoutBodies = first.map((each) => ({ ...each, body: "" }));
  return {
    build: buildOf(indexed),
    entries: first.map(({ entry }) => entry),
    index: packIndex(buildIndex(withoutBodies).toJSON()),
  };
}

/** What makes it whole as soon as it is there: the entries that were left out, and an index of all with bodies. */
export interface FullFile {
  build: string;
  entries: Entry[];
  index: PackedIndex;
}

export function fullFile(indexed: readonly Indexed[]): FullFile {
  const rest = indexed.slice(indexed.filter(isFirst).length);
  if (rest.some(isFirst)) throw new Error("expected what is loaded first to stand first");
  return {
    build: buildOf(indexed),
    entries: rest.map(({ entry }) => entry),
    index: packIndex(buildIndex(indexed).toJSON()),
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

function buildOf(indexed: readonly Indexed[]): string {
  return createHash("sha256").update(JSON.stringify(indexed)).digest("hex").slice(0, 16);
}
