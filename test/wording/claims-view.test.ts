import { expect, test } from "vitest";
import type { Verdict, VerdictState } from "../../src/model/verdict.ts";
import type { Claim } from "../../src/records/schema/claim.ts";
import { claimRows } from "../../src/site/claims-view.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

function verdict(claim: Partial<Claim>, state: VerdictState = "unverified"): Verdict {
  return {
    claim: { confidence: "quoted", ...claim },
    state,
    against: [],
    document: {},
  } as unknown as Verdict;
}

test("what several sources say alike is one row, with all of them", () => {
  const release: Partial<Claim> = { commit: A, field: "release", value: "v4.11" };
  const rows = claimRows([verdict(release), verdict({ ...release, at: "elsewhere" })]);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.verdicts).toHaveLength(2);
});

test("another value, another commit and another verdict are rows of their own", () => {
  const rows = claimRows([
    verdict({ commit: A, field: "release", value: "v4.11" }),
    verdict({ commit: A, field: "release", value: "v4.12" }),
    verdict({ commit: B, field: "release", value: "v4.11" }),
    verdict({ commit: A, field: "release", value: "v4.11" }, "disagrees"),
  ]);
  expect(rows).toHaveLength(4);
});

test("the disputed come first, then commit by commit, each in the order of the fields", () => {
  const rows = claimRows([
    verdict({ commit: B, field: "release", value: "v4.11" }),
    verdict({ commit: A, field: "author", value: "Ann" }),
    verdict({ commit: B, field: "subject", value: "b" }),
    verdict({ commit: A, field: "introduces", value: ["X"] }, "disagrees"),
  ]);
  expect(rows.map(({ commit, field }) => `${commit?.slice(0, 1)} ${field}`)).toEqual([
    "a introduces",
    "b release",
    "b subject",
    "a author",
  ]);
});
