import { expect, test } from "vitest";
import { changeSince, type Since, safeRelease, sinceOf } from "../../src/model/first-release.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { Change } from "../../src/records/schema/change.ts";

const fact = (...releases: string[]): Since => ({ origin: "fact", releases, verdicts: [] });
const unknown: Since = { origin: "unknown", releases: [], verdicts: [] };

function change(
  ...commits: [sha: string, role: Change["commits"][number]["role"]][]
): Pick<Change, "commits"> {
  return { commits: commits.map(([sha, role]) => ({ sha, role })) };
}

const cases: [
  name: string,
  commits: Parameters<typeof change>,
  since: Record<string, Since>,
  string,
  string,
][] = [
  ["one commit", [["a", "core"]], { a: fact("v4.11") }, "v4.11", "v4.11"],
  [
    "the earliest core is first, the last required completes",
    [
      ["a", "core"],
      ["b", "core"],
      ["c", "uapi"],
    ],
    { a: fact("v4.10"), b: fact("v4.9"), c: fact("v4.12") },
    "v4.9",
    "v4.12",
  ],
  [
    "a preparation does not make it usable",
    [
      ["a", "prep"],
      ["b", "core"],
    ],
    { a: fact("v4.1"), b: fact("v4.3") },
    "v4.3",
    "v4.3",
  ],
  [
    "a later fix, document or test is not required",
    [
      ["a", "core"],
      ["b", "fix"],
      ["c", "docs"],
      ["d", "selftest"],
    ],
    { a: fact("v4.1"), b: fact("v4.8"), c: fact("v4.9"), d: fact("v5.0") },
    "v4.1",
    "v4.1",
  ],
  [
    "2.6.9 is before 2.6.10",
    [
      ["a", "core"],
      ["b", "core"],
    ],
    { a: fact("v2.6.10"), b: fact("v2.6.9") },
    "v2.6.9",
    "v2.6.10",
  ],
  [
    "a required commit of unknown release leaves completeness open",
    [
      ["a", "core"],
      ["b", "uapi"],
    ],
    { a: fact("v4.1"), b: unknown },
    "v4.1",
    "",
  ],
  ["nothing known", [["a", "core"]], { a: unknown }, "", ""],
  ["unreleased", [["a", "core"]], { a: fact() }, "", ""],
];

test.each(cases)("%s", (_name, commits, since, first, complete) => {
  const found = changeSince(change(...commits), (sha) => since[sha] ?? unknown, unknown);
  expect(found.first.releases.join()).toBe(first);
  expect(found.complete.releases.join()).toBe(complete);
});

test("what is claimed of the change itself stands where its commits tell nothing", () => {
  const claimed: Since = { origin: "claim", releases: ["v4.20"], verdicts: [] };
  expect(changeSince(change(), () => unknown, claimed).first).toBe(claimed);
});

function verdict(value: string, state: Verdict["state"]): Verdict {
  return {
    claim: { field: "release", value, confidence: "quoted" },
    state,
    against: [],
    document: {},
  } as unknown as Verdict;
}

test("an undisputed claim decides; where all are disputed every value stays, the safe one last", () => {
  expect(
    sinceOf(undefined, [verdict("v4.11", "disagrees"), verdict("v4.12", "unverified")]).releases,
  ).toEqual(["v4.12"]);
  const open = sinceOf(undefined, [verdict("v4.12", "disagrees"), verdict("v4.9", "disagrees")]);
  expect(open.releases).toEqual(["v4.9", "v4.12"]);
  expect(safeRelease(open)).toBe("v4.12");
});
