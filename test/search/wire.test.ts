import fc from "fast-check";
import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { columnsOf, fromColumns, rowsOf, toColumns } from "../../src/search/index/columns.ts";
import { entriesOf, interfacesOf } from "../../src/search/index/entries.ts";
import { packFirst, packIndex, unpackFirst, unpackIndex } from "../../src/search/index/wire.ts";
import { known } from "../known-content.ts";

function indexOf(texts: [string, string][]): MiniSearch {
  const index = new MiniSearch({ fields: ["title", "body"], processTerm: (term) => term || null });
  index.addAll(texts.map(([title, body], id) => ({ id, title, body })));
  return index;
}

/** As plain data, its terms in order: MiniSearch does not promise one. */
function plain(index: ReturnType<MiniSearch["toJSON"]>): unknown {
  const sorted = { ...index, index: index.index.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
  return JSON.parse(JSON.stringify(sorted));
}

test("an index comes back as it was, over the wire", () => {
  const word = fc.oneof(
    fc.constantFrom("user", "users", "userns", "mount", "x".repeat(50), "x".repeat(60), "👍a", "👌a"),
    fc.stringMatching(/^[\p{L}\p{N}]{1,8}$/u),
  );
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 12 }), (texts) => {
      const index = indexOf(texts).toJSON();
      const sent = JSON.parse(JSON.stringify(packIndex(index)));
      expect(plain(unpackIndex(sent))).toEqual(plain(index));
    }),
  );
});

test("what is loaded again finds the same", () => {
  const index = indexOf([
    ["user namespaces", "root inside, ordinary outside"],
    ["mount namespaces", "user user root"],
  ]);
  const again = MiniSearch.loadJS(unpackIndex(packIndex(index.toJSON())), { fields: ["title", "body"] });
  expect(again.search("user root", { prefix: true })).toEqual(index.search("user root", { prefix: true }));
});

test("objects by column come back as they were", () => {
  const value = fc.oneof(fc.integer(), fc.string(), fc.constant(false), fc.array(fc.integer()));
  const row = fc.dictionary(fc.constantFrom("a", "b", "kind"), value, { minKeys: 1 });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(rowsOf(JSON.parse(JSON.stringify(columnsOf(rows))))).toEqual(rows.map((each) => ({ ...each })));
    }),
  );
});

test("documents whose ids are not their places are refused", () => {
  const index = new MiniSearch({ fields: ["title"] });
  index.addAll([{ id: 7, title: "seven" }]);
  expect(() => packIndex(index.toJSON())).toThrow("ids are their positions");
});

test("the first file has every page with its names, without what the browser can derive or load later", () => {
  const interfaces = interfacesOf(known);
  const pages = entriesOf(known).filter(({ entry }) => entry.kind !== "commit");
  const sent = JSON.parse(JSON.stringify(toColumns(packFirst(pages, interfaces))));
  const restored = unpackFirst(fromColumns(sent));
  expect(restored.interfaces).toEqual(interfaces);
  const expected = pages.map(({ entry, ...rest }) => {
    const { summary: _s, people: _p, documents: _d, removes: _r, ...brief } = entry;
    return { ...rest, entry: brief, manPages: [], body: "" };
  });
  expect(restored.pages).toEqual(expected);
  expect(expected.some(({ entry }) => (entry.interfaces?.length ?? 0) > 1)).toBe(true);
});

test("an interface that no record lists is refused", () => {
  const page = entriesOf(known).find(({ entry }) => entry.interfaces?.includes("CLONE_NEWTIME"));
  expect(() => packFirst(page ? [page] : [], [])).toThrow(/expected the interface \S+ among/);
});
