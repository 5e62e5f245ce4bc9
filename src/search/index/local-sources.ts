import type { Knowledge } from "../../model/knowledge.ts";
import type { Sources } from "../engine/answer.ts";
import { libraryOf } from "../engine/search-text.ts";
import { shardsOf } from "../lookup/build-shards.ts";
import { entriesOf } from "./entries.ts";
import { buildIndex } from "./text-index.ts";

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
