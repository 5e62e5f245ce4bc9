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
  [
    "other bullets",
    `* (user) x\n+ (mnt) y\n1. (net) z\n2) (pid) q`,
    ["1 [user] x", "2 [mnt] y", "3 [net] z", "4 [pid] q"],
  ],
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
    `- (user) t\n  - ${A} (NS\\_GET\\_OWNER\\_UID)`,
    ["1 [user] t", '2   412ac77a9d3e "NS_GET_OWNER_UID"', "    names NS_GET_OWNER_UID"],
  ],
  ["a note before it", `- (user) t\n  - the fix: ${A}`, ["1 [user] t", '2   412ac77a9d3e "the fix"']],
  [
    "as git log prints it",
    `- (user) t\n  - ${A} Introduce v3`,
    ["1 [user] t", '2   412ac77a9d3e "Introduce v3"'],
  ],
  [
    "as the kernel cites it",
    `- (user) t\n  - commit ${A} ("Introduce v3")`,
    ["1 [user] t", '2   412ac77a9d3e "Introduce v3"'],
  ],
  [
    "several on a line",
    `- (user) t\n  - ${A}, ${B} (b) and ${C}`,
    ["1 [user] t", "2   412ac77a9d3e", '2   bfedb589252c "b"', "2   c62cce2caee5"],
  ],
  ["over lines", `- (user) t\n  - ${A}\n    ${B}`, ["1 [user] t", "2   412ac77a9d3e", "3   bfedb589252c"]],
  ["after the title", `- (user) t: ${A} (x)`, ["1 [user] t", '1   412ac77a9d3e "x"']],
  ["before the title", `- (user) ${A} (x) t`, ["1 [user] t", '1   412ac77a9d3e "x"']],
  [
    "amid the title",
    `- (user) since ${A} it works`,
    ["1 [user] since 412ac77a9d3e it works", "1   412ac77a9d3e"],
  ],
  ["without a title", `- ${A} (x y)`, ["1 [] x y", "1   412ac77a9d3e"]],
  ["without any word", `- ${A}`, ["1 [] commit 412ac77a9d3e", "1   412ac77a9d3e"]],
  ["in capitals", `- (user) t\n  - ${A.toUpperCase()}`, ["1 [user] t", "2   412ac77a9d3e"]],
  ["as code", `- (user) t\n  - \`${A}\``, ["1 [user] t", "2   412ac77a9d3e"]],
  ["in bold", `- (user) t\n  - **${A}**`, ["1 [user] t", "2   412ac77a9d3e"]],
  ["in a block of code", `- (user) t\n\n  \`\`\`\n  ${A}\n  \`\`\``, ["1 [user] t", "3   412ac77a9d3e"]],
  ["in a quotation", `- (user) t\n\n  > ${A}`, ["1 [user] t", "3   412ac77a9d3e"]],
  [
    "in a table",
    `- (user) t\n\n  | a | b |\n  | - | - |\n  | ${A} | x |`,
    ["1 [user] t", "5   412ac77a9d3e", "3   note: a", "3   note: b", "5   note: x"],
  ],
  [
    "in the address of a commit",
    `- (user) t\n  - https://git.kernel.org/pub/scm/x.git/commit/?h=a&id=${A}`,
    ["1 [user] t", "2   412ac77a9d3e"],
  ],
  [
    "in a link to a commit",
    `- (user) t\n  - [the fix](https://git.kernel.org/torvalds/c/${A})`,
    ["1 [user] t", '2   412ac77a9d3e "the fix"'],
  ],
  [
    "in the address of a tree",
    `- (user) t\n  - https://github.com/a/b/blob/${A}/c.c`,
    ["1 [user] t", `2   https://github.com/a/b/blob/${A}/c.c`],
  ],
  ["twice", `- (user) t\n  - ${A}\n  - ${A} (again)`, ["1 [user] t", "2   412ac77a9d3e"]],
])("reads hashes: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});

test.each<[name: string, markdown: string, expected: string[]]>([
  [
    "bare",
    "- (user) t\n  - https://lkml.org/lkml/2018/9/19/950",
    ["1 [user] t", "2   https://lkml.org/lkml/2018/9/19/950"],
  ],
  [
    "bare, with escaped underscores",
    "- (user) t\n  - https://e.org/a\\_b\\_c.pdf",
    ["1 [user] t", "2   https://e.org/a_b_c.pdf"],
  ],
  [
    "angle, with escaped underscores",
    "- (user) t\n  - <https://e.org/a\\_b>",
    ["1 [user] t", "2   https://e.org/a_b"],
  ],
  [
    "Markdown",
    "- (user) t\n  - [the patches](https://e.org/a\\_b)",
    ["1 [user] t", '2   https://e.org/a_b "the patches"'],
  ],
  [
    "Markdown, by reference",
    "- (user) t\n  - [patches][p] and [Q]\n\n[p]: https://e.org/p\n\n# X\n\n[q]: <https://e.org/q> 'Q'",
    ["1 [user] t", '2   https://e.org/p "patches"', '2   https://e.org/q "Q"', "6 # X"],
  ],
  ["HTML", '- (user) t <a href="https://e.org/">here</a>', ["1 [user] t here", "1   https://e.org/"]],
  ["an image", "- (user) t ![shot](https://e.org/a.png)", ["1 [user] t shot", "1   https://e.org/a.png"]],
  [
    "amid the title",
    "- (user) moved to https://e.org/x and back",
    ["1 [user] moved to https://e.org/x and back", "1   https://e.org/x"],
  ],
  [
    "at the end of the title",
    "- (user) t https://e.org/x (RFC).",
    ["1 [user] t", '1   https://e.org/x "RFC"'],
  ],
  [
    "notes on both sides",
    "- (user) t\n  - (old api) https://e.org/x (MS\\_REC)",
    ["1 [user] t", '2   https://e.org/x "old api; MS_REC"', "    names MS_REC"],
  ],
  [
    "with a query and a fragment",
    "- (user) t\n  - https://e.org/log/?h=a&b=c#d",
    ["1 [user] t", "2   https://e.org/log/?h=a&b=c#d"],
  ],
  ["alone", "- https://lkml.org/x", ["1 [] https://lkml.org/x", "1   https://lkml.org/x"]],
  [
    "nowhere to go",
    "- (user) [a](javascript:x) [b](/c) <d@e.org> http://localhost/",
    ["1 [user] a b d@e.org http://localhost/"],
  ],
])("reads links: %s", (_name, markdown, expected) => {
  expect(bullets(markdown)).toEqual(expected);
});
