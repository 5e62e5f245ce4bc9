import { expect, test } from "vitest";
import { changeSince, type Since, safeRelease, sinceOf } from "../../src/model/first-release.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { Change } from "../../src/records/schema/change.ts";
import type { CommitFacts } from "../../src/records/schema/facts.ts";

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

const KINDS = { copy: "commit-page", manual: "man-page", comment: "source", talk: "talk" } as const;

/** A claim of a release; "disproved" where a fact speaks about it. */
function says(
  kind: keyof typeof KINDS,
  value: string,
  over: { confidence?: string; fact?: null } = {},
): Verdict {
  const { confidence = "quoted", ...rest } = over;
  const claim = { field: "release", value, confidence };
  return {
    claim,
    document: { kind: KINDS[kind] },
    state: "unverified",
    against: [],
    ...rest,
  } as unknown as Verdict;
}

const facts = (release: string | null) => ({ release }) as CommitFacts;

test.each<[name: string, verdicts: Verdict[], releases: string[]]>([
  ["the better source alone", [says("manual", "v5.6"), says("comment", "v5.8")], ["v5.6"]],
  [
    "the better source, even where it has to be concluded from it",
    [says("comment", "v5.8"), says("manual", "v5.6", { confidence: "derived" })],
    ["v5.6"],
  ],
  ["a copy of the commit over everything", [says("manual", "v4.11"), says("copy", "v4.12")], ["v4.12"]],
  [
    "both, where a copy is only concluded from",
    [says("manual", "v4.11"), says("copy", "v4.12", { confidence: "derived" })],
    ["v4.11", "v4.12"],
  ],
  [
    "both of two equals, in version order",
    [says("comment", "v4.12"), says("talk", "v4.9")],
    ["v4.9", "v4.12"],
  ],
  ["one value that many name", [says("talk", "v4.9"), says("comment", "v4.9")], ["v4.9"]],
])("of claims alone: %s", (_name, verdicts, releases) => {
  expect(sinceOf(undefined, verdicts, null)).toEqual({ origin: "claim", releases, verdicts });
});

test("where sources disagree, the latest release is the safe one", () => {
  expect(safeRelease(sinceOf(undefined, [says("talk", "v4.12"), says("comment", "v4.9")], null))).toBe(
    "v4.12",
  );
});

test("a fact decides, whatever is claimed", () => {
  const since = sinceOf(facts("v2.6.24"), [says("copy", "v2.6.25")], "v2.6.38");
  expect(since).toMatchObject({ origin: "fact", releases: ["v2.6.24"] });
});

test("unreleased as of an old clone leaves a later claim standing, and an earlier one not", () => {
  const later = sinceOf(
    facts(null),
    [says("talk", "v3.0"), says("copy", "v2.6.30", { fact: null })],
    "v2.6.38",
  );
  expect(later).toMatchObject({ origin: "claim", releases: ["v3.0"] });
  expect(later.unreleasedAsOf).toBeUndefined();
  const none = sinceOf(facts(null), [says("copy", "v2.6.30", { fact: null })], "v2.6.38");
  expect(none).toMatchObject({ origin: "fact", releases: [], unreleasedAsOf: "v2.6.38" });
});

test("a clone without release tags says nothing about releases", () => {
  expect(sinceOf({} as CommitFacts, [], null)).toEqual({ origin: "unknown", releases: [], verdicts: [] });
});

test("a change is unreleased only where a clone has all its core commits and no source names a release", () => {
  const unreleased: Since = { origin: "fact", releases: [], verdicts: [], unreleasedAsOf: "v2.6.38" };
  const of = (second: Since, ofChange: Since) =>
    changeSince(change(["a", "core"], ["b", "core"]), (sha) => (sha === "a" ? unreleased : second), ofChange);
  expect(of(unreleased, unknown).first).toBe(unreleased);
  expect(of(unknown, unknown).first.origin).toBe("unknown");
  const claimed: Since = { origin: "claim", releases: ["v3.0"], verdicts: [] };
  expect(of(unreleased, claimed).first).toBe(claimed);
});
