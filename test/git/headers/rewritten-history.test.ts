import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findTraces, listedSubjects, type SoughtCommit } from "../../../src/git/headers/rewritten-history.ts";
import { openClone } from "../../../src/git/process/open-clone.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { type MainlineCommit, writeMainline } from "./write-mainline.ts";

const LINUS = "Linus Torvalds";
const DAYS: Record<string, number> = { one: 20, two: 30, own: 50 };
const list = (...subjects: string[]) =>
  `\n\nPull things:\n "* not a list:\n    no subject"\n\n* 'next' of git://git.example.org/x: (${subjects.length} commits)\n${subjects.map((each) => `  ${each}\n`).join("")}  ...\n`;
const merge = (id: string, day: number, parents: string[], ...subjects: string[]): MainlineCommit => ({
  ...{ id, day, parents, author: LINUS, message: `Merge ${id}${list(...subjects)}` },
});
const work = (id: string, message: string, over: Partial<MainlineCommit> = {}): MainlineCommit => ({
  ...{ id, message, day: 10, parents: ["root"], ...over },
});

const directory = join(temporaryFolder(), "rewritten.git");
const ids = writeMainline(directory, [
  { id: "root", message: "Linux", day: 0, author: LINUS },
  work("a1", "nsfs: Add it"),
  work("a2", "twice: Add it", { parents: ["a1"] }),
  work("a3", "twice: Add it\n\nagain", { parents: ["a2"], day: 11 }),
  work("a4", "again: Add it", { parents: ["a3"] }),
  work("a5", "listed by another: Add it", { parents: ["a4"] }),
  merge("one", 20, ["root", "a5"], "nsfs: Add it", "far: Add it", "both: Add it", "old: Add it"),
  work("b1", "quiet: Add it"),
  merge("two", 30, ["one", "b1"], "both: Add it", "undone: Add it", "listed by another: Add it"),
  // A merge by somebody else does not show when something came to the mainline.
  work("c1", 'Revert "again: Add it"'),
  work("c2", `Merge theirs${list("theirs: Add it")}`, { parents: ["c1"], author: "Dan Developer" }),
  merge("three", 40, ["two", "c2"], 'Revert "undone: Add it"'),
  { id: "own", message: "own: Add it", day: 50, author: LINUS, parents: ["three"] },
  { id: "foreign", message: "foreign: Add it", day: 51, parents: ["own"] },
  { id: "tip", message: "Linux again", day: 60, author: LINUS, parents: ["foreign"] },
]);

type Case = [
  name: string,
  wanted: Partial<SoughtCommit>,
  expected: { copy?: [string, string]; listed?: string } | null,
];

const cases: Case[] = [
  ["a copy that a merge lists", { subject: "nsfs: Add it" }, { copy: ["a1", "one"], listed: "one" }],
  ["a copy that no merge lists", { subject: "quiet: Add it" }, { copy: ["b1", "two"] }],
  [
    "a day instead of a moment",
    { subject: "quiet: Add it", authorDate: "2017-01-11" },
    { copy: ["b1", "two"] },
  ],
  ["another moment of that day", { subject: "quiet: Add it", authorDate: "2017-01-11T00:00:01Z" }, null],
  ["another day", { subject: "quiet: Add it", authorDate: "2017-01-12" }, null],
  ["another author", { subject: "quiet: Add it", author: "Dan Developer" }, null],
  ["an unknown author", { subject: "quiet: Add it", author: null }, null],
  [
    "another moment in the same zone",
    { subject: "quiet: Add it", authorDate: "2017-01-11T02:00:00+02:00" },
    { copy: ["b1", "two"] },
  ],
  [
    "a commit on the first-parent chain",
    { subject: "own: Add it", author: LINUS, authorDate: "2017-02-20" },
    { copy: ["own", "own"] },
  ],
  ["one by somebody else there", { subject: "foreign: Add it", authorDate: "2017-02-21" }, null],
  ["a subject that is only listed", { subject: "far: Add it", author: null }, { listed: "one" }],
  ["listed before it was written", { subject: "far: Add it", authorDate: "2017-01-23" }, null],
  ["listed half a year later", { subject: "old: Add it", authorDate: "2016-07-20" }, null],
  ["listed, without a date", { subject: "far: Add it", authorDate: null }, null],
  ["a subject that two commits have", { subject: "twice: Add it" }, null],
  ["a subject that two merges list", { subject: "both: Add it" }, null],
  ["a copy that another merge lists", { subject: "listed by another: Add it" }, null],
  ["a subject that a commit reverts", { subject: "again: Add it" }, null],
  ["a subject that a merge lists as reverted", { subject: "undone: Add it" }, null],
  ["a subject in a merge that is not of the mainline", { subject: "theirs: Add it" }, null],
  ["the end of the list", { subject: "..." }, null],
  ["no such subject", { subject: "none: Add it" }, null],
];

const sought = cases.map(([name, wanted]): [string, SoughtCommit] => [
  name,
  { subject: "", author: "Ann Author", authorDate: "2017-01-11T00:00:00Z", ...wanted },
]);
const traces = await findTraces(await openClone(directory), ids.get("tip") ?? "", new Map(sought), () => {});

test.each(cases)("%s", (name, _wanted, expected) => {
  const id = (sha: string | undefined) => [...ids].find(([, each]) => each === sha)?.[0];
  const { copy, listed } = traces.get(name) ?? {};
  const found = {
    ...(copy && { copy: [id(copy.commit), id(copy.landing.commit)] }),
    ...(listed && { listed: id(listed.commit) }),
  };
  expect(found).toEqual(expected ?? {});
  expect(listed?.seconds ?? copy?.landing.seconds ?? null).toBe(
    expected === null
      ? null
      : Date.UTC(2017, 0, 1 + (DAYS[expected.listed ?? expected.copy?.[1] ?? ""] ?? 0)) / 1000,
  );
});

test("whatever a message is, reading its list ends, and gives lines of it", () => {
  const line = fc.oneof(
    fc.constantFrom("* a of b:", "* a: (2 commits)", "  subject", "  ...", "   deeper", "", " ", "* a"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join("\n");
      for (const subject of listedSubjects(text)) expect(text).toContain(`  ${subject}`);
    }),
  );
  expect(listedSubjects("* a of b: (3 commits)\n  one\n\n  two\n   deeper\n  three")).toEqual(["one", "two"]);
  expect(listedSubjects("* a of b\n  one\n* c:\n  two\n  ...")).toEqual(["two"]);
});
