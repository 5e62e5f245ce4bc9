import type { Knowledge } from "../../model/knowledge.ts";
import type { Sources } from "../engine/answer.ts";
import { shardsOf } from "../lookup/shards.ts";
import { entriesOf } from "./entries.ts";
import { libraryOf } from "./library.ts";
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
