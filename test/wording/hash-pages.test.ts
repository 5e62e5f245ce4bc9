import { expect, test } from "vitest";
import { type KnownHash, knownHashes } from "../../src/model/known-hashes.ts";
import { shortAddresses } from "../../src/site/hash-pages.ts";
import { BACKPORT, FIX, MERGE, SHA, smallKnowledge, TWIN } from "../search/small-world.ts";

const of = (digits: string) => {
  const found = shortAddresses(knownHashes(smallKnowledge())).get(digits);
  return found && [found.to, found.hashes.map(({ sha }) => sha)];
};

test.each([
  ["a commit", SHA.slice(0, 12), `/commits/${SHA}/`, [SHA]],
  ["a backport", BACKPORT.slice(0, 12), `/commits/${SHA}/#follow-ups`, [BACKPORT]],
  ["a fix", FIX.slice(0, 12), `/commits/${SHA}/#follow-ups`, [FIX]],
  ["a merge, which the page names at its top", MERGE.slice(0, 12), `/commits/${SHA}/`, [MERGE]],
  ["seven digits list what begins so, even one", SHA.slice(0, 7), null, [SHA]],
  ["another commit that begins alike", TWIN.slice(0, 12), `/commits/${TWIN}/`, [TWIN]],
])("%s", (_, digits, to, found) => {
  expect(of(digits)).toEqual([to, found]);
});

test("twelve digits that two hashes share list both", () => {
  const [first] = knownHashes(smallKnowledge());
  if (!first) throw new Error("the small world has hashes");
  const twin: KnownHash = { ...first, sha: `${first.sha.slice(0, 12)}${"f".repeat(28)}` };
  const shared = shortAddresses([first, twin]).get(first.sha.slice(0, 12));
  expect(shared).toEqual({ to: null, hashes: [first, twin] });
});

test("twelve digits of what belongs to several commits list them", () => {
  const [a, b] = smallKnowledge().commits;
  if (!a || !b) throw new Error("the small world has two commits");
  const merge: KnownHash = {
    sha: MERGE,
    leads: [
      { as: "merge", of: a },
      { as: "merge", of: b },
    ],
  };
  expect(shortAddresses([merge]).get(MERGE.slice(0, 12))?.to).toBeNull();
});
