import MiniSearch, { type Query } from "minisearch";
import { expect, test } from "vitest";
import { entriesOf } from "../../src/search/index/entries.ts";
import type { Indexed } from "../../src/search/index/entry.ts";
import { buildIndex, loadIndex, weights, writeIndex } from "../../src/search/index/text-index.ts";
import { packIndex, unpackIndex } from "../../src/search/index/wire.ts";
import { termsOf } from "../../src/search/query/words.ts";
import { known } from "../known-content.ts";

const pages = entriesOf(known).filter(({ entry }) => entry.kind !== "commit");
const fields = ["title", "summary"];

/** The titles and summaries of pages, as MiniSearch itself indexes them. */
function plainIndex(): MiniSearch {
  const index = new MiniSearch({ fields: ["name", "title", "about", "summary", "body"], tokenize: termsOf });
  index.addAll(
    pages.map(({ entry: { title, interfaces = [], summary = "" } }, id) => ({
      ...{ id, name: "", about: "", body: "", summary },
      title: [title, ...interfaces].join(" "),
    })),
  );
  return index;
}

const asked: Query[] = [
  "namespac",
  "user",
  { combineWith: "AND", queries: ["mount", "namespac"] },
  { combineWith: "OR", queries: ["seccomp", { combineWith: "AND", queries: ["file", "capabiliti"] }] },
  { combineWith: "OR", fuzzy: 2, queries: ["capabilites"] },
  "nowhere",
  ..."abcdefghijklmnopqrst",
];

/** One index for each: it makes of itself what a search needs. */
test.each([
  ["built, asked for one thing after the other", [buildIndex(pages)]],
  ["built, each asked for one thing first", asked.slice(0, 7).map(() => buildIndex(pages))],
  ["written by the build and loaded", [loadIndex(unpackIndex(packIndex(writeIndex(pages))))]],
])("%s: finds what MiniSearch finds, with its scores", (_, indexes) => {
  const plain = plainIndex();
  const search = (index: Pick<MiniSearch, "search">, query: Query) =>
    index
      .search(query, {
        fields,
        prefix: true,
        boost: weights,
        tokenize: (term) => [term],
        processTerm: (term) => term,
      })
      .map(({ id, score, terms }) => [id, score, terms.toSorted()] as const);
  for (const [at, query] of asked.entries()) {
    const index = indexes[at % indexes.length]?.index;
    const found = index ? search(index, query) : [];
    const byId = (rows: typeof found) => rows.toSorted(([a], [b]) => Number(a) - Number(b));
    const expected = byId(search(plain, query));
    expect(byId(found).map(([id, , terms]) => [id, terms])).toEqual(
      expected.map(([id, , terms]) => [id, terms]),
    );
    for (const [place, [, score]] of byId(found).entries())
      expect(score).toBeCloseTo(expected[place]?.[1] ?? 0, 8);
  }
  expect(search(plain, "namespac").length).toBeGreaterThan(50);
});

test("an index knows every term, and no empty one", () => {
  const page: Indexed = {
    entry: { kind: "topic", path: "/topics/user/", title: "User namespaces", tags: ["user"] },
    ...{ names: ["userns", "—"], manPages: ["user_namespaces(7)"], synonyms: [], body: "" },
  };
  expect([...buildIndex([page]).terms].sort()).toEqual(["=usern", "namespace", "user", "usernamespaces"]);
});
