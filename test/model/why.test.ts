import { expect, test } from "vitest";
import { headline, releaseAnswer } from "../../src/model/headline.ts";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { type Why, whyOfChange, whyOfCommit, whyOfInterface } from "../../src/model/why.ts";
import { disputed } from "../disputed-content.ts";
import { known } from "../known-content.ts";

const slugs = (documents: { slug: string }[]) => documents.map(({ slug }) => slug);
const sourcesOf = ({ sources }: Why) => slugs(sources.map(({ document }) => document));
const empty = ({ sources, contradicted }: Why) =>
  [...sources, ...contradicted]
    .filter(({ verdicts }) => verdicts.length === 0)
    .map(({ document }) => document.slug);

test("why a change or commit has its release: the sources that its answer counts, in their order, each with its places", () => {
  const all = [
    ...known.changes.flatMap((entry) => {
      const { first, complete } = headline(entry, known);
      return [
        ...(first ? [{ answer: first, why: whyOfChange(entry, "first", known) }] : []),
        ...(complete ? [{ answer: complete, why: whyOfChange(entry, "complete", known) }] : []),
      ];
    }),
    ...known.commits.map((commit) => ({
      answer: releaseAnswer(commit.since, known),
      why: whyOfCommit(commit, known),
    })),
  ];
  expect(all.length).toBeGreaterThan(1000);
  for (const { answer, why } of all) {
    expect(sourcesOf(why)).toEqual(slugs(answer.sources));
    expect(new Set(slugs(why.contradicted.map(({ document }) => document)))).toEqual(
      new Set(slugs(answer.contradicted.map(({ document }) => document))),
    );
    expect(empty(why)).toEqual([]);
    expect([why.heading, why.isProved]).toEqual([why.heading, answer.evidence === "fact"]);
    for (const { version } of answer.releases) expect(why.heading).toContain(version);
  }
});

test("the release of a change is that of one of its commits, or claimed of the change itself", () => {
  for (const entry of known.changes) {
    const { commit, sources } = whyOfChange(entry, "first", known);
    if (commit) expect(entry.record.commits.map(({ sha }) => sha)).toContain(commit.sha);
    else
      expect(sources.flatMap(({ verdicts }) => verdicts).map(({ claim }) => claim.change)).toEqual(
        sources.flatMap(({ verdicts }) => verdicts.map(() => entry.record.slug)),
      );
  }
});

test("why an interface has its release: the sources its answer counts, or the commit that introduces it", () => {
  const entries = interfaceEntries(known);
  expect(new Set(entries.map(({ since }) => since.origin))).toEqual(
    new Set(["headers", "claims", "commit", "change", null]),
  );
  for (const entry of entries) {
    const why = whyOfInterface(entry, known);
    expect([entry.name, sourcesOf(why)]).toEqual([entry.name, slugs(entry.since.sources)]);
    expect([entry.name, empty(why)]).toEqual([entry.name, []]);
    if (entry.since.origin === "commit") expect(why.commit?.sha).toBe(entry.since.commit);
  }
});

test.each([
  ["nsfs-ioctls", "first", "Why v4.11", false, 5, known],
  ["time-namespaces", "complete", "Why v5.9", false, 2, known],
  ["time-namespaces", "complete", "Why v5.8 or v5.9", false, 2, disputed],
  ["cap-syslog", "first", "Why v2.6.38", true, 0, known],
] as const)("%s, %s: %s", (slug, which, heading, isProved, sources, content) => {
  const entry = content.change(slug);
  if (!entry) throw new Error(`no change ${slug}`);
  const why = whyOfChange(entry, which, content);
  expect([why.heading, why.isProved, why.sources.length]).toEqual([heading, isProved, sources]);
});

test.each([
  // Its only commit is the one that git's history begins with, and says nothing of where the capability came from.
  ["cap-chown", "No source names a release, and no clone that was read proves one."],
  ["time-namespaces", undefined],
  ["cap-syslog", undefined],
])("what is missing where %s has no release", (slug, missing) => {
  const entry = known.change(slug);
  if (!entry) throw new Error(`no change ${slug}`);
  expect(whyOfChange(entry, "first", known).missing).toBe(missing);
});

test("an interface that no header has is not said to be missing from a clone", () => {
  const entry = interfaceEntries(known).find(({ name }) => name === "AT_BENEATH");
  if (!entry) throw new Error("no AT_BENEATH");
  expect(whyOfInterface(entry, known).missing).toMatch(
    /^It is in no header that was read, up to v\d+\.\d+, and no source names a release\.$/,
  );
});

test("the release of a commit is named where sources name another for what it introduces", () => {
  const entry = interfaceEntries(known).find(
    ({ since }) => since.origin === "claims" && since.commit !== undefined,
  );
  if (!entry) throw new Error("no interface with claims and a commit");
  const { since } = entry;
  const own = since.releases.map(({ version }) => version).join(" or ");
  expect(whyOfInterface(entry, known).commitRelease).toBeUndefined();
  const releases = [...since.releases, { version: "v9.9", day: null }];
  expect(whyOfInterface({ ...entry, since: { ...since, releases } }, known).commitRelease).toBe(own);
});
