import { expect, test } from "vitest";
import { ALPHA, edit, type Files, OTHER_SHA, problemsWith, SHA, USER } from "./content-tree.ts";
import { body, claim, draft } from "./variants.ts";

const inDraft = (text: string): Files => ({ "changes/alpha.md": `${draft(ALPHA)}\n${text}\n` });
const only = (text: string): Files => ({
  "changes/alpha.md": `${ALPHA.split("\n---\n")[0]}\n---\n\n${text}\n`,
});
const releases = `source: { title: A list, url: "https://www.kernel.org/" }
releases:
  - { version: "v2.6.12", date: null }
  - { version: "v2.6.24", date: "2008-01-24" }
  - { version: "v4.13", date: "2017-09-03" }
  - { version: "v4.14", date: "2017-11-12" }
`;
const withReleases = (text: string): Files => ({ ...body(text), "releases.yaml": releases });
const words = (count: number) => "word ".repeat(count).trim();

const accepted: [string, Files][] = [
  ["sixty words in two paragraphs", only(`${words(30)}\n\n${words(30)}`)],
  ["sixty words in a paragraph and a list", only(`${words(30)}\n\n- ${words(30)}`)],
  ["a release with its date", body("Since v4.14 (2017-11-12), not in v4.13, 2017-09-03.")],
  ["a release and its date on two lines", body("It is there since v4.14\n(2017-11-12) and later.")],
  ["a linked release with its date", body("Since [v4.14](https://example.org/) (2017-11-12).")],
  ["a release whose date nobody knows", withReleases("It is in v2.6.12 already.")],
  ["a candidate with a date up to its release's", body("Since v4.14-rc1 (2017-09-16).")],
  ["a stable release with a date from its release's", withReleases("In v2.6.24.3 (2008-02-26).")],
  ["a release in code", body("`uname -r` says `v4.14`:\n\n```\nLinux 4.13\n```")],
  ["numbers that are no release", body("Since 4.5 seconds passed, in libcap-2.26, before 2.40 of glibc.")],
  [
    "names that begin like a release",
    body("The branch v4.14-next and the file v4.14/x, and v4.14.y are names."),
  ],
  ["a bare release in a draft", inDraft("Since v4.13, recently, and Linux 4.14.")],
  ["a hash of a record", body(`See ${SHA} or d95fa3c76a66.`)],
  [
    "a hash of a claim",
    { ...body("See 8db6c34f1dbc."), ...claim(`commit: "${OTHER_SHA}", field: subject, value: x`) },
  ],
  [
    "a hash that follows up",
    {
      ...body("See 8db6c34f1dbc."),
      ...claim(`commit: "${SHA}", field: followUp, value: { sha: "${OTHER_SHA}", subject: x, kind: fix }`),
    },
  ],
  ["a hash as the text of a link", body("See [a402f1e35313](https://example.org/a402f1e35313).")],
  ["words and numbers of hex digits", body("A defaced facade, 20181025 and `4026531837`.")],
  ["a hash in a block of code", body("```\ngit show a402f1e35313\n```")],
  ["an unknown hash in a draft", inDraft("See a402f1e35313.")],
  [
    "a word for now with its day",
    body("As of 2026-03-01 it is currently refused. In March 2026 that recently changed."),
  ],
  ["a word for now in code", body("Read `/proc/<pid>/attr/current` and `currently`.")],
  [
    "the current one of something else",
    body("It makes a group below the current one, the most recent mount."),
  ],
];

test.each(accepted)("accepts %s", (_name, files) => {
  expect(problemsWith(files)).toEqual([]);
});

const few = 'Say what it does, why it matters and how to detect it, or set "draft: true".';
const rejected: [string, Files, string][] = [
  [
    "a body of fifty-nine words",
    only(`${words(30)}\n\n${words(29)}`),
    `:16:1 body: expected at least 60 words, found 59. ${few}`,
  ],
  [
    "sixty words with those of headings and code",
    only(`# ${words(20)}\n\n${words(30)}\n\n\`\`\`\n${words(20)}\n\`\`\``),
    `:16:1 body: expected at least 60 words, found 30. ${few}`,
  ],
  [
    "a body of one paragraph",
    only(words(80)),
    ":16:1 body: expected at least 2 paragraphs, found 1. Give each thought its own: what it does, how to detect it, limits.",
  ],
  [
    "a bare release",
    body("It is in\n  some. Since v4.14 only."),
    ":21:15 body: expected v4.14 (2017-11-12), found v4.14 alone. Write its date as releases.yaml has it.",
  ],
  [
    "a bare release as a link, in a list",
    body("- Since [v4.14](https://example.org/) only."),
    ":20:10 body: expected v4.14 (2017-11-12), found v4.14 alone. Write its date as releases.yaml has it.",
  ],
  [
    "a release with another day",
    body("Since v4.14 (2017-11-13)."),
    ":20:7 body: expected v4.14 (2017-11-12), found v4.14 (2017-11-13). Write its date as releases.yaml has it.",
  ],
  [
    "a date for a release whose date nobody knows",
    withReleases("In v2.6.12 (2005-06-17)."),
    ":20:4 body: expected v2.6.12, found v2.6.12 (2005-06-17). Write its date as releases.yaml has it.",
  ],
  [
    "a release that no list has",
    body("Since v4.15 (2018-01-28)."),
    ':20:7 body: expected a release that releases.yaml lists, found "v4.15". Correct it, or add the release there.',
  ],
  [
    "a bare candidate",
    body("Since v4.14-rc1 only."),
    ":20:7 body: expected the date of v4.14-rc1 beside it, found v4.14-rc1 alone. Write v4.14-rc1 (YYYY-MM-DD), or name v4.14 (2017-11-12) instead.",
  ],
  [
    "a candidate after its release",
    body("Since v4.14-rc1 (2017-11-13)."),
    ":20:7 body: expected a date up to 2017-11-12, of v4.14, found v4.14-rc1 (2017-11-13). Correct the date.",
  ],
  [
    "a stable release before its release",
    body("Since v4.14.1 (2017-11-11)."),
    ":20:7 body: expected a date from 2017-11-12, of v4.14, found v4.14.1 (2017-11-11). Correct the date.",
  ],
  [
    "a release by its number",
    body("It works since 4.14 and on\nLinux 4.13."),
    ':20:16 body: expected a release as its tag, found "4.14". Write v4.14 (2017-11-12).\n' +
      'content/changes/alpha.md:21:7 body: expected a release as its tag, found "4.13". Write v4.13 (2017-09-03).',
  ],
  [
    "a hash that nothing names",
    body("See a402f1e35313."),
    ':20:5 body: expected a hash that leads to its commit, found "a402f1e35313", which no record, claim or fact names. Name the commit in a record or a claim, or write [hash](address of the commit).',
  ],
  [
    "a known hash in backticks",
    body("See `d95fa3c76a66`."),
    ':20:6 body: expected a hash that leads to its commit, found "d95fa3c76a66" in backticks. Write it without them.',
  ],
  [
    "a hash of too few digits",
    {
      ...body("See d95fa3c."),
      ...claim(`commit: "d95fa3c000000000000000000000000000000000", field: subject, value: x`),
    },
    ':20:5 body: expected a hash that leads to its commit, found "d95fa3c", which 2 commits begin with. Write more digits.',
  ],
  [
    "a word for now",
    body("A date of 2026 elsewhere. It was recently added. And 2026."),
    ':20:34 body: expected a date in the sentence, found "recently". Say since or as of when, or leave the word out.',
  ],
  [
    "a word for now beside a release",
    body("Today v4.14 (2017-11-12) is\nthe oldest of the current kernels."),
    ':20:1 body: expected a date in the sentence, found "Today". Say since or as of when, or leave the word out.\n' +
      'content/changes/alpha.md:21:19 body: expected a date in the sentence, found "current kernels". Say since or as of when, or leave the word out.',
  ],
];

test.each(rejected)("rejects %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(`content/changes/alpha.md${message}`);
});

test("rejects it in a topic too", () => {
  const topic = edit(
    USER,
    "A program that holds",
    "Nowadays, since v4.14, see a402f1e35313: a program that holds",
  );
  expect(problemsWith({ "topics/user.md": topic }).map((line) => line.replace(/ body: .*/, ""))).toEqual([
    "content/topics/user.md:7:1",
    "content/topics/user.md:7:17",
    "content/topics/user.md:7:28",
  ]);
});
