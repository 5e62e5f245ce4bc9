import fc from "fast-check";
import { expect, test } from "vitest";
import { isBlank, parseQuery, type Query } from "../../src/search/query/parse-query.ts";
import { keys } from "../../src/search/query/query-keys.ts";

const query = (parts: Partial<Query>): Query => ({
  words: [],
  phrases: [],
  without: [],
  filters: [],
  notes: [],
  ...parts,
});

const cases: [text: string, parsed: Partial<Query>][] = [
  ["user namespace", { words: ["user", "namespace"] }],
  ['"user namespace" fuse', { phrases: ["user namespace"], words: ["fuse"] }],
  ["“user namespace”", { phrases: ["user namespace"] }],
  ['"still open', { phrases: ["still open"] }],
  ["-fuse", { without: ["fuse"] }],
  ['-"read only"', { without: ["read only"] }],
  ["setcap -n", { words: ["setcap", "-n"] }],
  ["perf --namespaces", { words: ["perf", "--namespaces"] }],
  ["- --", { words: ["-", "--"] }],
  ["tag:user", { filters: [{ key: "tag", value: "user", not: false }] }],
  ["TAG:user", { filters: [{ key: "tag", value: "user", not: false }] }],
  ["-tag:user", { filters: [{ key: "tag", value: "user", not: true }] }],
  ["since:4.10..4.18", { filters: [{ key: "since", value: "4.10..4.18", not: false }] }],
  ['author:"Eric W. Biederman"', { filters: [{ key: "author", value: "Eric W. Biederman", not: false }] }],
  ["interface:/proc/self/ns", { filters: [{ key: "interface", value: "/proc/self/ns", not: false }] }],
  ["https://example.org/x", { words: ["https://example.org/x"] }],
  ["net: add SIOCGSKNS", { words: ["net:", "add", "SIOCGSKNS"] }],
  ["net:[4026531833]", { words: ["net:[4026531833]"] }],
  ["std::move", { words: ["std::move"] }],
  ["", {}],
  ["   ", {}],
  ['""', {}],
];

test.each(cases)("%s", (text, parsed) => {
  expect(parseQuery(text)).toEqual(query(parsed));
});

const explained: [text: string, words: string[], note: string][] = [
  ["topic:user", ["topic:user"], "There is no key “topic:”; searched for as text. Did you mean tag:user?"],
  ["rel:4.14", ["rel:4.14"], "There is no key “rel:”; searched for as text. Did you mean release:4.14?"],
  [
    "colour:red",
    ["colour:red"],
    "There is no key “colour:”; searched for as text. Keys are tag, release, since, status, author, interface, has, lacks, doc, is.",
  ],
  ["tag: user", ["user"], "“tag:” needs a topic or one of its other names right after the colon: tag:user"],
];

test.each(explained)("%s is explained, not ignored", (text, words, note) => {
  const parsed = parseQuery(text);
  expect(parsed.words).toEqual(words);
  expect(parsed.notes).toEqual([note]);
});

test("keys that every object has are no keys", () => {
  for (const key of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    expect(parseQuery(`${key}:x`).filters).toEqual([]);
  }
});

const letters = (text: string) => (text.match(/[\p{L}\p{N}]/gu) ?? []).sort().join("");

test("no text makes it throw, and no letter of it is lost without a note", () => {
  const piece = fc.constantFrom(
    "tag:",
    "-",
    '"',
    "“",
    "since:",
    "..",
    "4.14",
    "user",
    " ",
    ":",
    "//",
    "foo:",
    "é",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const { words, phrases, without, filters, notes } = parseQuery(typed);
      const kept = [...words, ...phrases, ...without, ...filters.flatMap(({ key, value }) => [key, value])];
      if (notes.length > 0) return;
      expect(letters(kept.join(" ").toLowerCase())).toBe(letters(typed.normalize("NFC").toLowerCase()));
    }),
    { numRuns: 1000 },
  );
});

test("what is put together from words, phrases and keys is taken apart again", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9_.]{1,12}$/);
  const parts = fc.record({
    words: fc.array(word, { maxLength: 3 }),
    phrases: fc.array(
      fc.tuple(word, word).map((pair) => pair.join(" ")),
      { maxLength: 2 },
    ),
    without: fc.array(word, { maxLength: 2 }),
    filters: fc.array(
      fc.record({
        key: fc.constantFrom(...(Object.keys(keys) as (keyof typeof keys)[])),
        value: word,
        not: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(parts, (made) => {
      const text = [
        ...made.words,
        ...made.phrases.map((phrase) => `"${phrase}"`),
        ...made.without.map((each) => `-${each}`),
        ...made.filters.map(({ key, value, not }) => `${not ? "-" : ""}${key}:${value}`),
      ].join(" ");
      const parsed = parseQuery(text);
      expect(parsed).toEqual(query(made));
      const { words, phrases, without, filters } = made;
      expect(isBlank(parsed)).toBe([words, phrases, without, filters].every((list) => list.length === 0));
    }),
  );
});

test("of a query that is too long the beginning is searched for, and that is said", () => {
  const long = parseQuery("a".repeat(100_000));
  expect(long.words).toEqual(["a".repeat(1000)]);
  expect(long.notes).toEqual(["Only the first 1000 characters of the query are searched for."]);
  expect(parseQuery("a".repeat(1000))).toEqual(query({ words: ["a".repeat(1000)] }));
});
