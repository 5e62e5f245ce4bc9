import { expect, test } from "vitest";
import { NameFinder } from "../../src/domain/names-table.ts";
import { disputes } from "../../src/model/disputes.ts";
import { landings } from "../../src/model/headline.ts";
import { bestKnown, type Knowledge, knowledgeOf, subjectOf } from "../../src/model/knowledge.ts";
import { firstPosted } from "../../src/model/promises.ts";
import type { ChangeRecord, Corpus, DocumentRecord } from "../../src/records/corpus.ts";
import { change as changeSchema } from "../../src/records/schema/change.ts";
import { document as documentSchema } from "../../src/records/schema/document.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

function change(slug: string, over: object = {}): ChangeRecord {
  const record = changeSchema.parse({
    title: `Title of ${slug}`,
    tags: ["user"],
    status: { state: "merged", asOf: "2026-01-01", evidence: [{ url: "https://example.org/" }] },
    summary: "A summary that is long enough.",
    ...over,
  });
  return { ...record, slug, file: `content/changes/${slug}.md`, body: "", topics: ["user"] };
}

function document(slug: string, over: object): DocumentRecord {
  return {
    ...documentSchema.parse({ title: slug, kind: "talk", ...over }),
    slug,
    file: `content/documents/${slug}.yaml`,
  };
}

function know(changes: ChangeRecord[], documents: DocumentRecord[] = []): Knowledge {
  const corpus: Corpus = {
    changes,
    documents,
    topics: [],
    releases: [
      { version: "v4.10", date: "2017-02-19" },
      { version: "v4.11", date: "2017-05-01" },
    ],
    stableReleases: [],
    stableDates: new Map(),
    names: new NameFinder(""),
    kernelLines: [],
    vendorFacts: [],
    support: undefined,
    flaws: null,
    releasesSource: { title: "dates", url: "https://example.org/" },
    repositories: [],
    synonyms: [],
    facts: new Map(),
    headerHistories: [],
    interfaces: new Map(),
    rewritten: new Map(),
    clones: new Map(),
  };
  return knowledgeOf(corpus);
}

const released = (commit: string, value: string) => ({
  commit,
  field: "release",
  value,
  confidence: "quoted",
});

test("changes come newest first, what has no release before them, and drafts not at all", () => {
  const commit = (sha: string) => ({ commits: [{ sha }] });
  const known = know(
    [
      change("old", commit(A)),
      change("new", commit(B)),
      change("open"),
      change("unfinished", { draft: true }),
    ],
    [document("talk", { claims: [released(A, "v4.10"), released(B, "v4.11")] })],
  );
  expect(known.changes.map(({ record }) => record.slug)).toEqual(["open", "new", "old"]);
  expect(known.change("unfinished")).toBeUndefined();
  expect(know([], [document("draft", { draft: true, claims: [released(A, "v4.10")] })]).verdicts).toEqual([]);
});

test("a commit that only a claim names is known, and belongs to no change", () => {
  const known = know([], [document("talk", { claims: [released(A, "v4.10")] })]);
  expect(known.commit(A)?.changes).toEqual([]);
  expect(known.commit(A)?.since.releases).toEqual(["v4.10"]);
  expect(known.commit(B)).toBeUndefined();
});

test("a place in an outline is found from its change and counted through the whole document", () => {
  const outline = [
    { heading: "One", items: [{ topic: "user", label: "users" }] },
    { heading: "Two", items: [{ change: "it", label: "its title" }] },
  ];
  const known = know([change("it")], [document("talk", { outline })]);
  expect(known.change("it")?.places.map(({ heading, position }) => [heading, position])).toEqual([
    ["Two", 2],
  ]);
  expect(known.topicPlaces("user")).toHaveLength(1);
});

test("the date of a release that no list has is the one that is claimed; a candidate has not its release's", () => {
  const about = { change: "lib", confidence: "quoted" };
  const claims = [
    { ...about, field: "release", value: "libcap-2.26" },
    { ...about, field: "releaseDate", value: "2018-09-10" },
  ];
  const known = know([change("lib")], [document("talk", { claims })]);
  expect(known.releaseDate("libcap-2.26")).toBe("2018-09-10");
  expect(known.releaseDate("v4.11-rc3")).toBeNull();
  expect(known.releaseDate("v4.12")).toBeNull();
});

test("a proposal leads to what it landed as; a change that was merged as it is leads nowhere", () => {
  const known = know([
    change("proposal", { relations: [{ type: "landed-as", to: "result" }] }),
    change("result"),
    change("goal", { status: { ...change("x").status, state: "partly" } }),
    change("piece", {
      relations: [
        { type: "part-of", to: "goal" },
        { type: "part-of", to: "result" },
      ],
    }),
  ]);
  const from = (slug: string) => {
    const entry = known.change(slug);
    return entry
      ? landings(entry, known).map((landing) => `${landing.type} ${landing.entry.record.slug}`)
      : [];
  };
  expect(from("proposal")).toEqual(["landed-as result"]);
  expect(from("goal")).toEqual(["part-of piece"]);
  expect(from("result")).toEqual([]);
});

test("a posting after the release proposed nothing", () => {
  const posting = (date: string) => ({ title: "p", url: "https://example.org/", date });
  const patchsets = [posting("2025-09-25"), posting("2016-10-17")];
  const documents = [document("talk", { claims: [released(A, "v4.10"), released(B, "v4.10")] })];
  const known = know(
    [
      change("both", { commits: [{ sha: A }], patchsets }),
      change("late", { commits: [{ sha: B }], patchsets: patchsets.slice(0, 1) }),
    ],
    documents,
  );
  const posted = (slug: string) => {
    const entry = known.change(slug);
    return entry && firstPosted(entry, known);
  };
  expect(posted("both")).toBe("2016-10-17");
  expect(posted("late")).toBeUndefined();
});

test("the best that is said of a field is the copy of the commit; a subject nobody gives stays null", () => {
  const subject = (value: string) => ({ commit: A, field: "subject", value, confidence: "quoted" });
  const known = know(
    [],
    [
      document("mail", { kind: "mail", claims: [subject("something else")] }),
      document("page", {
        kind: "commit-page",
        claims: [subject("the subject"), { ...released(B, "v4.10") }],
      }),
    ],
  );
  const commit = known.commit(A);
  expect(commit && bestKnown(commit, "subject")).toMatchObject({ origin: "quoted", value: "the subject" });
  expect(subjectOf(known.commit(B))).toBeNull();
  expect(subjectOf(undefined)).toBeNull();
});

test("a fix that only a claim names is known, with the subject that claim gives it and what it fixes", () => {
  const value = { sha: B, subject: "fix: it", kind: "fix" };
  const known = know(
    [],
    [document("mail", { claims: [{ commit: A, field: "followUp", value, confidence: "quoted" }] })],
  );
  const fix = known.commit(B);
  expect(subjectOf(fix)).toBe("fix: it");
  expect(fix?.followsUp.map(({ claim }) => claim.commit)).toEqual([A]);
  expect(fix?.since.origin).toBe("unknown");
});

test("one disagreement is told once, with all its sides", () => {
  const known = know(
    [],
    [
      document("one", { claims: [released(A, "v4.10")] }),
      document("two", { claims: [released(A, "v4.11"), released(B, "v4.11")] }),
    ],
  );
  const found = disputes(known.verdicts);
  expect(found).toHaveLength(1);
  expect(found[0]?.sides.map(({ document: { slug } }) => slug)).toEqual(["one", "two"]);
});
