import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printProblem } from "../../src/records/problem.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import {
  ALPHA,
  BETA,
  edit,
  PID,
  problemsWith,
  RELEASES,
  readTree,
  SHA,
  SOUND,
  TALK,
  USER,
  writeTree,
} from "./content-tree.ts";

test("the records of this checkout have no problems", () => {
  const { corpus, problems } = readContent("content");
  expect(problems.map(printProblem)).toEqual([]);
  expect(corpus.changes.length).toBeGreaterThan(30);
  expect(corpus.changes[0]?.file).toBe(`content/changes/${corpus.changes[0]?.slug}.md`);
});

test("a corpus holds every record with its name, its file and its body", () => {
  const { corpus } = readTree(writeTree(SOUND));
  const [alpha] = corpus.changes;
  expect(alpha).toMatchObject({
    slug: "alpha",
    repository: "linux",
    draft: false,
    relations: [],
    topics: ["user", "pid"],
  });
  expect(alpha?.commits).toEqual([{ sha: SHA, role: "core" }]);
  expect(alpha?.body).toMatch(/^\nA program that holds/);
  expect(corpus.topics.map(({ id }) => id)).toEqual(["pid", "user"]);
  expect(corpus.documents.map(({ slug }) => slug)).toEqual(["talk"]);
  expect(corpus.repositories.map(({ id }) => id)).toEqual(["libcap", "linux"]);
  expect(corpus.releases.map(({ version }) => version)).toEqual(["v4.13", "v4.14"]);
  expect(corpus.releasesSource.title).toBe("A list");
});

test.each([
  ["[all]", ["pid", "user"]],
  ["[pidns, user, pid]", ["pid", "user"]],
  ["[user, all]", ["user", "pid"]],
  ["[seccomp, all]", ["seccomp", "pid", "user"]],
])("the tags %s name the topics %j", (tags, topics) => {
  const seccomp = edit(edit(USER, "User namespaces", "seccomp"), "kind: namespace", "kind: subsystem");
  const files = { "topics/seccomp.md": seccomp, "changes/alpha.md": edit(ALPHA, "[user, pidns]", tags) };
  expect(readTree(writeTree({ ...SOUND, ...files })).corpus.changes[0]?.topics).toEqual(topics);
});

test("a record with a problem is left out, and all others are there", () => {
  const wrong = edit(
    BETA,
    "summary:",
    'sources: [{ url: "https://lwn.net/1" }]\nrelations: [{ type: follows, to: nowhere }]\nsummary:',
  );
  const folder = writeTree({ ...SOUND, "changes/beta.md": wrong, "changes/broken.md": "x" });
  const { corpus, problems } = readTree(folder);
  expect(problems).toHaveLength(2);
  expect(corpus.changes.map(({ slug }) => slug)).toEqual(["alpha"]);
});

test.each([
  ["a change", { "changes/alpha.md": edit(ALPHA, "title:", "titel:") }],
  ["a topic", { "topics/pid.md": edit(PID, "kind:", "knid:") }],
  ["a document", { "documents/talk.yaml": edit(TALK, "kind:", "knid:") }],
  ["the releases", { "releases.yaml": edit(RELEASES, '"v4.13"', "4.13") }],
  [
    "a repository",
    { "repositories/linux.yaml": "title: Linux\nurl: x\ncommitUrl: https://a.org/\nreleaseTags: [vN.N]\n" },
  ],
])("a mistake in %s is told once, not again by each record that names it", (_what, files) => {
  expect(problemsWith(files as Record<string, string>)).toHaveLength(1);
});

test("folders that are missing or empty are fine", () => {
  const folder = writeTree({ "releases.yaml": RELEASES });
  mkdirSync(join(folder, "changes"));
  expect(readTree(folder).problems).toEqual([]);
});

test("without a day given, a record may be from today, wherever its author is", () => {
  const today = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const from = (day: string) => {
    const folder = writeTree({ ...SOUND, "changes/alpha.md": edit(ALPHA, "2026-01-02", day) });
    return readContent(folder).problems.length;
  };
  expect([from(today), from(later)]).toEqual([0, 1]);
});

const facts = {
  sha: SHA,
  subject: "nsfs: \u202Eadd an ioctl",
  author: { name: "A\u001b[31m", date: "2017-01-25T14:04:15+13:00" },
  committer: { name: "", date: "2037-02-03T14:35:40+13:00" },
  parents: ["a".repeat(40)],
  merge: false,
  release: "v4.11",
  candidate: "v4.11-rc1",
  mainline: null,
  trailers: [{ key: "Link", value: "https://lore.kernel.org/r/x@y" }],
  followUps: [],
  backports: [],
  provedBy: "one",
};
const clones = { one: { head: "b".repeat(40), mainlineRef: "master", newestTag: null, commits: 3 } };
const factFiles = (commit: object, more: object = clones) => ({
  ...SOUND,
  "facts/linux/clones.json": JSON.stringify(more),
  [`facts/linux/commits/${SHA}.json`]: JSON.stringify(commit, null, 2),
});

test("facts are read as git has them, with their repository and clones", () => {
  const { corpus, problems } = readTree(writeTree(factFiles(facts)));
  expect(problems).toEqual([]);
  expect(corpus.facts.get(SHA)).toEqual({ ...facts, repository: "linux" });
  expect(corpus.clones.get("linux")).toEqual(clones);
});

const ANEW = 'Facts are generated: run "sincelinux enrich" again, with a clone.';
const at = `content/facts/linux/commits/${SHA}.json`;

test.each([
  [
    "a wrong field",
    factFiles({ ...facts, merge: "no" }),
    `${at}:15:12 merge: expected true or false, found "no". ${ANEW}`,
  ],
  [
    "an unknown field",
    factFiles({ ...facts, extra: 1 }),
    `${at}:28:3 extra: expected a known field, found "extra". ${ANEW}`,
  ],
  [
    "another commit's name",
    factFiles({ ...facts, sha: "c".repeat(40) }),
    `${at}:1:1 file: expected the name ${"c".repeat(40)}.json, found "${SHA}.json". ${ANEW}`,
  ],
  [
    "a clone nobody described",
    factFiles({ ...facts, provedBy: "two" }),
    `${at}:1:1 file: expected provedBy to name a clone of clones.json, found "two". ${ANEW}`,
  ],
  [
    "half a file",
    { ...factFiles(facts), [`facts/linux/commits/${SHA}.json`]: '{ "sha": ' },
    `${at}:1:1 file: expected JSON, found something else. ${ANEW}`,
  ],
  [
    "a stray file",
    { ...SOUND, "facts/linux/notes.txt": "" },
    'content/facts/linux/notes.txt:1:1 file: expected clones.json and commits/, found "notes.txt". Remove it.',
  ],
  [
    "an undeclared repository",
    { ...SOUND, "facts/linus/clones.json": "{}" },
    'content/facts/linus:1:1 file: expected flaws, interfaces, rewritten or one of the repositories libcap, linux, found "linus". Declare it in repositories/.',
  ],
])("facts with %s are refused", (_name, files, message) => {
  const { corpus, problems } = readTree(writeTree(files));
  expect(problems).toEqual([message]);
  expect(corpus.facts.size).toBe(0);
});
