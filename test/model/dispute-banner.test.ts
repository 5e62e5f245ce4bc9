import { expect, test } from "vitest";
import { bannerOfChange, bannerOfCommit } from "../../src/model/dispute-banner.ts";
import { type Knowledge, knowledgeOf } from "../../src/model/knowledge.ts";
import type { Corpus } from "../../src/records/corpus.ts";
import type { Claim } from "../../src/records/schema/claim.ts";
import type { DocumentKind } from "../../src/records/schema/document.ts";
import type { CommitFacts } from "../../src/records/schema/facts.ts";
import { known as real } from "../known-content.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const C = "c".repeat(40);
type Said = [kind: DocumentKind, field: Claim["field"], value: Claim["value"], commit?: string];

/** A change of some commits, with what one document each says, and the release and author of A that a clone proves. */
function know(
  commits: string[],
  said: Said[],
  proved?: { release: string | null; author?: string },
): Knowledge {
  const person = { name: proved?.author ?? "Ann Author", date: "2017-01-25T14:04:15+13:00" };
  const facts = {
    ...{
      repository: "linux",
      sha: A,
      subject: "nsfs: Add it",
      author: person,
      committer: person,
      parents: [],
    },
    ...{ merge: false, candidate: null, mainline: null, trailers: [], followUps: [], backports: [] },
    ...{ release: proved?.release ?? null, provedBy: "clone" },
  } as CommitFacts & { repository: string };
  return knowledgeOf({
    changes: [
      {
        slug: "it",
        commits: commits.map((sha) => ({ sha, role: "core" })),
        ...{ aliases: [], relations: [], interfaces: [], topics: [], status: { state: "merged" } },
      },
    ],
    documents: said.map(([kind, field, value, commit = A], at) => ({
      ...{ slug: `source-${at}`, title: `Source ${at}`, kind, outline: [] },
      claims: [{ commit, field, value, confidence: "quoted" }],
    })),
    facts: new Map(proved ? [[A, facts]] : []),
    clones: new Map([["linux", { clone: { newestTag: "v5.0" } }]]),
    ...{ topics: [], releases: [], stableReleases: [], stableDates: new Map(), repositories: [] },
    ...{ headerHistories: [], interfaces: new Map(), rewritten: new Map(), vendorFacts: [], flaws: null },
  } as unknown as Corpus);
}

const page = (release: string, commit = A): Said => ["commit-page", "release", release, commit];
const manual = (release: string, commit = A): Said => ["man-page", "release", release, commit];
const talk = (release: string, commit = A): Said => ["talk", "release", release, commit];
const adds = (kind: DocumentKind, names: string[], commit = A): Said => [kind, "introduces", names, commit];

const table: [
  what: string,
  commits: string[],
  said: Said[],
  proved: { release: string | null; author?: string } | undefined,
  change: string | undefined,
  commit: string | undefined,
][] = [
  ["nothing", [A], [page("v4.11"), manual("v4.11")], undefined, undefined, undefined],
  [
    "the release, by equals",
    [A],
    [manual("v4.11"), manual("v4.9")],
    undefined,
    "Sources disagree on the release (v4.9 or v4.11), not on the commit.",
    "Sources disagree on the release (v4.9 or v4.11).",
  ],
  [
    "the release, by equals and a lesser source that says a third thing first",
    [A],
    [talk("v4.8"), manual("v4.11"), manual("v4.9")],
    undefined,
    "Sources disagree on the release (v4.9 or v4.11), not on the commit.",
    "Sources disagree on the release (v4.9 or v4.11).",
  ],
  [
    "the release, with a better source",
    [A, B],
    [page("v4.11"), talk("v4.9"), page("v4.11", B)],
    undefined,
    "Sources disagree on the release (the better source says v4.11), not on the commits.",
    "Sources disagree on the release (the better source says v4.11).",
  ],
  [
    "the release, which a clone proves",
    [A],
    [talk("v4.9")],
    { release: "v4.11" },
    "A source contradicts the release (the clone proves v4.11), not the commit.",
    "A source contradicts the release (the clone proves v4.11), not the author.",
  ],
  [
    "the release, which a clone proves against two",
    [A],
    [talk("v4.9"), manual("v4.9")],
    { release: "v4.11" },
    "Sources contradict the release (the clone proves v4.11), not the commit.",
    "Sources contradict the release (the clone proves v4.11), not the author.",
  ],
  [
    "the complete release alone",
    [A, B],
    [page("v4.9"), manual("v5.0", B), manual("v5.1", B)],
    undefined,
    "Sources disagree on the complete release (v5.0 or v5.1), not on the first usable release.",
    undefined,
  ],
  [
    "the first usable release, which a clone proves, and the complete one",
    [A, B],
    [talk("v4.8"), manual("v5.0", B), manual("v5.1", B)],
    { release: "v4.9" },
    "Sources disagree on the complete release (v5.0 or v5.1), not on the commits. A source contradicts the first usable release (the clone proves v4.9).",
    "A source contradicts the release (the clone proves v4.9), not the author.",
  ],
  [
    "the author",
    [A],
    [page("v4.11"), ["mail", "author", "Bob"]],
    { release: "v4.11" },
    "A source contradicts the author (the clone proves Ann Author), not the release.",
    "A source contradicts the author (the clone proves Ann Author), not the release.",
  ],
  [
    "the author date, by equals, of a commit without a release",
    [A],
    [
      ["mail", "authorDate", "2017-01-25"],
      ["talk", "authorDate", "2017-01-26"],
    ],
    undefined,
    "Sources disagree on the author date (2017-01-25 or 2017-01-26), not on the commit.",
    "Sources disagree on the author date (2017-01-25 or 2017-01-26).",
  ],
  [
    "which commit adds an interface",
    [A],
    [page("v4.11"), adds("commit-page", ["NS_GET_NSTYPE"]), adds("talk", ["NS_GET_NSTYPE"], C)],
    undefined,
    "Sources disagree on which commit adds NS_GET_NSTYPE, not on the release.",
    "Sources disagree on which commit adds NS_GET_NSTYPE, not on the release.",
  ],
  [
    "which commits add two",
    [A],
    [page("v4.11"), adds("commit-page", ["X_ONE", "X_TWO"]), adds("talk", ["X_TWO", "X_ONE"], C)],
    undefined,
    "Sources disagree on which commits add X_TWO and X_ONE, not on the release.",
    "Sources disagree on which commits add X_TWO and X_ONE, not on the release.",
  ],
  [
    "what a commit adds",
    [A],
    [page("v4.11"), adds("commit-page", ["X_ONE"]), adds("talk", ["X_TWO"])],
    undefined,
    "Sources disagree on what the commit adds: X_TWO, not on the release.",
    "Sources disagree on what the commit adds: X_TWO, not on the release.",
  ],
  [
    "the commit and the release",
    [A],
    [manual("v4.11"), manual("v4.9"), adds("commit-page", ["X_ONE"]), adds("talk", ["X_ONE"], C)],
    undefined,
    "Sources disagree on which commit adds X_ONE and on the release (v4.9 or v4.11).",
    "Sources disagree on which commit adds X_ONE and on the release (v4.9 or v4.11).",
  ],
];

test.each(table)("disputed is %s", (_what, commits, said, proved, ofChange, ofCommit) => {
  const known = know(commits, said, proved);
  const [entry] = known.changes;
  const commit = known.commit(A);
  if (!entry || !commit) throw new Error("a change and its commit");
  expect(bannerOfChange(entry, known)?.sentence).toBe(ofChange);
  expect(bannerOfCommit(commit, known)?.sentence).toBe(ofCommit);
});

test.each([
  ["perf-record-namespaces", "A source contradicts the release (headers prove v4.12), not the commit."],
  [
    "nsfs-parent-userns-ioctls",
    "Sources disagree on which commits add NS_GET_PARENT and NS_GET_USERNS, not on the release.",
  ],
  ["namespaced-file-capabilities", undefined],
])("in the content, the banner of %s says what headers or copies of commits decide", (slug, sentence) => {
  const entry = real.change(slug);
  if (!entry) throw new Error(`no change ${slug}`);
  expect(bannerOfChange(entry, real)?.sentence).toBe(sentence);
});
