// Over 250 lines: one table over state, releases, what it landed as and evidence.
import { expect, test } from "vitest";
import type { Evidence } from "../../src/model/evidence.ts";
import type { Since } from "../../src/model/first-release.ts";
import {
  answerInWords,
  filedUnder,
  type Headline,
  headline,
  headlineInWords,
  releaseAnswer,
} from "../../src/model/headline.ts";
import type { ChangeEntry, Knowledge } from "../../src/model/knowledge.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { ChangeState, RelationType } from "../../src/records/schema/change.ts";

const DAYS: Record<string, string> = { "v4.9": "2016-12-11", "v4.11": "2017-05-01", "v5.6": "2020-03-29" };

function says(document: object, value: string, confidence = "quoted"): Verdict {
  return { claim: { field: "release", value, confidence }, document } as unknown as Verdict;
}
const manual = { slug: "manual", title: "Linux man-pages, state of June 2025" };
const wiki = { slug: "wiki", title: "CRIU wiki: Time namespace" };

const unknown: Since = { origin: "unknown", releases: [], verdicts: [] };
const unreleased: Since = { origin: "fact", releases: [], verdicts: [], unreleasedAsOf: "v2.6.38" };
const fact: Since = { origin: "fact", releases: ["v4.9"], verdicts: [] };
const quoted: Since = { origin: "claim", releases: ["v4.9"], verdicts: [says(manual, "v4.9")] };
const derived: Since = { ...quoted, verdicts: [says(manual, "v4.9", "derived")] };
const disputed: Since = {
  origin: "claim",
  releases: ["v4.9", "v4.11"],
  verdicts: [says(wiki, "v4.11"), says(manual, "v4.9")],
};

function entryOf(
  slug: string,
  state: ChangeState,
  first: Since,
  {
    complete = first,
    relations = [],
    removes,
  }: { complete?: Since; relations?: { type: RelationType; to: string }[]; removes?: true } = {},
): ChangeEntry {
  const status = { state, asOf: "2026-01-01" };
  const record = { slug, title: `Title of ${slug}`, status, relations, removes };
  return { record, since: { first, complete }, verdicts: [], places: [] } as unknown as ChangeEntry;
}

function headlineOf(entry: ChangeEntry, ...others: ChangeEntry[]): Headline {
  const all = [entry, ...others];
  return headline(entry, {
    changes: all,
    change: (slug: string) => all.find(({ record }) => record.slug === slug),
    releaseDate: (tag: string) => DAYS[tag] ?? null,
  } as unknown as Knowledge);
}

const result = entryOf("result", "merged", { ...fact, releases: ["v5.6"] });
const landed = "landed as Title of result, v5.6 (2020-03-29), fact";
const superseded = "superseded as of 2026-01-01";

/** Whether it landed as another change is the last letter of the name: an arrow. */
const table: [
  name: string,
  state: ChangeState,
  since: Since,
  label: Headline["label"],
  evidence: Evidence,
  words: string,
][] = [
  ["merged", "merged", unknown, "Since", "unknown", "release unknown"],
  ["merged", "merged", unreleased, "Since", "fact", "in no release up to v2.6.38, fact"],
  ["merged", "merged", fact, "Since", "fact", "since v4.9 (2016-12-11), fact"],
  ["merged", "merged", quoted, "Since", "quoted", "since v4.9 (2016-12-11), claim, 1 source"],
  ["merged", "merged", derived, "Since", "derived", "since v4.9 (2016-12-11), derived claim, 1 source"],
  [
    "merged",
    "merged",
    disputed,
    "Since",
    "disputed",
    "since v4.9 (2016-12-11) or v4.11 (2017-05-01), sources disagree",
  ],
  ["merged →", "merged", unknown, "Status", "judgement", `merged as of 2026-01-01; ${landed}`],
  ["merged →", "merged", unreleased, "Status", "judgement", `merged as of 2026-01-01; ${landed}`],
  ["merged →", "merged", fact, "Since", "fact", `since v4.9 (2016-12-11), fact; ${landed}`],
  ["merged →", "merged", quoted, "Since", "quoted", `since v4.9 (2016-12-11), claim, 1 source; ${landed}`],
  [
    "merged →",
    "merged",
    derived,
    "Since",
    "derived",
    `since v4.9 (2016-12-11), derived claim, 1 source; ${landed}`,
  ],
  [
    "merged →",
    "merged",
    disputed,
    "Since",
    "disputed",
    `since v4.9 (2016-12-11) or v4.11 (2017-05-01), sources disagree; ${landed}`,
  ],
  ["superseded", "superseded", unknown, "Status", "judgement", superseded],
  ["superseded", "superseded", unreleased, "Status", "judgement", superseded],
  ["superseded", "superseded", fact, "Status", "fact", `${superseded}; since v4.9 (2016-12-11), fact`],
  [
    "superseded",
    "superseded",
    quoted,
    "Status",
    "quoted",
    `${superseded}; since v4.9 (2016-12-11), claim, 1 source`,
  ],
  [
    "superseded",
    "superseded",
    derived,
    "Status",
    "derived",
    `${superseded}; since v4.9 (2016-12-11), derived claim, 1 source`,
  ],
  [
    "superseded",
    "superseded",
    disputed,
    "Status",
    "disputed",
    `${superseded}; since v4.9 (2016-12-11) or v4.11 (2017-05-01), sources disagree`,
  ],
  ["superseded →", "superseded", unknown, "Status", "judgement", `${superseded}; ${landed}`],
  ["superseded →", "superseded", unreleased, "Status", "judgement", `${superseded}; ${landed}`],
  [
    "superseded →",
    "superseded",
    fact,
    "Status",
    "fact",
    `${superseded}; since v4.9 (2016-12-11), fact; ${landed}`,
  ],
  [
    "superseded →",
    "superseded",
    quoted,
    "Status",
    "quoted",
    `${superseded}; since v4.9 (2016-12-11), claim, 1 source; ${landed}`,
  ],
  [
    "superseded →",
    "superseded",
    derived,
    "Status",
    "derived",
    `${superseded}; since v4.9 (2016-12-11), derived claim, 1 source; ${landed}`,
  ],
  [
    "superseded →",
    "superseded",
    disputed,
    "Status",
    "disputed",
    `${superseded}; since v4.9 (2016-12-11) or v4.11 (2017-05-01), sources disagree; ${landed}`,
  ],
];

test.each(table)("%s: %s, %o", (name, state, since, label, evidence, words) => {
  const relations = name.endsWith("→") ? [{ type: "landed-as" as const, to: "result" }] : [];
  const found = headlineOf(entryOf("it", state, since, { relations }), result);
  expect(found).toMatchObject({ label, evidence, showsStatus: label === "Status" });
  expect(headlineInWords(found)).toBe(words);
});

test.each<[ChangeState, string]>([
  ["idea", "an idea as of 2026-01-01"],
  ["proposed", "proposed as of 2026-01-01"],
  ["in-review", "in review as of 2026-01-01"],
  ["partly", "partly merged as of 2026-01-01"],
  ["superseded", "superseded as of 2026-01-01"],
  ["rejected", "rejected as of 2026-01-01"],
])("a change that is %s without a release shows its status alone", (state, words) => {
  const found = headlineOf(entryOf("it", state, unknown));
  expect(found).toMatchObject({ label: "Status", first: undefined, complete: undefined, landedAs: [] });
  expect(headlineInWords(found)).toBe(words);
});

test.each<[string, Since, Headline["label"], string]>([
  ["the same release", quoted, "Since", "since v4.9 (2016-12-11), fact"],
  [
    "a later one",
    { ...fact, releases: ["v4.11"] },
    "First usable",
    "first usable in v4.9 (2016-12-11), fact; complete in v4.11 (2017-05-01), fact",
  ],
  [
    "one that is not known",
    unknown,
    "First usable",
    "first usable in v4.9 (2016-12-11), fact; complete: release unknown",
  ],
])("complete in %s", (_name, complete, label, words) => {
  const found = headlineOf(entryOf("it", "merged", fact, { complete }));
  expect(found.label).toBe(label);
  expect(headlineInWords(found)).toBe(words);
});

test.each<[ChangeState, Since, Since, Headline["label"], string]>([
  ["merged", fact, fact, "Removed", "removed in v4.9 (2016-12-11), fact"],
  ["merged", quoted, quoted, "Removed", "removed in v4.9 (2016-12-11), claim, 1 source"],
  ["merged", derived, derived, "Removed", "removed in v4.9 (2016-12-11), derived claim, 1 source"],
  [
    "merged",
    disputed,
    disputed,
    "Removed",
    "removed in v4.9 (2016-12-11) or v4.11 (2017-05-01), sources disagree",
  ],
  ["merged", unknown, unknown, "Removed", "release unknown"],
  [
    "merged",
    fact,
    { ...fact, releases: ["v4.11"] },
    "Partly removed",
    "partly removed in v4.9 (2016-12-11), fact; complete in v4.11 (2017-05-01), fact",
  ],
  ["partly", fact, fact, "Status", "partly merged as of 2026-01-01; removed in v4.9 (2016-12-11), fact"],
  ["proposed", unknown, unknown, "Status", "proposed as of 2026-01-01"],
])("a removal that is %s", (state, since, complete, label, words) => {
  const found = headlineOf(entryOf("it", state, since, { complete, removes: true }));
  expect(found).toMatchObject({ label, removes: true });
  expect(headlineInWords(found)).toBe(words);
});

test("a part counts as what became of a goal, with its own status where it has no release", () => {
  const partOf = { relations: [{ type: "part-of" as const, to: "goal" }] };
  const found = headlineOf(
    entryOf("goal", "partly", unknown),
    entryOf("one", "merged", quoted, partOf),
    entryOf("two", "proposed", unknown, partOf),
  );
  expect(headlineInWords(found)).toBe(
    "partly merged as of 2026-01-01; its part Title of one, v4.9 (2016-12-11), claim, 1 source; its part Title of two, proposed",
  );
});

test("a contradicted claim is named, counts as no source, and is no second answer", () => {
  const time = releaseAnswer(
    { origin: "claim", releases: ["v5.6"], verdicts: [says(manual, "v5.6", "derived"), says(wiki, "v5.8")] },
    { releaseDate: (tag) => DAYS[tag] ?? null },
  );
  expect(time.sources.map(({ slug }) => slug)).toEqual(["manual"]);
  expect(answerInWords(time)).toBe(
    "v5.6 (2020-03-29), derived claim, 1 source (contradicted: v5.8 by CRIU wiki)",
  );
});

test("sources are counted by document, and one quotation makes a quoted claim", () => {
  const verdicts = [says(manual, "v4.9", "derived"), says(wiki, "v4.9"), says(manual, "v4.9", "derived")];
  const known = { releaseDate: () => null };
  const answer = releaseAnswer({ origin: "claim", releases: ["v4.9"], verdicts }, known);
  expect(answerInWords(answer)).toBe("v4.9 (date unknown), claim, 2 sources");
});

test("of several releases the latest is the one to sort by", () => {
  const known = { releaseDate: (tag: string) => DAYS[tag] ?? null };
  expect(filedUnder(releaseAnswer(disputed, known))).toEqual({ version: "v4.11", day: "2017-05-01" });
  expect(filedUnder(releaseAnswer(unknown, known))).toBeUndefined();
  expect(filedUnder(undefined)).toBeUndefined();
});
