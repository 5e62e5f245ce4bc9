import { expect, test } from "vitest";
import { Matcher } from "../../src/search/engine/matches.ts";
import type { Indexed } from "../../src/search/index/entry.ts";
import { buildIndex } from "../../src/search/index/text-index.ts";
import { chunksOf } from "../../src/search/query/words.ts";

const indexed = ["Mount namespaces", "User namespaces", "Move a mount"].map((title, at): Indexed => {
  return {
    entry: { kind: "change", path: `/changes/${at}/`, title },
    names: [title],
    manPages: [],
    synonyms: [],
    body: "",
  };
});
const matcher = new Matcher(buildIndex(indexed), indexed.length);
const begun = (text: string) => matcher.all(chunksOf(text), { spelling: "prefix", inBodies: true });

test("matches are reused while a word is typed that has one completion", () => {
  expect(begun("mount names").ids).toEqual([0]);
  expect(begun("mount namespa")).toBe(begun("mount names"));
  expect(begun("mount use")).not.toBe(begun("mount names"));
});
