import { expect, test } from "vitest";
import { flawsOfChange } from "../../src/model/flaws.ts";
import { corpus, known } from "../known-content.ts";

test("every release that the records of flaws name for a commit is what the clone proves, where one has it", () => {
  const both = Object.entries(corpus.flaws?.releases ?? {}).flatMap(([sha, { release }]) => {
    const proved = corpus.facts.get(sha)?.release;
    return proved ? [{ sha, release, proved }] : [];
  });
  expect(both.length).toBeGreaterThanOrEqual(5);
  expect(both.filter(({ release, proved }) => release !== proved)).toEqual([]);
});

test("every published flaw of a commit is charged to its changes, or stays with a commit that carries more", () => {
  const rows = Object.entries(corpus.flaws?.flaws ?? {}).flatMap(([cve, { ranges }]) =>
    [...new Set(ranges.flatMap(({ introduced }) => introduced?.sha ?? []))].map((sha) => ({ cve, sha })),
  );
  expect(rows.length).toBeGreaterThan(400);
  for (const { cve, sha } of rows) {
    expect(known.flawsBrought(sha).map(({ claim }) => claim.field === "flaw" && claim.value.cve)).toContain(
      cve,
    );
    for (const { change, carriesMore } of known.commit(sha)?.changes ?? []) {
      const entry = known.change(change.slug);
      if (!entry) throw new Error(change.slug);
      const { flaws, elsewhere } = flawsOfChange(entry, known);
      if (carriesMore) expect(elsewhere.map((each) => each.sha)).toContain(sha);
      else expect(flaws.map((flaw) => flaw.cve)).toContain(cve);
    }
  }
});

test("the release of a backport is not claimed as that of a commit", () => {
  const claimed = known.corpus.documents
    .filter(({ flawRecords }) => flawRecords)
    .flatMap(({ claims }) => claims.flatMap(({ field, value }) => (field === "release" ? [value] : [])));
  expect(claimed.length).toBeGreaterThan(20);
  expect(claimed.filter((release) => /^v(?:2\.6\.\d+\.\d+|[3-9]\.\d+\.\d+)$/.test(release))).toEqual([]);
});

test("the document of the records says which revision was read", () => {
  const document = known.corpus.documents.find(({ flawRecords }) => flawRecords);
  const revision = corpus.flaws?.source.revision ?? "";
  expect(document?.version).toContain(revision.slice(0, 12));
  expect(document?.claims.find(({ field }) => field === "flaw")?.at).toContain(
    `/${revision.slice(0, 12)}/cve/published/`,
  );
});

test("a claim of a flaw gives the release of a commit that a change lists", () => {
  for (const [sha, release] of [
    ["49f4d8b93ccf9454284b6f524b96c66d8d7fbccc", "v3.8"],
    ["e0c9c0afd2fc958ffa34b697972721d81df8a56f", "v4.1"],
    ["58f5fbeb367ff6f30a2448b2cad70f70b2de4b06", "v6.16"],
  ]) {
    const commit = known.commits.find((each) => each.sha.startsWith((sha ?? "").slice(0, 12)));
    expect(commit?.since.releases).toEqual([release]);
  }
});
