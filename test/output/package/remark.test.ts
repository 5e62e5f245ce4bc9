// Over 250 lines: one plugin on every form of a citation.
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { expect, test } from "vitest";
import { citeChanges, type Options } from "../../../src/output/package/cite-changes.ts";
import {
  BACKPORT,
  CLAIMED,
  CONTRADICTED,
  DERIVED,
  DISPUTED,
  known,
  PROVED,
  TWINS,
  WORDLIKE,
} from "./known-of-tests.ts";

const site = "https://example.org/kernel";

function run(markdown: string, options: Partial<Options> = {}) {
  const file = remark()
    .use(remarkGfm)
    .use(citeChanges(known), { site, ...options })
    .processSync(markdown);
  return { text: String(file).trimEnd(), messages: file.messages };
}

const SUBJECT = '"Introduce v3 namespaced file capabilities"';
const at = (sha: string) => `https://example.org/kernel/commits/${sha}/`;
const linked = (shown: string) => `[${shown}](${at(PROVED)} ${SUBJECT})`;

test.each([
  ["after commit", "commit 8db6c34f1dbc", `commit ${linked("8db6c34f1dbc")}`],
  ["at a sentence's beginning", "Commit 8db6c34", `Commit ${linked("8db6c34")}`],
  ["whole", `commit ${PROVED} did`, `commit ${linked(PROVED)} did`],
  ["as the kernel cites", 'commit 8db6c34f1dbc ("v3")', `commit ${linked("8db6c34f1dbc")} ("v3")`],
  ["in a trailer", 'Fixes: 8db6c34f1dbc ("v3")', `Fixes: ${linked("8db6c34f1dbc")} ("v3")`],
  ["on the next line", "see commit\n8db6c34f1dbc", `see commit\n${linked("8db6c34f1dbc")}`],
  ["before a full stop", "By commit 8db6c34f1dbc.", `By commit ${linked("8db6c34f1dbc")}.`],
  ["before a comma", "commit 8db6c34f1dbc, too", `commit ${linked("8db6c34f1dbc")}, too`],
  ["in parentheses", "(commit 8db6c34f1dbc)", `(commit ${linked("8db6c34f1dbc")})`],
  ["before a colon", "commit 8db6c34f1dbc: v3", `commit ${linked("8db6c34f1dbc")}: v3`],
  ["in emphasis", "*commit 8db6c34f1dbc*", `*commit ${linked("8db6c34f1dbc")}*`],
  [
    "in a table",
    "| a |\n| - |\n| commit 8db6c34f1dbc |",
    new RegExp(`commit \\[8db6c34f1dbc\\]\\(${at(PROVED)}`),
  ],
  ["before its subject", '* 8db6c34f1dbc ("v3")', `* ${linked("8db6c34f1dbc")} ("v3")`],
  ["in capitals", "COMMIT 8DB6C34F1DBC", `COMMIT ${linked("8DB6C34F1DBC")}`],
  [
    "after introduced by",
    'Introduced by 8db6c34f1dbc ("v3")',
    `Introduced by ${linked("8db6c34f1dbc")} ("v3")`,
  ],
  ["of upstream", "Upstream commit: 8db6c34f1dbc", `Upstream commit: ${linked("8db6c34f1dbc")}`],
  ["in bold", "commit **8db6c34f1dbc**", `commit **${linked("8db6c34f1dbc")}**`],
  ["in bold with its keyword", "x **commit 8db6c34** y", `x **commit ${linked("8db6c34")}** y`],
  ["in a list", "- commit 8db6c34", `* commit ${linked("8db6c34")}`],
  [
    "after commits, each",
    "commits 8db6c34f1dbc, d95fa3c76a66 and `8db6c34`",
    `commits ${linked("8db6c34f1dbc")}, [d95fa3c76a66](${at(CLAIMED)}) and ${linked("`8db6c34`")}`,
  ],
  ["in Russian", "в коммите 8db6c34f1dbc", `в коммите ${linked("8db6c34f1dbc")}`],
  ["in Chinese", "提交8db6c34f1dbc引入", `提交${linked("8db6c34f1dbc")}引入`],
  [
    "a word, after commit, in backticks",
    "commit `deadbeef`",
    `commit [\`deadbeef\`](${at(WORDLIKE)} "A word")`,
  ],
  ["in backticks", "in `8db6c34f1dbc`.", `in ${linked("`8db6c34f1dbc`")}.`],
  ["in backticks after the word", "commit `8db6c34`", `commit ${linked("`8db6c34`")}`],
  ["cited in backticks", '`commit 8db6c34f1dbc ("v3")`', linked('`commit 8db6c34f1dbc ("v3")`')],
  ["a trailer in backticks", '`Fixes: 8db6c34f1dbc ("v3")`', linked('`Fixes: 8db6c34f1dbc ("v3")`')],
  ["a word, after commit", "commit deadbeef", `commit [deadbeef](${at(WORDLIKE)} "A word")`],
  ["a word of twelve digits", "`deadbeefcafe`", `[\`deadbeefcafe\`](${at(WORDLIKE)} "A word")`],
  ["without a known subject", "commit d95fa3c76a66", `commit [d95fa3c76a66](${at(CLAIMED)})`],
  ["past the twins' digits", "commit aa4bf44dc", `commit [aa4bf44dc](${at(TWINS[0] ?? "")} "A twin")`],
])("links a hash %s", (_, markdown, expected) => {
  const { text, messages } = run(markdown);
  if (expected instanceof RegExp) expect(text).toMatch(expected);
  else expect(text).toBe(expected);
  expect(messages).toEqual([]);
});

test.each([
  ["unknown", "commit 0123456789ab and `0123456789ab`"],
  ["bare", "8db6c34f1dbc did it"],
  ["of six digits", "commit 8db6c3"],
  ["of 41 digits", `commit ${PROVED}0`],
  ["in a link", "[commit 8db6c34f1dbc](https://e.org/)"],
  ["in code in a link", "[see `8db6c34f1dbc`](https://e.org/)"],
  ["in a reference", "[commit 8db6c34f1dbc][a]\n\n[a]: https://e.org/"],
  ["in a heading", "# commit 8db6c34f1dbc and `8db6c34f1dbc`"],
  ["in a block of code", "```\ncommit 8db6c34f1dbc\n```"],
  ["in raw HTML", "<!-- commit 8db6c34f1dbc -->"],
  ["among other code", "`git show 8db6c34f1dbc`"],
  ["that is a word in backticks", "`deadbeef`"],
  ["that is a date in backticks", "`20181025`"],
  ["of an ancestor", "commit 8db6c34f1dbc^ and `8db6c34f1dbc~1`"],
  ["of a range", "commit 8db6c34f1dbc..d95fa3c76a66"],
  ["of a file", "commit 8db6c34f1dbc.patch commit 8db6c34f1dbc-dirty commit 8db6c34f1dbc/x"],
  ["after a longer word", "precommit 8db6c34f1dbc"],
  ["of a backport, which has no page", `commit ${BACKPORT}`],
])("leaves a hash %s alone", (_, markdown) => {
  const { text, messages } = run(markdown);
  expect(text).toBe(markdown);
  expect(messages).toEqual([]);
});

test("an ambiguous hash stays, and a message names its candidates", () => {
  const { text, messages } = run("x\n\ncommit aa4bf44d");
  expect(text).toBe("x\n\ncommit aa4bf44d");
  expect(messages.map(({ reason, ruleId, line }) => ({ reason, ruleId, line }))).toEqual([
    {
      reason:
        "Expected a hash of one commit, found aa4bf44d, which may be aa4bf44dc851, aa4bf44d0000. Write more digits.",
      ruleId: "ambiguous-hash",
      line: 3,
    },
  ]);
});

const CAPS = "https://example.org/kernel/changes/file-caps/";

test.each([
  ["its text", "[caps](sincelinux:file-caps)", `[caps](${CAPS})`],
  ["a fragment", "[caps](sincelinux:file-caps#claims)", `[caps](${CAPS}#claims)`],
  ["an alias", "[caps](sincelinux:v3-caps)", `[caps](${CAPS})`],
  ["a title", '[caps](sincelinux:file-caps "t")', `[caps](${CAPS} "t")`],
  ["no text", "[](sincelinux:file-caps)", `[File capabilities of a \\*namespace\\*](${CAPS})`],
  ["itself as text", "<sincelinux:file-caps>", `[File capabilities of a \\*namespace\\*](${CAPS})`],
  ["a topic", "[u](sincelinux:user)", "[u](https://example.org/kernel/topics/user/)"],
  ["a definition", "[a][b]\n\n[b]: sincelinux:file-caps", `[a][b]\n\n[b]: ${CAPS}`],
  ["a heading around it", "# [a](sincelinux:file-caps)", `# [a](${CAPS})`],
])("resolves sincelinux: with %s", (_, markdown, expected) => {
  expect(run(markdown)).toEqual({ text: expected, messages: [] });
});

test.each([
  ["a link", "[a *b*](sincelinux:file-cap)", 'found "file-cap". Did you mean "file-caps"?'],
  ["a reference", "[a][b]\n\n[b]: sincelinux:file-cap", 'Did you mean "file-caps"?'],
  ["two references", "[a][b] [c][d]\n\n[b]: sincelinux:x-1\n\n[d]: sincelinux:x-2", "Correct it."],
  ["hostile", "[a](sincelinux:../../x?y=1)", "Correct it."],
])("%s to an unknown slug stays as it is, with a message", (_, markdown, expected) => {
  const { text, messages } = run(markdown);
  expect(text).toBe(markdown);
  expect(messages[0]).toMatchObject({ ruleId: "unknown-slug", reason: expect.stringContaining(expected) });
});

test.each([
  ["a link", `see [the fix](https://github.com/torvalds/linux/commit/${PROVED})`],
  ["a reference", `see [x][1]\n\n[1]: https://git.kernel.org/torvalds/c/8db6c34f1dbc`],
  [
    "a bare address",
    `https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=${PROVED}`,
  ],
])("a commit that %s leads to is cited, and the link stays", (_, markdown) => {
  const { text } = run(markdown, { cited: true });
  const [before, section] = text.split("\n\n## Kernel changes cited\n\n");
  expect(before).toBe(run(markdown).text);
  expect(before).not.toContain(site);
  expect(section).toContain(`* commit [\`8db6c34f1dbc\`](${at(PROVED)}) (${SUBJECT}): v4.14`);
});

test("of documents nothing changes but what is linked", () => {
  const documents = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    ...globSync("content/changes/*.md").slice(0, 40),
  ];
  for (const document of documents) {
    const markdown = readFileSync(document, "utf8").replaceAll("](sincelinux:", "](https://example.com/");
    const plain = String(remark().use(remarkGfm).processSync(markdown)).trimEnd();
    const pages = /\[([^\]\n]*)\]\(https:\/\/example\.org\/kernel\/[^)\s]*(?: "(?:[^"\\]|\\.)*")?\)/g;
    expect(run(markdown).text.replace(pages, "$1"), document).toBe(plain);
  }
});

test("the section says what was cited, once each, with releases, dates and how they are known", () => {
  const text = `commit 8db6c34f1dbc, again \`8db6c34\`, commit d95fa3c76a66, commit e5ff5ce6e20e.

[Two](sincelinux:two-steps), [an idea][i], [topic](sincelinux:user), [elsewhere](https://e.org/changes/an-idea/).

[i]: sincelinux:an-idea`;
  const [, section] = run(text, { cited: true }).text.split("## Kernel changes cited\n\n");
  const change = (slug: string) => `https://example.org/kernel/changes/${slug}/`;
  expect(section?.split("\n")).toEqual([
    `* commit [\`8db6c34f1dbc\`](${at(PROVED)}) (${SUBJECT}): v4.14 (2017-11-12), fact; part of [File capabilities of a \\*namespace\\*](${change("file-caps")})`,
    `* commit [\`d95fa3c76a66\`](${at(CLAIMED)}) (subject not known): v4.11 (date unknown), derived claim, 1 source`,
    `* commit [\`e5ff5ce6e20e\`](${at(DISPUTED)}) ("Evil "subject" \\<script>alert(1)\\</script> \\[x]\\(javascript:alert(2)) ⟨U+202E⟩\\\`\\*\\_ # no"): v4.9 (2016-12-11) or v4.11 (2017-04-30), sources disagree`,
    `* [In two steps](${change("two-steps")}): first usable in v4.14 (2017-11-12), fact; complete: release unknown`,
    `* [A new thing](${change("an-idea")}): proposed as of 2026-01-02`,
  ]);
});

test.each([
  ["only concluded", DERIVED],
  ["contradicted", CONTRADICTED],
])("a subject that is %s is not given as the commit's", (_, sha) => {
  const { text } = run(`commit ${sha}`, { cited: true });
  expect(text).toContain(`commit [${sha}](${at(sha)})\n`);
  expect(text).toMatch(/\(subject not known\): release unknown$/);
});

test("a second run changes nothing, and what follows the section stays", () => {
  const first = run("# T\n\ncommit 8db6c34f1dbc\n", { cited: true }).text;
  expect(first).toContain("## Kernel changes cited");
  expect(run(first, { cited: true }).text).toBe(first);
  const more = run(`${first}\n\n## Later\n\n[x](sincelinux:an-idea)`, { cited: true }).text;
  expect(more.match(/## .*/g)).toEqual(["## Later", "## Kernel changes cited"]);
  expect(more).toContain("A new thing");
});

test.each([
  ["nothing is cited", "A text.\n", true],
  ["it is not asked for", "commit 8db6c34f1dbc", false],
])("there is no section where %s", (_, markdown, cited) => {
  expect(run(markdown, { cited }).text).not.toContain("##");
});

test.each([[undefined], ["example.org"], ["javascript:alert(1)"], ["file:///x"]])(
  "%s is no address of a site",
  (address) => {
    expect(() => run("x", { site: address as unknown as string })).toThrow(
      "sincelinux/remark: site: expected the http(s) address",
    );
  },
);

test("whatever the text, no link leads anywhere but to the site", () => {
  const part = fc.constantFrom(
    "commit ",
    "Fixes:",
    " ",
    "\n",
    "`",
    "8db6c34f1dbc",
    "aa4bf44d",
    "<sincelinux:",
    "](",
    "[",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const addresses = (markdown: string) => [...markdown.matchAll(/https?:\/\/[^\s)>\]"]*/g)].map(String);
      const before = addresses(text);
      for (const address of addresses(run(text, { cited: true }).text)) {
        expect(before.includes(address) || address.startsWith(site)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
  const blanks = `commit${" ".repeat(200_000)}8db6c34f1dbc`;
  expect(run(blanks).text).toContain("8db6c34f1dbc");
});
