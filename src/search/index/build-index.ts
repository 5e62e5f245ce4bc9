import type { Knowledge } from "../../model/knowledge.ts";
import type { Sources } from "../engine/answer.ts";
import { libraryOf } from "../engine/search-text.ts";
import { shardsOf } from "../lookup/build-shards.ts";
import { entriesOf } from "./entries.ts";
import type { Indexed } from "./entry.ts";
import { buildIndex } from "./text-index.ts";
import { BODIES_PER_FILE, type FirstFile, type FullFile, packIndex } from "./wire.ts";

/** Makes the files of wire.ts. */

/**
 * The file that is loaded first.
 * @param indexed what `entriesOf` returns
 * @throws Error if a commit comes before another kind of entry: the ids of both files must agree
 */
export function firstFile(indexed: readonly Indexed[]): FirstFile {
  const first = indexed.filter(({ entry }) => entry.kind !== "commit");
  if (first.some((each, id) => each !== indexed[id])) {
    throw new Error("expected commits after all other entries: positions are ids");
  }
  return first.map(({ entry, names, manPages, synonyms }) => {
    const { summary: _, ...brief } = entry;
    return { entry: brief, names, manPages, synonyms };
  });
}

/** The file that is loaded second. */
export function fullFile(indexed: readonly Indexed[]): FullFile {
  return {
    entries: indexed.map(({ entry }) => entry),
    index: packIndex(buildIndex(indexed).index.toJSON()),
  };
}

/** The bodies, BODIES_PER_FILE to a file: fetched only for phrases. */
export function bodyFiles(indexed: readonly Indexed[]): string[][] {
  const files = Math.ceil(indexed.length / BODIES_PER_FILE);
  return Array.from({ length: files }, (_, at) =>
    indexed.slice(at * BODIES_PER_FILE, (at + 1) * BODIES_PER_FILE).map(({ body }) => body),
  );
}

/**
 * Everything an answer needs, built in memory: used by the command line and the tests.
 * @example await answer("SIOCGSKNS", localSources(knowledgeOf(corpus)));
 */
export function localSources(known: Knowledge): Sources {
  const indexed = entriesOf(known);
  const library = libraryOf(
    indexed.map(({ entry }) => entry),
    buildIndex(indexed),
  );
  const shards = shardsOf(known);
  return {
    library: async () => library,
    shards: async (digits) => shards.get(digits) ?? [],
    body: async (id) => indexed[id]?.body ?? "",
  };
}
