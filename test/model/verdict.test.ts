import { expect, test } from "vitest";
import { verdicts } from "../../src/model/verdict.ts";
import type { ChangeRecord, Corpus, DocumentRecord } from "../../src/records/corpus.ts";
import type { Claim } from "../../src/records/schema/claim.ts";
import type { CommitFacts } from "../../src/records/schema/facts.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

function document(slug: string, kind: DocumentRecord["kind"], claims: Partial<Claim>[]): DocumentRecord {
  const whole = claims.map((claim) => ({ confidence: "quoted", commit: A, ...claim }) as Claim);
  return {
    slug,
    kind,
    title: slug,
    file: `${slug}.yaml`,
    authors: [],
    aliases: [],
    outline: [],
    claims: whole,
  };
}

function facts(over: Partial<CommitFacts> = {}): CommitFacts & { repository: string } {
  const person = { name: "Ann Author", date: "2017-01-25T14:04:15+13:00" };
  return {
    repository: "linux",
    sha: A,
    subject: "nsfs: Add it",
    author: person,
    committer: person,
    parents: [],
    merge: false,
    release: "v4.11",
    candidate: "v4.11-rc1",
    mainline: null,
    trailers: [],
    followUps: [],
    backports: [],
    provedBy: "clone",
    ...over,
  };
}

function states(
  documents: DocumentRecord[],
  proved?: CommitFacts & { repository: string },
  changes: ChangeRecord[] = [],
) {
  const all = verdicts({ documents, changes, facts: new Map(proved ? [[proved.sha, proved]] : []) });
  return all.map(({ document, state }) => `${document.slug} ${state}`);
}

const againstFacts: [name: string, claim: Partial<Claim>, state: string][] = [
  ["the same release", { field: "release", value: "v4.11" }, "agrees"],
  ["another release", { field: "release", value: "v4.10" }, "disagrees"],
  ["the same moment in another zone", { field: "authorDate", value: "2017-01-25T01:04:15+00:00" }, "agrees"],
  ["a moment a second off", { field: "authorDate", value: "2017-01-25T14:04:16+13:00" }, "disagrees"],
  ["the day alone, in the fact's zone", { field: "authorDate", value: "2017-01-25" }, "agrees"],
  ["the day in UTC when the zone's is another", { field: "authorDate", value: "2017-01-24" }, "disagrees"],
  ["the subject with its spaces folded", { field: "subject", value: "nsfs:  Add it" }, "agrees"],
  ["another author", { field: "author", value: "Bob" }, "disagrees"],
  ["a merge that is none", { field: "merge", value: true }, "disagrees"],
  ["a name no clone can prove", { field: "introduces", value: ["NS_GET_PARENT"] }, "unverified"],
];

test.each(againstFacts)("a claim of %s against a fact", (_name, claim, state) => {
  expect(states([document("page", "man-page", [claim])], facts())).toEqual([`page ${state}`]);
});

test("a release is wrong when the clone has none", () => {
  const claim: Partial<Claim> = { field: "release", value: "v4.11" };
  expect(states([document("page", "man-page", [claim])], facts({ release: null }))).toEqual([
    "page disagrees",
  ]);
});

test("a follow-up that the clone holds agrees, another stays unverified", () => {
  const fix = (sha: string): Partial<Claim> => ({
    field: "followUp",
    value: { sha, subject: "nsfs: fix it", kind: "fix" },
  });
  const proved = facts({ followUps: [{ sha: B, subject: "nsfs: fix it", kind: "fix", release: "v4.12" }] });
  expect(states([document("mail", "mail", [fix(B), fix("c".repeat(40))])], proved)).toEqual([
    "mail agrees",
    "mail unverified",
  ]);
});

test("without facts, a copy of the commit outweighs a talk, and only the talk disagrees", () => {
  const page = document("copy", "commit-page", [{ field: "introduces", value: ["NS_GET_NSTYPE"] }]);
  const talk = document("talk", "talk", [{ field: "introduces", value: ["NS_GET_PARENT", "NS_GET_USERNS"] }]);
  expect(states([page, talk])).toEqual(["copy unverified", "talk disagrees"]);
});

test("a source that says what the commit's copy says stands with it; one that names another commit falls", () => {
  const page = document("copy", "commit-page", [{ field: "introduces", value: ["NS_GET_OWNER_UID"] }]);
  const talk = document("talk", "talk", [{ field: "introduces", value: ["NS_GET_OWNER_UID"] }]);
  const manual = document("manual", "man-page", [
    { commit: B, field: "introduces", value: ["NS_GET_OWNER_UID"] },
  ]);
  expect(states([page, talk, manual])).toEqual(["copy unverified", "talk unverified", "manual disagrees"]);
});

test("a claim that a copy of the commit overrules puts no other source in doubt", () => {
  const page = document("copy", "commit-page", [{ field: "introduces", value: ["NS_GET_NSTYPE"] }]);
  const talk = document("talk", "talk", [{ field: "introduces", value: ["NS_GET_PARENT"] }]);
  const manual = document("manual", "man-page", [
    { commit: B, field: "introduces", value: ["NS_GET_PARENT"] },
  ]);
  expect(states([page, talk, manual])).toEqual(["copy unverified", "talk disagrees", "manual unverified"]);
});

test("a derived claim on a commit page has no such weight", () => {
  const page = document("copy", "commit-page", [
    { field: "release", value: "v4.12", confidence: "derived", reason: "after the window" },
  ]);
  const manual = document("manual", "man-page", [{ field: "release", value: "v4.11" }]);
  expect(states([page, manual])).toEqual(["copy disagrees", "manual disagrees"]);
});

test("a release that follows from what reached the mainline outweighs a manual page, another field of that record does not", () => {
  const derived = { confidence: "derived", reason: "pushed between two releases" } as const;
  const log = {
    ...document("log", "data", [
      { field: "release", value: "v4.12", ...derived },
      { field: "subject", value: "nsfs: Add it", ...derived },
    ]),
    landings: true,
  };
  const manual = document("manual", "man-page", [
    { field: "release", value: "v4.11" },
    { field: "subject", value: "nsfs: Add that" },
  ]);
  expect(states([log, manual])).toEqual([
    "log unverified",
    "log disagrees",
    "manual disagrees",
    "manual unverified",
  ]);
});

test("sources that say the same stay unverified, however many", () => {
  const claim: Partial<Claim> = { field: "release", value: "v4.11" };
  expect(states([document("one", "talk", [claim]), document("two", "man-page", [claim])])).toEqual([
    "one unverified",
    "two unverified",
  ]);
});

test("two commits named for one interface disagree, unless one change holds both", () => {
  const wiki = document("wiki", "article", [{ commit: B, field: "introduces", value: ["NS_GET_OWNER_UID"] }]);
  const talk = document("talk", "talk", [{ field: "introduces", value: ["NS_GET_OWNER_UID"] }]);
  expect(states([wiki, talk])).toEqual(["wiki disagrees", "talk disagrees"]);
  const change = { slug: "both", commits: [{ sha: A }, { sha: B }] } as ChangeRecord;
  expect(states([wiki, talk], undefined, [change])).toEqual(["wiki unverified", "talk unverified"]);
});

const release = (kind: DocumentRecord["kind"], value: string, over: Partial<Claim> = {}) =>
  document(kind, kind, [{ field: "release", value, ...over } as Partial<Claim>]);

test.each<[name: string, DocumentRecord[], string[]]>([
  [
    "a comment in a project against a manual page, be it concluded from",
    [release("man-page", "v5.6", { confidence: "derived", reason: "r" }), release("source", "v5.8")],
    ["man-page unverified", "source disagrees"],
  ],
  [
    "a manual page against data computed about the commit",
    [release("man-page", "v5.6"), release("security-record", "v5.7")],
    ["man-page disagrees", "security-record unverified"],
  ],
  [
    "a mail against a wiki: equals",
    [release("mail", "v5.6"), release("article", "v5.7")],
    ["mail disagrees", "article disagrees"],
  ],
  [
    "a talk that says what one of two equals says",
    [release("man-page", "v5.6"), release("distribution", "v5.7"), release("talk", "v5.6")],
    ["man-page disagrees", "distribution disagrees", "talk disagrees"],
  ],
])("%s", (_name, documents, expected) => {
  expect(states(documents)).toEqual(expected);
});

test("unreleased as of a clone disproves earlier releases alone, and what it disproves contradicts nothing", () => {
  const documents = [release("commit-page", "v2.6.30"), release("talk", "v3.0")];
  const proved = facts({ release: null, candidate: null });
  const clones = new Map([["linux", { clone: { newestTag: "v2.6.38" } }]]) as unknown as Corpus["clones"];
  const all = verdicts({ documents, changes: [], facts: new Map([[A, proved]]), clones });
  expect(all.map(({ state }) => state)).toEqual(["disagrees", "unverified"]);
});

test("postings and features never contradict each other", () => {
  const manual = document("manual", "man-page", [
    { field: "feature", value: "one thing" },
    { field: "feature", value: "another" },
    { field: "posting", value: { url: "https://lore.kernel.org/r/1@x/" } },
    { field: "posting", value: { url: "https://lore.kernel.org/r/2@x/" } },
  ]);
  expect(new Set(states([manual]))).toEqual(new Set(["manual unverified"]));
});

/** Headers that lack PIDFD_NONBLOCK in v5.9 and have it in v5.10. */
const headers: NonNullable<Parameters<typeof verdicts>[0]["interfaces"]> = new Map([
  [
    "bionic",
    {
      ...{ head: A, newest: { commit: A, label: "v6.0" }, imports: 2, mainline: false, never: [] },
      interfaces: {
        PIDFD_NONBLOCK: {
          kind: "constant",
          absent: { commit: A, label: "v5.9", release: "v5.9", path: "pidfd.h" },
          present: { commit: B, label: "v5.10", release: "v5.10", path: "pidfd.h", line: 1, value: null },
        },
      },
    },
  ],
]);
const listed = ["v5.8", "v5.9", "v5.10"].map((version) => ({ version, date: null }));

test.each<[name: string, introducing: string[], release: string, state: string]>([
  ["an earlier release than the headers give", [A], "v5.9", "disagrees"],
  ["a later one", [A], "v5.11", "disagrees"],
  ["the same one", [A], "v5.10", "unverified"],
  ["any, where another commit is said to introduce the interface too", [A, B], "v5.9", "unverified"],
  ["any, where another commit introduces the interface", [B], "v5.9", "unverified"],
])("headers and a claim of %s", (_name, introducing, value, state) => {
  const claims = introducing.map((commit) => ({
    ...{ commit, field: "introduces" as const, value: ["PIDFD_NONBLOCK"] },
  }));
  const documents = [
    document("manual", "man-page", claims as Partial<Claim>[]),
    document("wiki", "article", [{ commit: A, field: "release", value }]),
  ];
  const all = verdicts({ documents, changes: [], facts: new Map(), interfaces: headers, releases: listed });
  const verdict = all.find(({ claim }) => claim.field === "release");
  expect(verdict?.state).toBe(state);
  expect(verdict?.fact).toBe(state === "disagrees" ? "v5.10" : undefined);
  expect(verdict?.provedBy).toBe(state === "disagrees" ? "headers" : undefined);
});
