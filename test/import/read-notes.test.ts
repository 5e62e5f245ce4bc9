// Over 250 lines: one case of every form of a list, which share one way of reading.
import { describe, expect, test } from "vitest";
import type { DeckItem } from "../../src/import/deck.ts";
import { namedReleases, withoutReleases } from "../../src/import/named-releases.ts";
import { readDeck } from "../../src/import/read-deck.ts";
import { resolveHashes } from "../../src/import/resolve-hashes.ts";
import { showDeck } from "./show-deck.ts";
import { vocabulary } from "./vocabulary-of-tests.ts";

const A = "412ac77a9d3ec015524dacea905471d66480b7ac";
const B = "bfedb589252c01fa505ac9f6f2a3d5d68d707ef4";
const H = A.slice(0, 12);

const itemsOf = (markdown: string): DeckItem[] =>
  readDeck(markdown, vocabulary).sections.flatMap(({ items }) => items);

test.each([
  `https://git.kernel.org/torvalds/c/${H}`,
  `https://git.kernel.org/linus/${A}`,
  `https://git.kernel.org/stable/c/${A}`,
  `https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=${A}`,
  `https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/fs/namespace.c?id=${A}`,
  `https://git.kernel.org/?p=linux/kernel/git/torvalds/linux-2.6.git;a=commit;h=${A}`,
  `https://github.com/torvalds/linux/commit/${A}`,
  `https://github.com/torvalds/linux/commit/${H}`,
  `https://gitlab.com/linux-kernel/stable/-/commit/${A}`,
  `https://android.googlesource.com/kernel/common/+/${A}%5E%21/`,
  `https://kernel.dance/#${A}`,
  `https://git.zx2c4.com/linux-dev/commit/?id=${A}`,
])("%s is the commit", (address) => {
  for (const text of [address, `[text](${address})`, `<${address}>`, `<a href="${address}">text</a>`]) {
    const [item, other] = itemsOf(`- a thing ${text}`);
    expect(other).toBeUndefined();
    expect([item?.hashes.map(({ sha }) => A.startsWith(sha)), item?.links]).toEqual([[true], []]);
  }
});

test.each([
  "https://github.com/opencontainers/runc/commit/412ac77a9d3ec015524dacea905471d66480b7ac",
  `https://github.com/torvalds/linux/blob/${A}/fs/namespace.c`,
])("%s is no kernel commit", (address) => {
  expect(itemsOf(`- (user) a thing ${address}`)).toMatchObject([{ hashes: [], links: [{ url: address }] }]);
});

test("a hash of figures is one where it is the text of a link to itself", () => {
  const sha = `8908192${A.slice(7)}`;
  const markdown = `- \`bpf_obj_new\` [8908192](https://github.com/torvalds/linux/commit/${sha}) (kfuncs)`;
  expect(itemsOf(markdown)).toMatchObject([{ title: "bpf_obj_new", hashes: [{ sha }] }]);
});

test("a short hash is made whole by the link around it", () => {
  const [item] = itemsOf(`- a thing, [${H}](https://git.kernel.org/torvalds/c/${A})`);
  expect(item?.hashes.map(({ sha }) => sha)).toEqual([A]);
});

test("short hashes are made whole by the text and by the sources in order; the others are asked for once", () => {
  const markdown = `# T\n- (user) a\n  - ${A}\n- (user) b\n  - ${H}\n- (user) c\n  - commit bfedb58\n- (user) d\n  - ${B.slice(0, 12)}\n${Array.from(
    { length: 800 },
    (_, at) => `- (user) e${at}\n  - ${(0xabcdef0000 + at).toString(16)}\n`,
  ).join("")}`;
  const deck = readDeck(markdown, vocabulary);
  const twins = ["0", "1"].map((last) => `abcdef0000${"0".repeat(29)}${last}`);
  const sources = [
    (prefix: string) => twins.filter((sha) => sha.startsWith(prefix)),
    (prefix: string) => (B.startsWith(prefix) ? [B] : []),
  ];
  const problems = resolveHashes(deck, sources, "notes.md");
  const hashes = deck.sections.flatMap(({ items }) => items.flatMap((item) => item.hashes));
  expect(hashes.slice(0, 5).map(({ sha }) => sha)).toEqual([A, A, B, B, "abcdef0000"]);
  expect(problems).toMatchObject([
    { file: "notes.md", line: 11, found: expect.stringMatching(/^800 short ones that .* has: abcdef0000, /) },
  ]);
});

const table = `# T

| Feature | Commit | Kernel |
| - | - | - |
| idmapped mounts | [\`${H}\`](https://git.kernel.org/torvalds/c/${A}) | 5.12 |
| overlayfs in user namespaces | ${B} | v5.11 |
| time namespaces | | ≥ 5.6 |
| a note | | |
`;

test("a table of kernel versions is read row by row", () => {
  expect(showDeck(readDeck(table, vocabulary))).toEqual([
    "1 # T",
    "5 [] idmapped mounts",
    "5   412ac77a9d3e",
    "    in v5.12",
    "6 [] overlayfs in user namespaces",
    "6   bfedb589252c",
    "    in v5.11",
    "7 [] time namespaces",
    "    in v5.6",
    "8 unread: a note: a row without hash or release",
  ]);
});

test("a row without words is called after its section", () => {
  const markdown = `# T\n## eBPF\n\n| Kernel version | Commit |\n| - | - |\n| 3.15 | ${H} |\n`;
  expect(itemsOf(markdown)).toMatchObject([{ title: "eBPF", hashes: [{ sha: H }], releases: ["v3.15"] }]);
});

test("a section with prose that names a commit is a change; so is one of bullets that are nothing but commits", () => {
  const markdown = `# T\n\n## Idmapped mounts\n\nLanded as ${A} in v5.12.\n\nMore words.\n\n## Time namespaces\n- ${B}\n\n## Prose\n\nonly`;
  expect(showDeck(readDeck(markdown, vocabulary))).toEqual([
    "1 # T",
    "3 # Idmapped mounts",
    "3 [] Idmapped mounts",
    "5   412ac77a9d3e",
    "    in v5.12",
    "5   note: Landed as 412ac77a9d3e in v5.12.",
    "7   note: More words.",
    "9 # Time namespaces",
    "9 [] Time namespaces",
    "10   bfedb589252c",
    "12 # Prose",
    "14 unread: only: text outside of any list",
  ]);
});

test("below the title, commits alone make a change of the page; in other text they are listed with it", () => {
  const badge = `[:tag: v5.7](https://github.com/torvalds/linux/commit/${A})`;
  const markdown = `# BPF_PROG_TYPE_LSM\n\n<!-- x -->\n${badge}\n\nWords.\n\n# Other\n\nSee [this](https://git.kernel.org/torvalds/c/${B}).`;
  expect(showDeck(readDeck(markdown, vocabulary))).toEqual([
    "1 # BPF_PROG_TYPE_LSM",
    "1 [] BPF_PROG_TYPE_LSM",
    "4   412ac77a9d3e",
    "    in v5.7",
    "4   note: :tag: v5.7",
    "6   note: Words.",
    "8 # Other",
    "10 unread: See this. bfedb589252c: text outside of any list",
  ]);
});

test("bullets below the name of a changelog's part stand by themselves", () => {
  const markdown = `# News\n* Improvements\n  * Decode epoll_pwait2 introduced in Linux 5.11.\n  * Words.\n* Bug fixes\n  * Other words.`;
  expect(itemsOf(markdown)).toMatchObject([{ line: 3, releases: ["v5.11"], notes: [] }]);
});

test("the unindented name of a part ends the indented bullets above it", () => {
  const markdown = `lib:\n   - one  [${H}]\ncli/show:\n   - two  [${B}]\n`;
  expect(itemsOf(markdown).map(({ title }) => title)).toEqual(["one", "two"]);
});

test("a heading that names a release is that of the items below it, and of the headings below", () => {
  const markdown =
    "# Notes\n## Linux 5.6\n- one\n### mounts\n- two\n## v5.12 and v5.13\n- three\n## Later\n- four";
  const deck = readDeck(markdown, vocabulary);
  expect(deck.sections.map(({ heading, release, items }) => [heading, release, items.length])).toEqual([
    ["Notes", null, 0],
    ["Linux 5.6", "v5.6", 1],
    ["mounts", "v5.6", 1],
    ["v5.12 and v5.13", null, 0],
    ["Later", null, 0],
  ]);
});

test.each([
  [
    "front matter",
    "---\ntitle: A Talk\nauthor: Ada\ndate: 2018-10-25\n---\n# Other\n",
    ["A Talk", ["Ada"], "2018-10-25"],
  ],
  [
    "several authors",
    "---\nauthors: [Ada, { name: Bob }]\ndate: soon\n---\n# T\n",
    ["T", ["Ada", "Bob"], null],
  ],
  ["broken YAML", '---\ntitle: "a\n---\n# T\n', ["T", [], null]],
  ["an alias bomb", "---\na: &a [x]\ntitle: *a\n---\n# T\n", ["T", [], null]],
  ["a line of hyphens", "---\n\n# T\n", ["T", [], null]],
])("%s", (_, markdown, expected) => {
  const { title, authors, date } = readDeck(markdown, vocabulary);
  expect([title, authors, date]).toEqual(expected);
});

test("lines are counted with the front matter", () => {
  expect(itemsOf("---\ntitle: T\n---\n- (user) x")).toMatchObject([{ title: "x", line: 4 }]);
});

describe("tags", () => {
  test.each([
    ["(user,mnt) x", ["user", "mnt"], "x"],
    ["(usr) x", ["usr"], "x"],
    ["(user,unknown) x", ["user", "unknown"], "x"],
    ["[user] x", ["user"], "x"],
    ["[user, mnt] x", ["user", "mnt"], "x"],
    ["user: x", ["user"], "x"],
    ["**user, mnt:** x", ["user", "mnt"], "x"],
    ["User: x", ["user"], "x"],
  ])("%s", (bullet, tags, title) => {
    expect(itemsOf(`- ${bullet}\n  - ${A}`)).toMatchObject([{ tags, title }]);
  });
  test("words in brackets that are no tags make no change", () => {
    const { sections, unread } = readDeck("- (man) fix typos\n- (usr) one", vocabulary);
    expect(sections.flatMap(({ items }) => items).map(({ title }) => title)).toEqual(["one"]);
    expect(unread.map(({ text }) => text)).toEqual(["(man) fix typos"]);
  });
  test("where most words in parentheses are no tags, none is", () => {
    const others = (words: number) =>
      Array.from({ length: words }, (_, at) => `- (part${at}) words\n`).join("");
    const tagged = "- (mnt) one\n- (user) two\n".repeat(6);
    expect(itemsOf(`${others(13)}${tagged}`)).toEqual([]);
    expect(itemsOf(`${others(12)}${tagged}`)).toHaveLength(12);
    expect(itemsOf(`${others(9)}- (mnt) one\n`)).toHaveLength(1);
  });
  test("a word before a colon alone makes no change, in brackets it does", () => {
    expect(itemsOf("- user: one\n- [user] two\n- (user) three").map(({ title }) => title)).toEqual([
      "two",
      "three",
    ]);
  });
  test.each(["docs: x", "(unknown) x", "(man) fix typos", "[unknown] x", "[usr] x", "users: x", "http: x"])(
    "%s has none",
    (bullet) => {
      expect(itemsOf(`- ${bullet}\n  - ${A}`)).toMatchObject([{ tags: [], title: bullet }]);
    },
  );
});

test.each([
  [`idmapped mounts (5.19, commit ${A})`, "idmapped mounts"],
  [`idmapped mounts (v5.19) ${A}`, "idmapped mounts"],
  [`idmapped mounts (since Linux 5.19): ${A}`, "idmapped mounts"],
  [`idmapped mounts (for overlayfs) ${A}`, "idmapped mounts (for overlayfs)"],
  [`(${A})`, "commit 412ac77a9d3e"],
])("the title of %j is %j", (bullet, title) => {
  expect(itemsOf(`- ${bullet}`).map((item) => item.title)).toEqual([title]);
});

test.each([
  ["(v5.13)", ["v5.13"]],
  ["since Linux 5.6", ["v5.6"]],
  ["in kernel version 5.6 and v5.7", ["v5.6", "v5.7"]],
  ["merged in v5.12-rc1", ["v5.12"]],
  ["(Linux 2.6.24+)", ["v2.6.24"]],
  ["v5.6, 2020-03-29", ["v5.6"]],
  ["Updated builds to libseccomp v2.6.1", []],
  ["Switched to go-criu v8.3", []],
  ["runc 1.3.0", []],
  ["removed in v5.9", []],
  ["works before Linux 5.6", []],
  ["kernel 5.6.3", []],
  ["mount_setattr syscall introduced in Linux 5.12.", ["v5.12"]],
  ["Extended CI to test against Linux 6.15.", []],
  ["add testcase for Linux 6.2 x86_64", []],
  ["Updated lists of ioctl commands from Linux 7.2.", []],
  ["Regenerated list of ioctl names from linux 2.6.33", []],
  ["Updated decoding of clone3 to match Linux 5.7.", []],
  ["Fixed build with uapi headers from Linux >= 6.2", []],
  ["On mips, linux kernel >= 2.6.15 is required.", []],
  ["Requires Linux 5.3.", ["v5.3"]],
  ["5.6", []],
  ["0.06s vs 60s", []],
])("%j names the kernel releases %j", (text, expected) => {
  expect(namedReleases(text, vocabulary)).toEqual(expected);
});

test("a title that is nothing but a release stays", () => {
  expect(withoutReleases("(v5.13)", vocabulary)).toBe("(v5.13)");
});

test("the hash that a link to another project's commit shows is not the kernel's", () => {
  const link = `[\`${H}\`](https://github.com/landlock-lsm/rust-landlock/commit/${A})`;
  expect(itemsOf(`- (user) a thing ${link}`)).toMatchObject([{ hashes: [], links: [{}] }]);
});

test("a large table is read, a large paragraph is not", () => {
  const rows = Array.from(
    { length: 1000 },
    (_, at) => `| feature ${at} | ${at.toString(16).padStart(40, "a")} |\n`,
  );
  expect(itemsOf(`| a | b |\n| - | - |\n${rows.join("")}`)).toHaveLength(1000);
  expect(readDeck("word ".repeat(5000), vocabulary).problems).toHaveLength(1);
});

test("of a changelog without kernel commits nothing is a change", () => {
  const markdown = `# Changelog
## [1.5.0] - 2026-06-19
- Switched to go-criu v8.3.0. (#5312)
- Requires [lib v0.2.5] or later, see https://example.org/lib.
- [CVE-2026-41579][] allowed a thing.
- Since runc 1.3.0, a thing.
- user: correct the mapping. (#4902)
- Support for what came in Linux 4.11. ([#2883](https://github.com/opencontainers/runc/pull/2883))

[CVE-2026-41579]: https://github.com/opencontainers/runc/security/advisories/GHSA-xjvp-4fhw-gc47
[lib v0.2.5]: https://github.com/cyphar/lib/releases/tag/v0.2.5
`;
  expect(itemsOf(markdown)).toEqual([]);
  expect(readDeck(markdown, vocabulary).unread).toHaveLength(6);
});
