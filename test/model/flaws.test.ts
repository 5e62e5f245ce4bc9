import { expect, test } from "vitest";
import { commitsOfFlaws, flawsFixedBy, flawsOf, flawsOfChange } from "../../src/model/flaws.ts";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { change as changeSchema } from "../../src/records/schema/change.ts";
import { document as documentSchema } from "../../src/records/schema/document.ts";
import { corpus } from "../known-content.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const C = "c".repeat(40);
const D = "d".repeat(40);
const E = "e".repeat(40);
const F = "f".repeat(40);

const quoted = { confidence: "quoted" };
const release = (commit: string, value: string) => ({ commit, field: "release", value, ...quoted });
const fix = (commit: string, sha: string, kind = "fix") => ({
  commit,
  field: "followUp",
  value: { sha, subject: `fix ${sha.slice(0, 2)}`, kind },
  ...quoted,
});
const flaw = (commit: string, cve: string, ...ranges: [string, string, string | null, string][]) => ({
  commit,
  field: "flaw",
  value: {
    cve,
    title: "a leak",
    ranges: ranges.map(([at, by, fixedAt, fixedBy]) => ({
      introduced: { release: at, sha: by },
      fixed: fixedAt === null ? null : { release: fixedAt, sha: fixedBy },
    })),
  },
  ...quoted,
});

function know(commits: object[], claims: object[]) {
  const record = {
    ...changeSchema.parse({
      title: "A change",
      tags: ["user"],
      status: { state: "merged", asOf: "2026-01-01", evidence: [{ url: "https://example.org/" }] },
      summary: "A summary that is long enough.",
      commits,
    }),
    slug: "one",
    file: "one.md",
    body: "",
    topics: [],
  };
  const document = {
    ...documentSchema.parse({ title: "Records", kind: "security-record", date: "2026-08-21", claims }),
    slug: "records",
    file: "records.yaml",
  };
  const known = knowledgeOf({ ...corpus, changes: [record], documents: [document], facts: new Map() });
  const entry = known.change("one");
  if (!entry) throw new Error("no change");
  return { known, found: flawsOfChange(entry, known) };
}

test("a change is safe where its last flaw and its last fix are", () => {
  const { found } = know(
    [{ sha: A }, { sha: B, role: "prep" }, { sha: C, role: "fix" }],
    [
      release(A, "v5.10"),
      release(B, "v5.9"),
      release(C, "v5.13"),
      fix(A, D),
      release(D, "v5.14"),
      flaw(A, "CVE-2021-10000", ["v5.10", A, "v5.10.9", E], ["v5.10", A, "v5.12", F]),
    ],
  );
  expect(found.complete).toBe("v5.10");
  expect(found.flaws.map(({ cve, commit }) => [cve, commit])).toEqual([["CVE-2021-10000", A]]);
  expect(found.further.map(({ sha, of, release: at }) => [sha, of, at])).toEqual([
    [C, undefined, "v5.13"],
    [D, A, "v5.14"],
  ]);
  expect(found.branches).toEqual([
    { name: "mainline", safeSince: "v5.14", open: [] },
    { name: "v5.10", safeSince: undefined, open: [C, D] },
  ]);
});

test("no release is called safe while that of a fix is unknown", () => {
  const { found } = know([{ sha: A }], [release(A, "v5.10"), fix(A, D)]);
  expect(found.further).toMatchObject([{ sha: D, subject: "fix dd", of: A, release: undefined }]);
  expect(found.branches).toEqual([{ name: "mainline", safeSince: undefined, open: [D] }]);
});

test.each([
  ["reverted", [fix(D, E, "revert")], []],
  ["reverted, and the revert too", [fix(D, E, "revert"), fix(E, F, "revert")], [D]],
  ["said to revert each other", [fix(D, E, "revert"), fix(E, D, "revert")], []],
])("a fix that was %s", (_, reverts, needed) => {
  const { found } = know([{ sha: A }], [release(A, "v5.10"), fix(A, D), ...reverts]);
  expect(found.further).toMatchObject([{ sha: D, isReverted: needed.length === 0 }]);
  expect(found.branches).toEqual([
    { name: "mainline", safeSince: needed.length > 0 ? undefined : "v5.10", open: needed },
  ]);
});

test("what was known of 8db6c34f1dbc as an open fix was reverted: the change is safe since v6.1", () => {
  const known = knowledgeOf(corpus);
  const entry = known.change("namespaced-file-capabilities");
  expect(entry && flawsOfChange(entry, known).branches[0]).toEqual({
    name: "mainline",
    safeSince: "v6.1",
    open: [],
  });
});

test("a flaw counts for the commit that brought it, whichever commit its claim is about", () => {
  const brought = flaw(F, "CVE-2021-1000", ["v5.10", A, "v5.12", F]);
  const { known, found } = know([{ sha: A }, { sha: F, role: "fix" }], [release(A, "v5.10"), brought]);
  expect(found.flaws.map(({ cve, commit }) => [cve, commit])).toEqual([["CVE-2021-1000", A]]);
  expect(found.further).toEqual([]);
  expect(found.branches).toEqual([{ name: "mainline", safeSince: "v5.12", open: [] }]);
  expect(flawsFixedBy([{ sha: F }], known).map(({ cve }) => cve)).toEqual(["CVE-2021-1000"]);
  expect(flawsFixedBy([{ sha: A }, { sha: F }], known)).toEqual([]);
});

test("a commit of which the change is a small part keeps its flaws to itself", () => {
  const { known, found } = know(
    [{ sha: A, carriesMore: true }, { sha: B }],
    [release(A, "v5.10"), release(B, "v5.11"), flaw(A, "CVE-2021-1000", ["v5.10", A, "v5.12", F])],
  );
  expect(found).toMatchObject({ flaws: [], further: [], elsewhere: [{ sha: A, count: 1 }] });
  expect(found.branches).toEqual([{ name: "mainline", safeSince: "v5.11", open: [] }]);
  const commit = known.commit(A);
  if (!commit) throw new Error("no commit");
  expect(flawsOf([commit], [], commit.since, known).flaws).toHaveLength(1);
});

test("a mention or a revert is no fix, and a fix that a flaw names is told there", () => {
  const { found } = know(
    [{ sha: A }],
    [
      release(A, "v5.10"),
      fix(A, B, "mention"),
      fix(A, C, "revert"),
      fix(A, F),
      flaw(A, "CVE-2021-1000", ["v5.10", A, "v5.12", F]),
    ],
  );
  expect(found.further).toEqual([]);
});

test("nothing is called safe while it is unknown which release has the whole", () => {
  const { found } = know(
    [{ sha: A }, { sha: B }],
    [release(A, "v5.10"), flaw(A, "CVE-2021-1000", ["v5.10", A, "v5.12", F])],
  );
  expect(found).toMatchObject({ complete: undefined, branches: [], flaws: [{ cve: "CVE-2021-1000" }] });
});

test("flaws come newest first, by number, and once where two commits have one", () => {
  const both = (cve: string): [string, ...[string, string, string, string][]] => [
    cve,
    ["v5.10", A, "v5.12", F],
    ["v5.10", B, "v5.12", F],
  ];
  const { found } = know(
    [{ sha: A }, { sha: B }],
    [
      release(A, "v5.10"),
      release(B, "v5.10"),
      flaw(A, ...both("CVE-2021-9999")),
      flaw(B, ...both("CVE-2021-9999")),
      flaw(A, ...both("CVE-2021-10000")),
      flaw(A, ...both("CVE-2020-20000")),
    ],
  );
  expect(found.flaws.map(({ cve }) => cve)).toEqual(["CVE-2021-10000", "CVE-2021-9999", "CVE-2020-20000"]);
});

test("a commit has its own flaws, and leads to what fixed it and to what brought them elsewhere", () => {
  const { known } = know(
    [{ sha: A }],
    [release(A, "v5.10"), flaw(A, "CVE-2021-1000", ["v5.10", A, "v5.12", F], ["v5.9.3", E, null, ""])],
  );
  const commit = known.commit(A);
  if (!commit) throw new Error("no commit");
  expect(flawsOf([commit], [], commit.since, known).branches).toEqual([
    { name: "mainline", safeSince: "v5.12", open: [] },
    { name: "v5.9", safeSince: undefined, open: ["CVE-2021-1000"] },
  ]);
  expect(commitsOfFlaws(commit, known)).toEqual([
    { sha: F, as: "fix" },
    { sha: E, as: "same flaw" },
  ]);
});
