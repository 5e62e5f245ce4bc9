import { expect, test } from "vitest";
import { generatedCorpus } from "../../bench/search/generated-corpus.ts";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { filesOf } from "../../src/search/index/build-index.ts";
import { entriesOf } from "../../src/search/index/entries.ts";
import { known } from "../known-content.ts";

test("the files of the search can be made of the records that the bench generates", () => {
  const generated = knowledgeOf(generatedCorpus(known.corpus, 120, 2));
  const indexed = entriesOf(generated);
  expect(generated.changes).toHaveLength(40);
  expect(indexed.filter(({ entry }) => entry.kind === "commit")).toHaveLength(80);
  expect(new Map(filesOf(generated, indexed)).size).toBeGreaterThan(10);
});
