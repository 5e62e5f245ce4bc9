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
  ["prose below an item", "- (user) t\n  - likely\n    major", ["1 [user] t", "2   note: likely major"]],
  ["a second paragraph", "- (user) t\n\n  more words", ["1 [user] t", "3   note: more words"]],
  [
    "hashes below prose",
    `- (user) t\n  - first half\n    - ${A}\n    - ${B} (own)`,
    ["1 [user] t", '3   412ac77a9d3e "first half"', '4   bfedb589252c "own"'],
  ],
  [
    "tagged items below an item",
    `- (user) t\n  - ${A}\n  - (mnt) s\n    - ${B}\n  - ${C}`,
    ["1 [user] t", "2   412ac77a9d3e", "5   c62cce2caee5", "3 [mnt] s", "4   bfedb589252c"],
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
  ["a bullet of bullets", `- - (user) t\n    - ${A}`, ["1 [user] t", "2   412ac77a9d3e"]],
  [
    "an empty bullet",
    `-\n- (user) t\n-\n  - ${A}`,
    ["2 [user] t", "4 [] commit 412ac77a9d3e", "4   412ac77a9d3e"],
  ],
  [
    "CRLF",
    `- (user) t\r\n  s\r\n  - ${A}\r\n\r\nx\r\n`,
    ["1 [user] t s", "3   412ac77a9d3e", "5 unread: x: text outside of any list"],
  ],
  ["tabs", `-\t(user) t\n\t-\t${A}\n\t\t-\tdeeper`, ["1 [user] t", "2   412ac77a9d3e", "3   note: deeper"]],
  ["a byte order mark", "\uFEFF# T\n- (user) t", ["1 # T", "2 [user] t"]],
  [
    "indented lists",
    `  - (user) t\n    - ${A}\n  - (mnt) s`,
    ["1 [user] t", "2   412ac77a9d3e", "3 [mnt] s"],
  ],
  [
    "a list in a fence",
    `\`\`\`\n- (user) t\n- ${A}\n\`\`\`\n- (mnt) s`,
    ["5 [mnt] s", `1 unread: - (user) t - ${A}: text outside of any list`],
  ],
  ["a list in a comment", "<!--\n- (user) t\n\n- (w) x\n-->\n- (mnt) s", ["6 [mnt] s"]],
  [
    "a fence in a bullet",
    "- (user) t\n  ```\n  - x\n- (mnt) s",
    ["1 [user] t", "2   note: - x", "4 [mnt] s"],
  ],
  [
    "a fence indented less than a number's text",
    "2. (user) t\n  ```\n- (mnt) s\n  ```",
    ["1 [user] t", "2 unread: - (mnt) s: text outside of any list"],
  ],
  [
    "a fence below a quotation",
    "- (user) t\n> q\n  ```\n- (mnt) s\n```",
    ["1 [user] t", "2 unread: q: text outside of any list", "3 unread: - (mnt) s: text outside of any list"],
  ],
  [
    "numbers with lists below them",
    `1. (user) t\n   - ${A}\n2. (mnt) s\n   - ${B}`,
    ["1 [user] t", "2   412ac77a9d3e", "3 [mnt] s", "4   bfedb589252c"],
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
    `- (user) [a](https://e.org/ "${A}")`,
    ["1 [user] a", "1   https://e.org/", `1 unread: ${A}: a hash outside of any bullet's words`],
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
    "- (user) 20181025 deadbeef defaced 1234567 deadbeefcafe",
    ["1 [user] 20181025 deadbeef defaced 1234567 deadbeefcafe"],
  ],
  [
    "nor are parts of words and paths",
    "- (user) x412ac77 412ac77.patch a/412ac77a 0x412ac77 v5-412ac77",
    ["1 [user] x412ac77 412ac77.patch a/412ac77a 0x412ac77 v5-412ac77"],
  ],
])("lists what it does not use: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

test.each([
  [`${A}1`, 41],
  [`${A}${B}`.slice(0, 64), 64],
])("reports %s, which is no hash", (word, length) => {
  const { sections, problems } = readDeck(`# T\n- (user) t\n  - ${word} (x)`, vocabulary);
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
      "- (user) a",
      "#### - libcap(3)",
      "#",
      "## Sub ##",
      "- (mnt) b",
    ].join("\n"),
    vocabulary,
  );
  expect(deck.title).toBe("The Talk");
  expect(showDeck(deck)).toEqual([
    "by Ada Lovelace, Jean-Luc O’Neill",
    "1 # The Talk",
    "9 # Sub",
    "11 [user] a",
    "12 # libcap(3)",
    "14 # Sub",
    "15 [mnt] b",
    "3 unread: A Venue: text outside of any list",
  ]);
});

test("hidden characters in titles are gone", () => {
  expect(bullets("- (user) a\u202Eb\u0007c\u200Bd&#x202E;e")).toEqual(["1 [user] a b c d e"]);
});

test("refuses nesting without end and paragraphs without end, and reads on", () => {
  const deck = readDeck(`${"- ".repeat(5000)}x\n\n${"word ".repeat(5000)}\n\n- (user) t`, vocabulary);
  expect(deck.problems).toMatchObject([
    { line: 1, expected: "at most 100 levels of lists and quotes", found: "5000", remedy: "Split it." },
    { line: 3, expected: "paragraphs of at most 16 KiB", remedy: "Split it." },
  ]);
  expect(deck.sections.flatMap(({ items }) => items).map(({ title }) => title)).toEqual(["t"]);
});

test("reads a hundred levels", () => {
  const deck = readDeck(
    Array.from({ length: 99 }, (_, depth) => `${"  ".repeat(depth)}- (user) t${depth}\n`).join(""),
    vocabulary,
  );
  expect(deck.sections.flatMap(({ items }) => items)).toHaveLength(99);
});
