// Over 250 lines: every case plants a tag in the same generated history, and stands beside the other cases.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { KnownReleases } from "../../src/git/releases/known-dates.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { sinceText } from "../../src/git/releases/since-text.ts";
import { type CommitDraft, importCommits } from "./import-commits.ts";
import { dayOf, kernelShaped, shapedKnown } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const stableCommits: CommitDraft[] = [
  { id: "s1", parents: ["m9"], message: "stable\n", committed: dayOf("2011-08-05") },
  { id: "s2", parents: ["s1"], message: "stable\n", committed: dayOf("2011-08-15") },
  // A topic branch that merged the mainline.
  { id: "topic", parents: ["m13", "m15"], message: "topic\n", committed: dayOf("2017-12-10") },
  { id: "mixed", parents: ["s2", "m10"], message: "stable\n", committed: dayOf("2013-05-15") },
];
const { directory, shas } = kernelShaped(join(folder, "kernel.git"), {
  commits: stableCommits,
  tags: [
    ["v3.0.1", "s1"],
    ["v3.0.2", "s2"],
  ],
  heads: [
    ["mixed", "mixed"],
    ["topic", "topic"],
  ],
});
const inputs = [...shas.values()];
const at = (id: string) => shas.get(id) as string;
const plain = await ask(directory, shapedKnown);
let copies = 0;

async function ask(clone: string, known: KnownReleases | null, commits = inputs) {
  const repository = await openRepository(clone, { ...quiet, known });
  const answers = await since(repository, commits, null);
  const { history, containment, newestTag } = repository;
  const tagProblems = repository.tagProblems.map(({ tag, reason, isDoubtful }) => ({
    tag,
    reason,
    isDoubtful,
  }));
  const found = answers.map(({ input, release, candidate, mainline, inMainline }) => ({
    ...{ input, release, candidate, mainline, inMainline },
    stable: containment.stableReleaseOf(history.index.find(input)),
  }));
  return { found, newestTag, tagProblems };
}

function copy(): string {
  const clone = join(folder, `copy-${++copies}.git`);
  cpSync(directory, clone, { recursive: true });
  return clone;
}

const tag =
  (name: string, id: string) =>
  (clone: string): string =>
    git(clone, "update-ref", `refs/tags/${name}`, at(id));

/** Tags that the list of releases and dates decide: what is done, and which tag is left out for which reason. */
const decided: [name: string, change: (clone: string) => void, tag: string | null, reason: string][] = [
  ["v1.0 at the tip", tag("v1.0", "bidi"), null, ""],
  ["v0.1 at the tip", tag("v0.1", "bidi"), null, ""],
  ["v2.6.11 at the tip", tag("v2.6.11", "bidi"), "v2.6.11", "no such release is known"],
  ["an unknown release", tag("v3.5", "m9"), "v3.5", "no such release is known"],
  [
    "a known one above its place",
    tag("v5.0", "bidi"),
    "v5.0",
    "its commit is dated 2004-11-09, the release 2019-03-03",
  ],
  ["a newer one", tag("v9.9", "bidi"), "v9.9", "its commit is dated 2004-11-09, before v5.0 (2019-03-03)"],
  ["a candidate of none", tag("v5.0-rc0", "bidi"), "v5.0-rc0", "candidates are numbered from 1"],
  [
    "a candidate too early",
    tag("v3.9-rc1", "m2"),
    "v3.9-rc1",
    "its commit is dated 2005-06-28, before v3.0 (2011-07-22)",
  ],
  [
    "a candidate too late",
    tag("v3.9-rc1", "m14"),
    "v3.9-rc1",
    "its commit is dated 2017-11-12, after v3.9 (2013-04-29)",
  ],
  [
    "a symbolic ref",
    (clone) => git(clone, "symbolic-ref", "refs/tags/v4.15", "refs/heads/master"),
    "v4.15",
    "it is a symbolic ref, which moves with another one",
  ],
  [
    "an annotated tag with a false date",
    (clone) => git(clone, "-c", "user.name=x", "tag", "-a", "-m", "x", "v5.0", at("bidi")),
    "v5.0",
    "its commit is dated 2004-11-09, the release 2019-03-03",
  ],
  ["a stable release on the mainline", tag("v2.6.14.9", "m9"), "v2.6.14.9", "it is contained in v3.0"],
  ["a stable release with newer commits", tag("v3.0.9", "mixed"), "v3.0.9", "it contains commits of v3.9"],
  [
    "a stable release before its series",
    tag("v4.14.1", "s2"),
    "v4.14.1",
    "its commit is dated 2011-08-15, before v4.14 (2017-11-12)",
  ],
];

test.each(decided)("%s changes nothing", async (_, change, name, reason) => {
  const clone = copy();
  change(clone);
  const { tagProblems, ...answers } = await ask(clone, shapedKnown);
  expect(tagProblems).toEqual(name === null ? [] : [{ tag: name, reason, isDoubtful: false }]);
  expect(answers).toEqual({ found: plain.found, newestTag: plain.newestTag });
});

/** Tags about which doubt remains: what is left out, and the answers that may be wrong. */
const doubtful: [
  name: string,
  change: (clone: string) => void,
  tags: string[],
  reason: RegExp,
  wrong: RegExp,
][] = [
  [
    "a release that was moved down",
    tag("v3.0", "m2"),
    ["v3.0"],
    /dated 2005-06-28, the release 2011-07-22, so/,
    /^v3\.9$/,
  ],
  [
    "a release that was moved up",
    tag("v3.0", "m14"),
    ["v3.0"],
    /dated 2017-11-12, the release 2011-07-22, so/,
    /^v3\.9$/,
  ],
  [
    "a release whose tag is gone",
    (clone) => git(clone, "tag", "-d", "v3.0"),
    ["v3.0"],
    /this clone lacks it/,
    /^v3\.9$/,
  ],
  [
    "a candidate beside its release",
    tag("v3.9-rc1", "aborted"),
    ["v3.9-rc1"],
    /v3\.9, a later release, does not contain it/,
    /^$/,
  ],
  [
    "a candidate above another one",
    tag("v2.6.14-rc1", "m4"),
    ["v2.6.14-rc1", "v2.6.14-rc2"],
    /it contains v2\.6\.14-rc2, a later release/,
    /^v2\.6\.14/,
  ],
  [
    "a newer candidate on a branch",
    tag("v4.15-rc2", "topic"),
    ["v4.15-rc2"],
    /it is not on the first-parent chain of refs\/heads\/master/,
    /^$/,
  ],
  [
    "a newer candidate on a branch, where the mainline is old",
    (clone) => {
      tag("v4.15-rc2", "topic")(clone);
      git(clone, "update-ref", "refs/heads/master", at("m11"));
    },
    ["v4.15-rc2"],
    /v4\.14 is not on its first-parent chain/,
    /^$/,
  ],
  ["a stable release above another one", tag("v3.0.1", "s2"), [], /./, /^$/],
  [
    "a stable release moved over another one",
    (clone) => {
      tag("v3.0.2", "s1")(clone);
      tag("v3.0.1", "s2")(clone);
    },
    ["v3.0.1", "v3.0.2"],
    /it contains v3\.0\.2, a later release/,
    /^$/,
  ],
];

test.each(doubtful)("%s is named, and leaves doubt", async (_, change, tags, reason, wrong) => {
  const clone = copy();
  change(clone);
  const { tagProblems, found } = await ask(clone, shapedKnown);
  expect(tagProblems.map((problem) => [problem.tag, problem.isDoubtful])).toEqual(
    tags.map((each) => [each, true]),
  );
  if (tags.length > 0) expect(tagProblems[0]?.reason).toMatch(reason);
  for (const [index, each] of found.entries())
    if (each.release !== plain.found[index]?.release) expect(each.release).toMatch(wrong);
});

/** Subjects as the kernel's release commits have them, odd ones too, with work between them. */
const subjectsInRow = [
  ...["Linux-3.0-rc1", "work", "Linux v3.0. Arrr!", "work", "Linux 3.1-rc3", "Linux 3.1-rc2"],
  ...["work", "Linus 3.1", "work", "Linux 3.10-rc1", "work", "Linux 3.10"],
];
const subjectTags = { "v3.0-rc1": 0, "v3.0": 2, "v3.1-rc2": 4, "v3.1": 7, "v3.10-rc1": 9, "v3.10": 11 };

test.each([
  ["as they are", {}, null],
  ["with one just below its place", { "v3.10": 10 }, "v3.10"],
  ["with a candidate just below its place", { "v3.10-rc1": 8 }, "v3.10-rc1"],
  ["with a release at its candidate", { "v3.1": 5 }, "v3.1"],
  ["with a candidate at its release", { "v3.10-rc1": 11 }, "v3.10-rc1"],
  ["with a release at another one", { "v3.1": 11 }, "v3.1"],
])("release commits have the subject of one: tags %s", async (name, moved, out) => {
  const clone = join(folder, `${name.replaceAll(" ", "-")}.git`);
  const ids = subjectsInRow.map((_, place) => `c${place}`);
  const made = importCommits(
    clone,
    ids.map((id, place) => ({
      ...{ id, parents: ids.slice(Math.max(0, place - 1), place), message: `${subjectsInRow[place]}\n` },
    })),
  );
  git(clone, "update-ref", "refs/heads/master", made.get("c11") as string);
  for (const [each, place] of Object.entries({ ...subjectTags, ...moved }))
    git(clone, "update-ref", `refs/tags/${each}`, made.get(`c${place}`) as string);
  const { tagProblems } = await openRepository(clone, {
    ...quiet,
    known: {
      ...shapedKnown,
      releases: ["v3.0", "v3.1", "v3.10"].map((version) => ({ version, date: null })),
    },
    identity: { title: "x", rootCommits: [], releaseSubjects: ["Linux ", "Linux v", "Linux-", "Linus "] },
  });
  expect(tagProblems.map((problem) => [problem.tag, problem.isDoubtful])).toEqual(
    out === null ? [] : [[out, true]],
  );
  if (out !== null) expect(tagProblems[0]?.reason).toMatch(/^its commit is ".*", not that of a release/);
});

test("tags that look like releases but are of no declared shape are counted in one sentence", async () => {
  const clone = copy();
  const notes: string[] = [];
  for (const name of ["v1.0", "v0.1", "v2.4.37", "v1.0-rc1", "v0.99.14", "v2.4.38"]) tag(name, "bidi")(clone);
  await openRepository(clone, { ...quiet, known: shapedKnown, note: (note) => notes.push(note) });
  expect(notes).toEqual([
    "6 tags look like a release but are not of a declared shape, and not used: v0.1, v0.99.14, v1.0, v1.0-rc1, v2.4.37, …",
  ]);
});

test("an answer says which tags are not used, and which release it may be instead", async () => {
  const clone = copy();
  git(clone, "tag", "-d", "v3.0");
  const repository = await openRepository(clone, { ...quiet, known: shapedKnown });
  const [m9, m4] = await since(repository, [at("m9"), at("m4")], null);
  const reason = "this clone lacks it, so what came with it is given a later release";
  expect(m9).toMatchObject({ release: "v3.9", mayBe: ["v3.0"], tagProblems: [{ tag: "v3.0", reason }] });
  expect(m4).toMatchObject({ release: "v2.6.14", tagProblems: [{ tag: "v3.0", reason }] });
  expect(m4).not.toHaveProperty("mayBe");
});

test("the hash of a tag object is that of its commit, and said to be a tag", async () => {
  const repository = await openRepository(directory, quiet);
  const objectOf = (name: string) => git(directory, "rev-parse", `refs/tags/${name}`);
  const [outer, inner, tree] = ["v3.10", "v3.10-inner", "v2.6.11"].map(objectOf) as [string, string, string];
  const answers = await since(repository, [outer, inner.slice(0, 12), tree], null);
  expect(answers).toMatchObject([
    { sha: at("m11"), tag: "v3.10", release: "v3.10", error: null },
    { sha: at("m11"), tag: "v3.10-inner", release: "v3.10", error: null },
    { sha: null, tag: "v2.6.11", error: "unknown" },
  ]);
  const context = { dates: new Map(), newestTag: null, hasStableTags: false, show: (text: string) => text };
  const texts = answers.map((answer) => sinceText(answer, context));
  expect(texts[0]).toContain(`${outer.slice(0, 12)} is the tag v3.10 of this commit`);
  expect(texts[2]).toContain("the tag v2.6.11, which points at no commit of this clone");
});

/** Five releases in a row, each after two commits of work, and one on a branch of its own, as util-linux has them. */
function row(name: string, tags: Record<string, string>): { clone: string; commits: string[] } {
  const clone = join(folder, `${name}.git`);
  const ids = Array.from({ length: 15 }, (_, place) => `c${place}`);
  const made = importCommits(clone, [
    ...ids.map((id, place) => ({ id, parents: ids.slice(place - 1, place), message: `${id}\n` })),
    { id: "branch", parents: ["c8"], message: "branch\n" },
  ]);
  git(clone, "update-ref", "refs/heads/master", made.get("c14") as string);
  for (const [each, id] of Object.entries(tags))
    git(clone, "update-ref", `refs/tags/${each}`, made.get(id) as string);
  return { clone, commits: ids.map((id) => made.get(id) as string) };
}

const inRow = { "v3.1": "c2", "v3.2": "c5", "v3.3": "branch", "v3.4": "c11", "v3.5": "c14" };

test.each([
  ["in order, one of them on a branch", {}, []],
  ["with one below its place", { "v3.4": "c1" }, ["v3.4"]],
  ["with one above its place", { "v3.1": "c13" }, ["v3.1"]],
  ["with an old one at the tip", { "v3.0": "c14" }, ["v3.0"]],
  ["with two exchanged", { "v3.4": "c14", "v3.5": "c11" }, ["v3.4", "v3.5"]],
])("without a list, releases %s are judged by ancestry alone", async (name, changed, out) => {
  const { clone, commits } = row(name, { ...inRow, ...changed });
  const { tagProblems, found } = await ask(clone, null, commits);
  expect(tagProblems.map(({ tag: each, isDoubtful }) => [each, isDoubtful])).toEqual(
    out.map((each) => [each, true]),
  );
  const kept = Object.entries(inRow).filter(
    ([each, id]) => !(out as string[]).includes(each) && id !== "branch",
  );
  const expected = commits.map(
    (_, place) => kept.find(([, id]) => Number(id.slice(1)) >= place)?.[0] ?? null,
  );
  // The release on a branch has the commits before it.
  for (const place of [6, 7, 8]) expected[place] = "v3.3";
  expect(found.map(({ release }) => release)).toEqual(expected);
});

test("the mainline contains the newest release", async () => {
  const clone = copy();
  const notes: string[] = [];
  const open = (mainline?: string) =>
    openRepository(clone, { ...quiet, known: shapedKnown, mainline, note: (note) => notes.push(note) });
  git(clone, "update-ref", "refs/heads/master", at("m11"));
  const { mainline, containment, history } = await open();
  expect(mainline).toEqual({ name: "refs/tags/v4.15-rc1", oid: at("m15") });
  expect(notes).toEqual([expect.stringMatching(/refs\/heads\/master is older than v4.15-rc1/)]);
  // The merge that the old branch did not have is found.
  expect(containment.mergeOf(history.index.find(at("deep1")))).toBe(at("m12"));
  await expect(open("master")).rejects.toThrow(/refs\/heads\/master is older than v4.15-rc1/);
  await expect(open("v3.10")).rejects.toThrow(/refs\/tags\/v3.10 is older than v4.15-rc1/);
  await expect(open("vfio")).rejects.toThrow(/refs\/heads\/vfio does not contain v4.15-rc1/);
  expect((await open("v4.15-rc1")).mainline.name).toBe("refs/tags/v4.15-rc1");
  git(clone, "update-ref", "refs/heads/main", at("m15"));
  expect((await open()).mainline.name).toBe("refs/heads/main");
});

test("a stable branch is not the mainline", async () => {
  const clone = copy();
  for (const name of ["v3.9", "v3.10", "v4.14-rc1", "v4.14", "v4.15-rc1"]) git(clone, "tag", "-d", name);
  git(clone, "update-ref", "refs/heads/master", at("s2"));
  const { mainline } = await openRepository(clone, { ...quiet, known: shapedKnown });
  expect(mainline.name).toBe("refs/tags/v3.0");
  const named = openRepository(clone, { ...quiet, known: shapedKnown, mainline: "master" });
  await expect(named).rejects.toThrow(/is a stable branch, which contains v3.0.2/);
});

test("a clone of something else is refused by name", async () => {
  const open = (rootCommits: string[]) =>
    openRepository(directory, { ...quiet, identity: { title: "Linux kernel", rootCommits } });
  await expect(open([at("root"), at("root2")])).resolves.toBeDefined();
  // One that is missing, one that has parents, and one outside the mainline.
  for (const sha of ["1da177e4c3f41524e886b7f1b8a0c1fc7321cac2", at("m1")])
    await expect(open([at("root"), sha])).rejects.toThrow(
      `is not a clone of the repository "Linux kernel": its history does not begin with the commit ${sha.slice(0, 12)}`,
    );
  const { clone } = row("other", inRow);
  const borrowed = join(folder, "borrowed.git");
  cpSync(clone, borrowed, { recursive: true });
  mkdirSync(join(borrowed, "objects/info"), { recursive: true });
  writeFileSync(join(borrowed, "objects/info/alternates"), `${directory}/objects\n`);
  git(borrowed, "update-ref", "refs/heads/kernel", at("tip"));
  const refused = openRepository(borrowed, {
    ...quiet,
    identity: { title: "Linux kernel", rootCommits: [at("root")] },
  });
  await expect(refused).rejects.toThrow(/is not a clone of the repository "Linux kernel"/);
});
