import { expect, test } from "vitest";
import { readDeck } from "../../src/markdown/read-deck.ts";
import { showDeck } from "./show-deck.ts";

const A = "412ac77a9d3ec015524dacea905471d66480b7ac";
const B = "bfedb589252c01fa505ac9f6f2a3d5d68d707ef4";
const C = "c62cce2caee558e18aa05c01c2fd3b40f07174f2";

/** What the bullets say, without the section that stands for text under no heading. */
const bullets = (markdown: string) =>
  showDeck(readDeck(markdown)).filter((line) => !line.endsWith("# Items"));

test.each<[name: string, markdown: string, expected: string[]]>([
  ["a plain tag", `- (user) title\n  - ${A}`, ["1 [user] title", "2   412ac77a9d3e"]],
  ["a bold tag", `- **(user)** title\n  - ${A}`, ["1 [user] title", "2   412ac77a9d3e"]],
  ["a bold tag and title", "- **(user) title**", ["1 [user] title"]],
  ["several tags", "- ( User , mnt,pidns) title", ["1 [user mnt pidns] title"]],
  ["a colon after the tags", "- (all): title", ["1 [all] title"]],
  [
    "words in parentheses are no tags",
    `- (new mount api) title ${A}`,
    ["1 [] (new mount api) title", "1   412ac77a9d3e"],
  ],
  [
    "tags without a title are a note",
    `- (mnt) title\n  - (rfc) ${A}`,
    ["1 [mnt] title", '2   412ac77a9d3e "rfc"'],
  ],
  ["other bullets", `* (a) x\n+ (b) y\n1. (c) z\n2) (d) q`, ["1 [a] x", "2 [b] y", "3 [c] z", "4 [d] q"]],
  ["a task", "- [x] (user) done", ["1 [user] done"]],
  [
    "escaped underscores",
    "- (user) added a user\\_ns owner to mm\\_struct",
    ["1 [user] added a user_ns owner to mm_struct"],
  ],
  ["other escapes and entities", "- (user) \\*a\\* &lt;b&gt; \\<c>", ["1 [user] *a* <b> <c>"]],
  ["what looks like HTML", "- (pidns) expose /proc/<pid>/ns/", ["1 [pidns] expose /proc/<pid>/ns/"]],
  ["a comment", "- (user) a <!-- b --> c", ["1 [user] a c"]],
  ["code in a title", "- (user) call `setns(2)`", ["1 [user] call setns(2)"]],
  ["a title over lines", "- (net) query\n  peer\nnamespaces\\\n  now", ["1 [net] query peer namespaces now"]],
  [
    "interfaces after a title",
    "- (net) query\n  (RTM\\_NEWLINK, RTM\\_DELLINK)",
    ["1 [net] query (RTM_NEWLINK, RTM_DELLINK)", "    names RTM_NEWLINK RTM_DELLINK"],
  ],
  [
    "parentheses with other words",
    "- (net) query (RTM_NEWLINK and more)",
    ["1 [net] query (RTM_NEWLINK and more)"],
  ],
])("reads titles: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

test.each<[name: string, markdown: string, expected: string[]]>([
  [
    "a note in parentheses",
    `- (u) t\n  - ${A} (NS\\_GET\\_OWNER\\_UID)`,
    ["1 [u] t", '2   412ac77a9d3e "NS_GET_OWNER_UID"', "    names NS_GET_OWNER_UID"],
  ],
  ["a note before it", `- (u) t\n  - the fix: ${A}`, ["1 [u] t", '2   412ac77a9d3e "the fix"']],
  ["as git log prints it", `- (u) t\n  - ${A} Introduce v3`, ["1 [u] t", '2   412ac77a9d3e "Introduce v3"']],
  [
    "as the kernel cites it",
    `- (u) t\n  - commit ${A} ("Introduce v3")`,
    ["1 [u] t", '2   412ac77a9d3e "Introduce v3"'],
  ],
  [
    "several on a line",
    `- (u) t\n  - ${A}, ${B} (b) and ${C}`,
    ["1 [u] t", "2   412ac77a9d3e", '2   bfedb589252c "b"', "2   c62cce2caee5"],
  ],
  ["over lines", `- (u) t\n  - ${A}\n    ${B}`, ["1 [u] t", "2   412ac77a9d3e", "3   bfedb589252c"]],
  ["after the title", `- (u) t: ${A} (x)`, ["1 [u] t", '1   412ac77a9d3e "x"']],
  ["before the title", `- (u) ${A} (x) t`, ["1 [u] t", '1   412ac77a9d3e "x"']],
  ["amid the title", `- (u) since ${A} it works`, ["1 [u] since 412ac77a9d3e it works", "1   412ac77a9d3e"]],
  ["without a title", `- ${A} (x y)`, ["1 [] x y", "1   412ac77a9d3e"]],
  ["without any word", `- ${A}`, ["1 [] commit 412ac77a9d3e", "1   412ac77a9d3e"]],
  ["in capitals", `- (u) t\n  - ${A.toUpperCase()}`, ["1 [u] t", "2   412ac77a9d3e"]],
  ["as code", `- (u) t\n  - \`${A}\``, ["1 [u] t", "2   412ac77a9d3e"]],
  ["in bold", `- (u) t\n  - **${A}**`, ["1 [u] t", "2   412ac77a9d3e"]],
  ["in a block of code", `- (u) t\n\n  \`\`\`\n  ${A}\n  \`\`\``, ["1 [u] t", "3   412ac77a9d3e"]],
  ["in a quotation", `- (u) t\n\n  > ${A}`, ["1 [u] t", "3   412ac77a9d3e"]],
  [
    "in a table",
    `- (u) t\n\n  | a | b |\n  | - | - |\n  | ${A} | x |`,
    ["1 [u] t", "5   412ac77a9d3e", "3   note: a", "3   note: b", "5   note: x"],
  ],
  [
    "in the address of a commit",
    `- (u) t\n  - https://git.kernel.org/pub/scm/x.git/commit/?h=a&id=${A}`,
    ["1 [u] t", "2   412ac77a9d3e"],
  ],
  [
    "in a link to a commit",
    `- (u) t\n  - [the fix](https://git.kernel.org/torvalds/c/${A})`,
    ["1 [u] t", '2   412ac77a9d3e "the fix"'],
  ],
  [
    "in the address of a tree",
    `- (u) t\n  - https://github.com/a/b/blob/${A}/c.c`,
    ["1 [u] t", `2   https://github.com/a/b/blob/${A}/c.c`],
  ],
  ["twice", `- (u) t\n  - ${A}\n  - ${A} (again)`, ["1 [u] t", "2   412ac77a9d3e"]],
])("reads hashes: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

test.each<[name: string, markdown: string, expected: string[]]>([
  [
    "bare",
    "- (u) t\n  - https://lkml.org/lkml/2018/9/19/950",
    ["1 [u] t", "2   https://lkml.org/lkml/2018/9/19/950"],
  ],
  [
    "bare, with escaped underscores",
    "- (u) t\n  - https://e.org/a\\_b\\_c.pdf",
    ["1 [u] t", "2   https://e.org/a_b_c.pdf"],
  ],
  [
    "angle, with escaped underscores",
    "- (u) t\n  - <https://e.org/a\\_b>",
    ["1 [u] t", "2   https://e.org/a_b"],
  ],
  [
    "Markdown",
    "- (u) t\n  - [the patches](https://e.org/a\\_b)",
    ["1 [u] t", '2   https://e.org/a_b "the patches"'],
  ],
  [
    "Markdown, by reference",
    "- (u) t\n  - [patches][p] and [Q]\n\n[p]: https://e.org/p\n\n# X\n\n[q]: <https://e.org/q> 'Q'",
    ["1 [u] t", '2   https://e.org/p "patches"', '2   https://e.org/q "Q"', "6 # X"],
  ],
  ["HTML", '- (u) t <a href="https://e.org/">here</a>', ["1 [u] t here", "1   https://e.org/"]],
  ["an image", "- (u) t ![shot](https://e.org/a.png)", ["1 [u] t shot", "1   https://e.org/a.png"]],
  [
    "amid the title",
    "- moved to https://e.org/x and back",
    ["1 [] moved to https://e.org/x and back", "1   https://e.org/x"],
  ],
  ["at the end of the title", "- (u) t https://e.org/x (RFC).", ["1 [u] t", '1   https://e.org/x "RFC"']],
  [
    "notes on both sides",
    "- (u) t\n  - (old api) https://e.org/x (MS\\_REC)",
    ["1 [u] t", '2   https://e.org/x "old api; MS_REC"', "    names MS_REC"],
  ],
  [
    "with a query and a fragment",
    "- (u) t\n  - https://e.org/log/?h=a&b=c#d",
    ["1 [u] t", "2   https://e.org/log/?h=a&b=c#d"],
  ],
  ["alone", "- https://e.org/x", ["1 [] https://e.org/x", "1   https://e.org/x"]],
  [
    "nowhere to go",
    "- (u) [a](javascript:x) [b](/c) <d@e.org> http://localhost/",
    ["1 [u] a b d@e.org http://localhost/"],
  ],
])("reads links: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

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
    ["1 unread: nesting should be possible: neither tag, hash, link nor release"],
  ],
  [
    "an overview bullet with prose below",
    "- capabilities\n  - split root",
    [
      "1 unread: capabilities: neither tag, hash, link nor release",
      "2 unread: split root: neither tag, hash, link nor release",
    ],
  ],
  [
    "a measure is no release",
    "- takes 0.06s instead of 60s",
    ["1 unread: takes 0.06s instead of 60s: neither tag, hash, link nor release"],
  ],
  ["a released version is substance", "- libcap 2.26 released", ["1 [] libcap 2.26 released"]],
  ["a kernel version is substance", "- since v4.14", ["1 [] since v4.14"]],
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
  ["412ac77", 7],
  [A.slice(0, 12), 12],
  [A.slice(1), 39],
  [`${A}1`, 41],
  [`${A}${B}`.slice(0, 64), 64],
])("reports %s, which is no whole hash", (word, length) => {
  const { sections, problems } = readDeck(`# T\n- (u) t\n  - ${word} (x)`);
  expect(sections.flatMap(({ items }) => items.flatMap(({ hashes }) => hashes))).toEqual([]);
  expect(problems).toEqual([
    {
      line: 3,
      text: word,
      reason: `expected a hash of 40 hex digits, found ${length}. Write the whole hash.`,
    },
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
  const deck = readDeck(`${"- ".repeat(5000)}x\n\n${"word ".repeat(5000)}\n\n- (u) t`);
  expect(deck.problems.map(({ line, reason }) => [line, reason])).toEqual([
    [1, "nested deeper than 100 levels. Split it."],
    [3, "one paragraph of more than 16 KiB. Split it."],
  ]);
  expect(deck.sections.flatMap(({ items }) => items).map(({ title }) => title)).toEqual(["t"]);
});

test("reads a hundred levels", () => {
  const deck = readDeck(
    Array.from({ length: 99 }, (_, depth) => `${"  ".repeat(depth)}- (u) t${depth}\n`).join(""),
  );
  expect(deck.sections.flatMap(({ items }) => items)).toHaveLength(99);
});
