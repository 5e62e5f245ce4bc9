import { expect, test } from "vitest";
import { knownHashes, leadInWords, soleCommit } from "../../src/model/known-hashes.ts";
import { BACKPORT, FIX, MERGE, OTHER_SHA, SHA, smallKnowledge, TWIN } from "../search/small-world.ts";

const table = (files = {}) =>
  knownHashes(smallKnowledge(files)).map(({ sha, leads }) => [
    sha,
    leads.map((lead) => `${leadInWords(lead)} ${lead.of.sha}`),
  ]);

test("commits, and what facts say belongs to them, stand in one table by hash", () => {
  expect(table()).toEqual(
    [
      [SHA, [`commit ${SHA}`]],
      [TWIN, [`commit ${TWIN}`]],
      [BACKPORT, [`backport to 4.13 of ${SHA}`]],
      [FIX, [`fix of ${SHA}`]],
      [MERGE, [`merge that brought ${SHA}`]],
    ].sort(),
  );
});

const claim = (value: object) => ({
  "documents/mail.yaml": `title: A mail\nkind: mail\nclaims:\n  - ${JSON.stringify({ commit: SHA, field: "followUp", value, confidence: "quoted" })}\n`,
});

test("a hash that only a claim names is a commit first, then what it belongs to", () => {
  const files = claim({ sha: OTHER_SHA, subject: "Undo it", kind: "revert" });
  expect(table(files)).toContainEqual([OTHER_SHA, [`commit ${OTHER_SHA}`, `revert of ${SHA}`]]);
  const row = knownHashes(smallKnowledge(files)).find(({ sha }) => sha === OTHER_SHA);
  expect(row && soleCommit(row)?.sha).toBe(OTHER_SHA);
});

test("what a clone and a source both say stands once", () => {
  const files = claim({ sha: FIX, subject: "nsfs: mend it", kind: "fix" });
  expect(table(files)).toContainEqual([FIX, [`commit ${FIX}`, `fix of ${SHA}`]]);
});

test("a hash leads to one commit, or to none where it belongs to several", () => {
  const [one, two] = smallKnowledge().commits;
  if (!one || !two) throw new Error("the small world has two commits");
  const lead = (of: typeof one) => ({ as: "merge" as const, of });
  expect(soleCommit({ sha: MERGE, leads: [lead(one)] })).toBe(one);
  expect(soleCommit({ sha: MERGE, leads: [lead(one), { as: "mention", of: one }] })).toBe(one);
  expect(soleCommit({ sha: MERGE, leads: [lead(one), lead(two)] })).toBeNull();
});
