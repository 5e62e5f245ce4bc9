import { expect, test } from "vitest";
import { type Answer, answer } from "../../src/search/engine/answer.ts";
import { answerText } from "../../src/search/engine/answer-text.ts";
import { summarize } from "../../src/search/engine/describe-answer.ts";
import { externalLookup } from "../../src/search/engine/external-lookup.ts";
import type { Entry, Kind } from "../../src/search/index/entry.ts";
import { onlyLead } from "../../src/search/lookup/lookup.ts";
import { BACKPORT, BETA, FIX, MAIL, MERGE, SHA, smallWorld, TWIN } from "./small-world.ts";

const COMMIT = `/commits/${SHA}/`;

function paths({ groups }: Answer): string[] {
  return groups.flatMap(({ hits }) => hits.map(({ entry }) => entry.path));
}

const ask = async (text: string) => answer(text, smallWorld());

test.each([
  ["owner namespace", "all", "/changes/alpha/"],
  ["NAMESPACE owner", "all", "/changes/alpha/"],
  ["onwer namespace", "similar", "/changes/alpha/"],
  ["ownr namespace", "similar", "/changes/alpha/"],
  ["owner elephant namespace", "some", "/changes/alpha/"],
  ["get owner", "all", "/changes/alpha/"],
  ["quota aleksa", "all", "/changes/beta/"],
  ["old-quota", "all", "/changes/beta/"],
  ["pidns", "all", "/topics/pid/"],
])("%s: %s the words", async (text, match, first) => {
  const found = await ask(text);
  expect([found.match, paths(found)[0]]).toEqual([match, first]);
});

test("the summary says which words were found", async () => {
  expect(summarize(await ask("quota ordinary"))).toBe("1 change.");
  expect(summarize(await ask("quotta"))).toBe("No exact matches. Similar words: 1 change.");
  expect(summarize(await ask("quota elephant"))).toBe(
    "No page has all of these words. Some of them: 1 change.",
  );
  expect(summarize(await ask("elephant"))).toBe("No matches for “elephant”.");
});

test("a word with digits is not taken for another", async () => {
  expect(paths(await ask("v4.15"))).toEqual([]);
  expect(paths(await ask("v4.14"))[0]).toBe("/releases/v4.14/");
});

test.each([
  ["tag:user", ["/changes/beta/", "/changes/alpha/", "/topics/user/", COMMIT]],
  ["tag:pidns -tag:user", ["/topics/pid/"]],
  ["status:proposed", ["/changes/beta/"]],
  ["-status:proposed tag:user", ["/changes/alpha/", "/topics/user/", COMMIT]],
  ["release:4.14 tag:user", ["/changes/alpha/", COMMIT]],
  ["release:v4.14-rc1", [COMMIT]],
  ["since:4.14.. tag:user", ["/changes/alpha/", COMMIT]],
  ["since:..4.13 tag:user", []],
  ["since:4.14..4.13 tag:user", ["/changes/alpha/", COMMIT]],
  ["since:4.14 tag:user", ["/changes/alpha/", COMMIT]],
  ["author:kerrisk", ["/changes/alpha/", COMMIT]],
  ['author:"michael ker"', ["/changes/alpha/", COMMIT]],
  ["author:risk", []],
  ["interface:owner_uid", ["/changes/alpha/"]],
  ["doc:talk status:merged", ["/changes/alpha/"]],
  ["is:verified", ["/changes/alpha/", COMMIT]],
  ["is:disagreeing", ["/changes/alpha/", "/documents/talk/", COMMIT]],
  ["tag:user -quota", ["/changes/alpha/", "/topics/user/", COMMIT]],
  ["owner -ask", [COMMIT]],
])("%s", async (text, found) => {
  expect(new Set(paths(await ask(text)))).toEqual(new Set(found));
});

test.each([
  ["tag:usr", "No tag “usr”. Tags are pid, user, all."],
  ["release:9.9", "No page mentions release v9.9; the newest known release is v4.14."],
  [
    "release:soon",
    "“soon” is not a release. Write 4.14, v4.14-rc1, libcap-2.26, or a range such as since:4.10..4.18.",
  ],
  ["since:4.10..4.14", "No page mentions release v4.10; the newest known release is v4.14."],
  ["status:done", "No status “done”. Statuses are merged, proposed."],
  ["doc:elephant", "No source “elephant”. The page of sources lists them."],
  ["is:true", "“is:true” is unknown. “is:” takes “verified” or “disagreeing”."],
])("%s matches nothing, and says why", async (text, note) => {
  const found = await ask(text);
  expect([paths(found), found.notes]).toEqual([[], [note]]);
});

test("a phrase is found in titles and in bodies, word by word", async () => {
  expect(paths(await ask('"ask a namespace who"'))).toEqual(["/changes/alpha/"]);
  expect(paths(await ask('"tree of namespaces" quota'))).toEqual(["/changes/beta/"]);
  expect(paths(await ask('"namespaces of tree"'))).toEqual([]);
  // The end of one text and the beginning of the next are no phrase.
  expect(paths(await ask('"owns it a program"'))).toEqual([]);
});

test("a long kind is folded where there are others, and unfolded when asked for", async () => {
  const more = ["one", "two", "three", "four", "five", "six"].map((name): [string, string] => [
    `changes/${name}.md`,
    BETA.replace("Mount quota files", `Quota file ${name}`)
      .replace("role: introduces", "role: uses")
      .replace(/^aliases:.*\n|^patchsets:\n.*\n/gm, ""),
  ]);
  const world = smallWorld(Object.fromEntries(more));
  const groups = async (text: string, unfolded: Kind[]) =>
    (await answer(text, world, unfolded)).groups.map(({ kind, found, hits, isFolded }) => [
      kind,
      found,
      hits.length,
      isFolded,
    ]);
  const topic = ["topic", 1, 1, false];
  const commit = ["commit", 1, 1, false];
  expect(await groups("tag:user", [])).toEqual([topic, ["change", 8, 5, true], commit]);
  expect(await groups("tag:user", ["topic"])).toEqual([topic, ["change", 8, 5, true], commit]);
  expect(await groups("tag:user", ["change"])).toEqual([topic, ["change", 8, 8, false], commit]);
  expect(await groups("quota file", [])).toEqual([["change", 7, 7, false]]);
  // Five are shown even where one page is called so and the others only mention it.
  expect((await groups("Ask a namespace who owns it", []))[0]).toEqual(["change", 8, 5, true]);
});

test("a prefix finds nothing until it has three letters", async () => {
  expect(paths(await ask("qu"))).toEqual([]);
  expect(paths(await ask("quo"))).toEqual(["/changes/beta/", "/interfaces/Q_GETQUOTA/"]);
  expect(paths(await ask("quota or"))).toEqual(["/changes/beta/"]);
});

test.each([
  ["d95fa3c", "commit", COMMIT],
  ["d95fa", "commit", COMMIT],
  [SHA, "commit", COMMIT],
  [`commit ${SHA.slice(0, 12)} ("nsfs: Add an ioctl()")`, "commit", COMMIT],
  [`https://git.kernel.org/torvalds/c/${SHA}`, "commit", COMMIT],
  [BACKPORT, "backport to 4.13 of", COMMIT],
  [FIX.slice(0, 12), "fix of", COMMIT],
  [MERGE, "merge that brought", COMMIT],
  [`<${MAIL}>`, "mail about", COMMIT],
  [`https://lore.kernel.org/lkml/${MAIL}/`, "mail about", COMMIT],
  ["https://lkml.org/lkml/2018/9/19/950", "posting of", "/changes/beta/"],
])("%s leads to one page", async (text, as, path) => {
  const found = await ask(text);
  expect(found.look?.rows.flatMap(({ leads }) => leads.map((lead) => [lead.as, lead.path]))).toEqual([
    [as, path],
  ]);
  expect(onlyLead(found.look)).toBe(path);
});

test("every release that is found carries its evidence, and what that contradicts", async () => {
  const { groups } = await ask("owner");
  const entry = (kind: Kind) => groups.find((group) => group.kind === kind)?.hits[0]?.entry;
  const proved = {
    releases: [["v4.14", "2017-11-12"]],
    evidence: ["fact", "fact"],
    contradicted: ["v4.13 by A talk"],
  };
  expect(entry("change")).toMatchObject({ ...proved, path: "/changes/alpha/", verified: true });
  expect(entry("commit")).toMatchObject({ ...proved, path: COMMIT, verified: true });
  expect((await ask(FIX)).look?.rows[0]?.leads).toEqual([
    { as: "fix of", path: COMMIT, title: "nsfs: Add an ioctl() <b>to</b> return the owner", ...proved },
  ]);
  // A proposal has no release to be known.
  const [quota] = (await ask("status:proposed")).groups[0]?.hits ?? [];
  expect(quota?.entry).toMatchObject({ path: "/changes/beta/", statusWords: "proposed" });
  expect(quota?.entry.evidence).toBeUndefined();
});

test("a terminal shows first usable and complete, each with its evidence, and what is contradicted", () => {
  const entry: Entry = {
    kind: "change",
    path: "/changes/x/",
    title: "X",
    releases: [["v4.9", "2016-12-11"]],
    evidence: ["fact", "fact"],
    contradicted: ["v4.8 by a wiki"],
    complete: { releases: [["v4.11", "2017-04-30"]], evidence: ["quoted", "claim, 2 sources"] },
    status: "merged",
    tags: ["net"],
  };
  const found: Answer = {
    text: "X",
    notes: [],
    match: "all",
    terms: [],
    groups: [{ kind: "change", found: 1, isFolded: false, hits: [{ entry, also: [] }] }],
  };
  const lines = answerText(found, [entry], (text) => text).split("\n");
  expect(lines).toContain("  X  v4.9 (2016-12-11), fact; net");
  expect(lines).toContain(
    "  since       first usable v4.9 (2016-12-11), fact (contradicted: v4.8 by a wiki); complete v4.11 (2017-04-30), claim, 2 sources",
  );
});

test("a prefix of two commits lists both, and opens neither", async () => {
  const found = await ask("d95f");
  expect(found.look?.rows.map(({ key }) => key).sort()).toEqual([TWIN, SHA].sort());
  expect(onlyLead(found.look)).toBeUndefined();
  expect(summarize(found)).toBe("2 commits begin with d95f.");
});

test("the summary says that a hash is unknown; its subject is searched for", async () => {
  const found = await ask('commit 0123456789ab ("Ask a namespace who owns it")');
  expect(found.look?.rows).toEqual([]);
  expect(onlyLead(found.look)).toBeUndefined();
  expect(summarize(found)).toBe(
    "No commit in the knowledge base begins with 0123456789ab. Text matches: 2 changes, 2 topics.",
  );
  expect(summarize(await ask("0".repeat(40)))).toBe(
    `The commit ${"0".repeat(40)} is not in the knowledge base.`,
  );
});

test("the summary says that an address is unknown; its last part is searched for", async () => {
  const found = await ask("https://elsewhere.example/changes/old-quota/");
  expect(summarize(found)).toBe("No page cites this address. Text matches: 1 change.");
  expect(paths(found)).toEqual(["/changes/beta/"]);
});

test.each([
  ["0123456789ab", "https://git.kernel.org/torvalds/c/0123456789ab"],
  ["deadbeef", "https://git.kernel.org/torvalds/c/deadbeef"],
  ["feebb", undefined],
  ["<20991231-nobody@example.org>", "https://lore.kernel.org/all/?q=20991231-nobody%40example.org"],
  [SHA, undefined],
  ["elephant", undefined],
])("%s: offers an unknown reference for lookup elsewhere", async (text, url) => {
  expect(externalLookup(await ask(text))?.url).toBe(url);
});

test("a word that could be a hash is searched for as a word too", async () => {
  expect(summarize(await ask("feebb"))).toBe("No commit in the knowledge base begins with feebb.");
  const found = await ask("d95f quota");
  expect(found.look).toBeUndefined();
});
