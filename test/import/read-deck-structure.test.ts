import { expect, test } from "vitest";
import { readDeck } from "../../src/import/read-deck.ts";
import { showDeck } from "./show-deck.ts";
import { vocabulary } from "./vocabulary-of-tests.ts";

const A = "412ac77a9d3ec015524dacea905471d66480b7ac";
const B = "bfedb589252c01fa505ac9f6f2a3d5d68d707ef4";
const C = "c62cce2caee558e18aa05c01c2fd3b40f07174f2";

/** What the bullets say, without the section that stands for text under no heading. */
const bullets = (markdown: string) =>
  showDeck(readDeck(markdown, vocabulary)).filter((line) => !line.endsWith("# Items"));

test.each<[name: string, markdown: string, expected: string[]]>([
  ["prose below an item", "- (u) t\n  - likely\n    major", ["1 [u] t", "2   note: likely major"]],
  ["a second paragraph", "- (u) t\n\n  more words", ["1 [u] t", "3   note: more words"]],
  [
    "hashes below prose",
    `- (u) t\n  - first half\n    - ${A}\n    - ${B} (own)`,
    ["1 [u] t", '3   412ac77a9d3e "first half"', '4   bfedb589252c "own"'],
  ],
  [
    "tagged items below an item",
    `- (u) t\n  - ${A}\n  - (v) s\n    - ${B}\n  - ${C}`,
    ["1 [u] t", "2   412ac77a9d3e", "5   c62cce2caee5", "3 [v] s", "4   bfedb589252c"],
  ],
  [
    "items below a heading bullet",
    `- Mounts\n  - (mnt) t\n    - ${A}\n  - plain\n    - ${B}`,
    [
      "2 [mnt] t",
      "3   412ac77a9d3e",
      "4 [] plain",
      "5   bfedb589252c",
      "1 unread: Mounts: a heading of the items below it",
    ],
  ],
  [
    "variants in parentheses",
    "- (mnt) ro\n  - (new api) https://e.org/n\n  - (old api) https://e.org/o (MS\\_REC)",
    [
      "2 [mnt] ro (new api)",
      "2   https://e.org/n",
      "3 [mnt] ro (old api)",
      '3   https://e.org/o "MS_REC"',
      "    names MS_REC",
    ],
  ],
  [
    "versions are no variants",
    "- (mnt) ro\n  - (v1) https://e.org/1\n  - (v2) https://e.org/2",
    ["1 [mnt] ro", '2   https://e.org/1 "v1"', '3   https://e.org/2 "v2"'],
  ],
  ["a bullet of bullets", `- - (u) t\n    - ${A}`, ["1 [u] t", "2   412ac77a9d3e"]],
  ["an empty bullet", `-\n- (u) t\n-\n  - ${A}`, ["2 [u] t", "4 [] commit 412ac77a9d3e", "4   412ac77a9d3e"]],
  [
    "CRLF",
    `- (u) t\r\n  s\r\n  - ${A}\r\n\r\nx\r\n`,
    ["1 [u] t s", "3   412ac77a9d3e", "5 unread: x: text outside of any list"],
  ],
  ["tabs", `-\t(u) t\n\t-\t${A}\n\t\t-\tdeeper`, ["1 [u] t", "2   412ac77a9d3e", "3   note: deeper"]],
  ["a byte order mark", "\uFEFF# T\n- (u) t", ["1 # T", "2 [u] t"]],
  ["indented lists", `  - (u) t\n    - ${A}\n  - (v) s`, ["1 [u] t", "2   412ac77a9d3e", "3 [v] s"]],
  [
    "a list in a fence",
    `\`\`\`\n- (u) t\n- ${A}\n\`\`\`\n- (v) s`,
    ["5 [v] s", `1 unread: - (u) t - ${A}: text outside of any list`],
  ],
  ["a list in a comment", "<!--\n- (u) t\n\n- (w) x\n-->\n- (v) s", ["6 [v] s"]],
  ["a fence in a bullet", "- (u) t\n  ```\n  - x\n- (v) s", ["1 [u] t", "2   note: - x", "4 [v] s"]],
  [
    "a fence indented less than a number's text",
    "2. (u) t\n  ```\n- (v) s\n  ```",
    ["1 [u] t", "2 unread: - (v) s: text outside of any list"],
  ],
  [
    "a fence below a quotation",
    "- (u) t\n> q\n  ```\n- (v) s\n```",
    ["1 [u] t", "2 unread: q: text outside of any list", "3 unread: - (v) s: text outside of any list"],
  ],
  [
    "numbers with lists below them",
    `1. (u) t\n   - ${A}\n2. (v) s\n   - ${B}`,
    ["1 [u] t", "2   412ac77a9d3e", "3 [v] s", "4   bfedb589252c"],
  ],
  [
    "a sentence that begins with a year",
    "In the year\n1995. it rained",
    ["1 unread: In the year 1995. it rained: text outside of any list"],
  ],
])("reads structure: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

test.each<[name: string, markdown: string, expected: string[]]>([
  [
    "an overview bullet",
    "- nesting should be possible",
    ["1 unread: nesting should be possible: neither tag, kernel commit, posting nor release"],
  ],
  [
    "an overview bullet with prose below",
    "- capabilities\n  - split root",
    [
      "1 unread: capabilities: neither tag, kernel commit, posting nor release",
      "2 unread: split root: neither tag, kernel commit, posting nor release",
    ],
  ],
  [
    "a measure is no release",
    "- takes 0.06s instead of 60s",
    ["1 unread: takes 0.06s instead of 60s: neither tag, kernel commit, posting nor release"],
  ],
  ["a released version is substance", "- libcap 2.26 released", ["1 [] libcap 2.26 released"]],
  ["a kernel version is substance", "- since v4.14", ["1 [] since v4.14", "    in v4.14"]],
  ["a hash outside of any list", `Fixed by ${A}.`, [`1 unread: Fixed by ${A}.: text outside of any list`]],
  [
    "a hash that Markdown hides",
    `- (u) [a](https://e.org/ "${A}")`,
    ["1 [u] a", "1   https://e.org/", `1 unread: ${A}: a hash outside of any bullet's words`],
  ],
  [
    "text seen before",
    "a\n\nb\n\na",
    [
      "1 unread: a: text outside of any list",
      "3 unread: b: text outside of any list",
      "5 unread: a: repeats line 1",
    ],
  ],
  [
    "dates, words and counts are no hashes",
    "- (u) 20181025 deadbeef defaced 1234567 deadbeefcafe",
    ["1 [u] 20181025 deadbeef defaced 1234567 deadbeefcafe"],
  ],
  [
    "nor are parts of words and paths",
    "- (u) x412ac77 412ac77.patch a/412ac77a 0x412ac77 v5-412ac77",
    ["1 [u] x412ac77 412ac77.patch a/412ac77a 0x412ac77 v5-412ac77"],
  ],
])("lists what it does not use: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

test.each([
  [`${A}1`, 41],
  [`${A}${B}`.slice(0, 64), 64],
])("reports %s, which is no hash", (word, length) => {
  const { sections, problems } = readDeck(`# T\n- (u) t\n  - ${word} (x)`, vocabulary);
  expect(sections.flatMap(({ items }) => items.flatMap(({ hashes }) => hashes))).toEqual([]);
  expect(problems).toMatchObject([
    { line: 3, expected: "7 to 40 hex digits", found: `${length}: ${word}`, remedy: "Correct it." },
  ]);
});

test("keeps sections in order, and takes names from the title slide", () => {
  const deck = readDeck(
    [
      "# The *Talk*",
      "",
      "A Venue",
      "",
      "Ada Lovelace",
      "Jean-Luc O’Neill",
      '<a href="mailto:ada@e.org">ada@e.org</a>',
      "",
      "Sub\n---",
      "- (u) a",
      "#### - libcap(3)",
      "#",
      "## Sub ##",
      "- (v) b",
    ].join("\n"),
    vocabulary,
  );
  expect(deck.title).toBe("The Talk");
  expect(showDeck(deck)).toEqual([
    "by Ada Lovelace, Jean-Luc O’Neill",
    "1 # The Talk",
    "9 # Sub",
    "11 [u] a",
    "12 # libcap(3)",
    "14 # Sub",
    "15 [v] b",
    "3 unread: A Venue: text outside of any list",
  ]);
});

test("hidden characters in titles are gone", () => {
  expect(bullets("- (u) a\u202Eb\u0007c\u200Bd&#x202E;e")).toEqual(["1 [u] a b c d e"]);
});

test("refuses nesting without end and paragraphs without end, and reads on", () => {
  const deck = readDeck(`${"- ".repeat(5000)}x\n\n${"word ".repeat(5000)}\n\n- (u) t`, vocabulary);
  expect(deck.problems).toMatchObject([
    { line: 1, expected: "at most 100 levels of lists and quotes", found: "5000", remedy: "Split it." },
    { line: 3, expected: "paragraphs of at most 16 KiB", remedy: "Split it." },
  ]);
  expect(deck.sections.flatMap(({ items }) => items).map(({ title }) => title)).toEqual(["t"]);
});

test("reads a hundred levels", () => {
  const deck = readDeck(
    Array.from({ length: 99 }, (_, depth) => `${"  ".repeat(depth)}- (u) t${depth}\n`).join(""),
    vocabulary,
  );
  expect(deck.sections.flatMap(({ items }) => items)).toHaveLength(99);
});
