import { expect, test } from "vitest";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { promisedIn } from "../../src/model/promises.ts";
import { change as changeSchema } from "../../src/records/schema/change.ts";
import { document as documentSchema } from "../../src/records/schema/document.ts";
import { corpus, known } from "../known-content.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

function change(slug: string, over: object = {}) {
  const record = changeSchema.parse({
    title: `Title of ${slug}`,
    tags: ["user"],
    status: { state: "merged", asOf: "2026-01-01", evidence: [{ url: "https://example.org/" }] },
    summary: "A summary that is long enough.",
    ...over,
  });
  return { ...record, slug, file: `${slug}.md`, body: "", topics: [] };
}
const state = (is: string) => ({
  status: { state: is, asOf: "2026-01-01", evidence: [{ url: "https://example.org/" }] },
});
const posting = (date: string) => ({ patchsets: [{ title: "p", url: "https://example.org/", date }] });
const claim = (commit: string, field: string, value: string) => ({
  commit,
  field,
  value,
  confidence: "quoted",
});

function promised(changes: ReturnType<typeof change>[], items: object[], claims: object[] = []) {
  const talk = {
    ...documentSchema.parse({
      title: "A talk",
      kind: "talk",
      outline: [
        { heading: "Names", items: [{ topic: "user", label: "a topic" }] },
        { heading: "News 1", items: items.slice(0, 1) },
        { heading: "News 2", items: items.slice(1) },
      ],
      claims,
    }),
    slug: "talk",
    file: "talk.yaml",
  };
  const known = knowledgeOf({ ...corpus, changes, documents: [talk], facts: new Map() });
  return promisedIn(talk, known);
}

test("what was posted and merged took the days in between; numbered sections are one, topics are none", () => {
  const sections = promised(
    [change("one", { commits: [{ sha: A }], ...posting("2017-01-02") }), change("two")],
    [
      { change: "one", label: "first" },
      { change: "two", label: "second" },
    ],
    [claim(A, "release", "v4.14")],
  );
  expect(
    sections.map(({ heading, items }) => [heading, items.map(({ label, position }) => [label, position])]),
  ).toEqual([
    [
      "News",
      [
        ["first", 2],
        ["second", 3],
      ],
    ],
  ]);
  const [first, second] = sections[0]?.items ?? [];
  expect(first).toMatchObject({
    begun: { day: "2017-01-02", posted: "2017-01-02", isFirst: false },
    outcomes: [{ type: undefined, days: 314, fromItsOwn: false, fromFirstPosting: false }],
  });
  expect(second).toMatchObject({ begun: undefined, outcomes: [{ days: undefined }] });
});

test("an item that gave way counts from its own posting, or from that of what came", () => {
  const relation = { relations: [{ type: "superseded-by", to: "new" }] };
  const came = change("new", { commits: [{ sha: A }], ...posting("2017-10-12") });
  const outcome = (own: object) =>
    promised(
      [change("old", { ...state("superseded"), ...relation, ...own }), came],
      [{ change: "old", label: "x" }],
      [claim(A, "release", "v4.14")],
    )[0]?.items[0];
  expect(outcome(posting("2016-11-12"))?.outcomes).toMatchObject([
    { type: "superseded-by", days: 365, fromItsOwn: false },
  ]);
  expect(outcome({})).toMatchObject({ begun: undefined, outcomes: [{ days: 31, fromItsOwn: true }] });
});

test("without a posting the first of its commits counts, when all of their days are known", () => {
  const of = (...claims: object[]) =>
    promised(
      [change("one", { commits: [{ sha: A }, { sha: B }] })],
      [{ change: "one", label: "x" }],
      [claim(A, "release", "v4.14"), ...claims],
    )[0]?.items[0];
  const a = claim(A, "authorDate", "2017-11-02");
  const b = claim(B, "authorDate", "2017-10-12T10:00:00+02:00");
  expect(of(a, b)).toMatchObject({
    begun: { day: "2017-10-12", posted: undefined, written: "2017-10-12" },
    outcomes: [{ days: 31 }],
  });
  expect(of(a)).toMatchObject({ begun: undefined, outcomes: [{ days: undefined }] });
});

test("an author date before the earliest recorded posting begins the change, unless that posting is the first", () => {
  const of = (first: object) =>
    promised(
      [
        change("one", {
          commits: [{ sha: A }],
          patchsets: [
            { title: "pull", url: "https://example.org/", date: "2017-11-02" },
            { title: "p", url: "https://example.org/1", date: "2017-10-12", ...first },
          ],
        }),
      ],
      [{ change: "one", label: "x" }],
      [claim(A, "release", "v4.14"), claim(A, "authorDate", "2017-10-02")],
    )[0]?.items[0];
  expect(of({})).toMatchObject({
    begun: { day: "2017-10-02", posted: "2017-10-12", isFirst: false, written: "2017-10-02" },
    outcomes: [{ days: 41, fromFirstPosting: false }],
  });
  expect(of({ first: true, firstEvidence: [{ url: "https://example.org/v2" }] })).toMatchObject({
    begun: { day: "2017-10-12", posted: "2017-10-12", isFirst: true },
    outcomes: [{ days: 31, fromFirstPosting: true }],
  });
});

test("nothing came of an idea", () => {
  const [section] = promised([change("one", state("idea"))], [{ change: "one", label: "x" }]);
  expect(section?.items[0]?.outcomes).toEqual([]);
});

test("each item of the talk has an outcome, or the day that it was looked for", () => {
  const talk = corpus.documents.find(({ slug }) => slug === "namespaces-and-capabilities-2018");
  const listed = talk?.outline.flatMap(({ items }) => items).filter((item) => item.change !== undefined);
  const items = talk ? promisedIn(talk, known).flatMap((section) => section.items) : [];
  expect(items).toHaveLength(listed?.length ?? -1);
  expect(items.length).toBeGreaterThan(30);
  for (const { entry, outcomes } of items) {
    const { status } = entry.record;
    expect(status.evidence.length, entry.record.slug).toBeGreaterThan(0);
    if (status.state === "idea" || status.state === "proposed")
      expect(status.note).toMatch(/not (?:found|merged)/i);
    else expect(outcomes.length, entry.record.slug).toBeGreaterThan(0);
  }
});
