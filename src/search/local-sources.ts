import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Sources } from "./answer.ts";
import { entriesOf } from "./entries.ts";
import { libraryOf } from "./library.ts";
import { shardsOf } from "./shards.ts";
import { buildIndex } from "./text-index.ts";

/** Everything an answer needs, made in memory: what the command line and the tests search in. */
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
