import { expect, test } from "vitest";
import { rankOf } from "../../src/model/evidence.ts";
import { answerInWords, releaseAnswer } from "../../src/model/headline.ts";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { rewrittenTraces } from "../../src/model/rewritten-histories.ts";
import { verdicts } from "../../src/model/verdict.ts";
import type { DocumentRecord } from "../../src/records/corpus.ts";
import { corpus, known } from "../known-content.ts";

const shown = [...corpus.rewritten.values()].flatMap(({ commits }) => Object.entries(commits));

test("what a rewritten history shows of a commit is what the clone proves, where one has it", () => {
  const both = shown.flatMap(([sha, { copy, listed }]) => {
    const proved = corpus.facts.get(sha)?.release;
    return [copy, listed].flatMap((each) => (each && proved ? [{ sha, proved, release: each.release }] : []));
  });
  expect(both.length).toBeGreaterThanOrEqual(15);
  expect(both.filter(({ proved, release }) => proved !== release)).toEqual([]);
});

test("what the shipped history shows is contradicted by one source, which headers disprove", () => {
  // Records claim the releases of some interfaces from its merges too.
  const own = known.verdicts.filter(({ claim, document }) => document.rewrittenHistory && claim.commit);
  expect(own.length).toBe(shown.flatMap(([, each]) => Object.keys(each)).length);
  expect(own.filter(({ state }) => state === "disagrees")).toEqual([]);
  // Namespaces in perf: the manual page is wrong, the headers say v4.12 too.
  expect(
    own.flatMap(({ claim, against }) => against.map((other) => [claim.value, other.claim.value])),
  ).toEqual([["v4.12", "v4.11"]]);
  const others = own.filter(({ claim }) =>
    known
      .commit(claim.commit ?? "")
      ?.verdicts.some((each) => each.claim.field === "release" && !each.document.rewrittenHistory),
  );
  expect(others.length).toBeGreaterThanOrEqual(40);
});

const A = "a".repeat(40);
const day = { day: "2014-06-12", after: "v3.15", release: "v3.16" };
const history = { id: "linux-headers", title: "", url: "", commitUrl: "https://example.org/{sha}" };
const base = { title: "A source", file: "", authors: [], aliases: [], outline: [], claims: [] };
const document = (slug: string, over: Partial<DocumentRecord> = {}): DocumentRecord => ({
  ...{ ...base, slug, kind: "commit-page" },
  ...over,
});
const says = (kind: DocumentRecord["kind"], value: string) =>
  document(`${kind}-${value}`, {
    kind,
    claims: [{ commit: A, field: "release", value, confidence: "quoted" }],
  });

function knownOf(documents: DocumentRecord[], traced: { copy?: boolean; listed?: boolean }) {
  const copy = { commit: "c".repeat(40), mainline: "d".repeat(40), ...day };
  const commits = {
    [A]: {
      ...(traced.copy && { copy }),
      ...(traced.listed && { listed: { merge: "d".repeat(40), ...day } }),
    },
  };
  return knowledgeOf({
    ...{ ...corpus, changes: [], topics: [], facts: new Map(), flaws: null },
    documents: [
      document("copies", { rewrittenHistory: { id: "linux-headers", by: "copies" } }),
      document("merges", { rewrittenHistory: { id: "linux-headers", by: "merges" } }),
      ...documents,
    ],
    headerHistories: [history as (typeof corpus.headerHistories)[number]],
    rewritten: new Map([["linux-headers", { head: "e".repeat(40), commits }]]),
  });
}

test.each<[string, DocumentRecord[], Parameters<typeof knownOf>[1], string]>([
  ["alone", [], { copy: true, listed: true }, "v3.16 (2014-08-03), rewritten history, 2 sources"],
  [
    "beside a claim",
    [says("talk", "v3.16")],
    { copy: true },
    "v3.16 (2014-08-03), rewritten history and claim, 2 sources",
  ],
  [
    "a copy counts before a manual page",
    [says("man-page", "v3.17")],
    { copy: true },
    "v3.16 (2014-08-03), rewritten history, 1 source (contradicted: v3.17 by A source)",
  ],
  [
    "a merge counts before what speaks in passing",
    [says("article", "v3.17")],
    { listed: true },
    "v3.16 (2014-08-03), rewritten history, 1 source (contradicted: v3.17 by A source)",
  ],
  [
    "a copy of the commit itself counts before a merge that lists its subject",
    [says("commit-page", "v3.17")],
    { listed: true },
    "v3.17 (2014-10-05), claim, 1 source (contradicted: v3.16 by A source)",
  ],
])("the release of a commit: %s", (_name, documents, traced, words) => {
  const its = knownOf(documents, traced);
  const commit = its.commit(A);
  expect(commit && answerInWords(releaseAnswer(commit.since, its))).toBe(words);
});

test("a fact of a clone decides against a rewritten history", () => {
  const { documents } = knownOf([], { copy: true }).corpus;
  const [fact] = corpus.facts.values();
  if (!fact) throw new Error("no facts");
  const facts = new Map([[A, { ...fact, sha: A, release: "v2.6.13" }]]);
  expect(verdicts({ documents, facts, changes: [] }).map(({ state, fact: its }) => [state, its])).toEqual([
    ["disagrees", "v2.6.13"],
  ]);
});

test("each trace comes with what prints it, and is no fact of the hash", () => {
  const its = knownOf([], { copy: true, listed: true });
  expect(rewrittenTraces(A, its.corpus).map(({ command }) => command)).toEqual([
    "git show --no-patch --format=fuller cccccccccccc dddddddddddd",
    "git show --no-patch --format=fuller dddddddddddd",
  ]);
  expect(rewrittenTraces("b".repeat(40), its.corpus)).toEqual([]);
  expect(its.commit(A)?.verdicts.map(({ claim }) => [claim.confidence, claim.at])).toEqual([
    ["derived", `https://example.org/${"c".repeat(40)}`],
    ["derived", `https://example.org/${"d".repeat(40)}`],
  ]);
  expect(its.commit(A)?.verdicts.map((each) => rankOf(each))).toEqual([1, 2]);
  expect(its.commit(A)?.facts).toBeUndefined();
});
