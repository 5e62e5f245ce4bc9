import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { citationShaped } from "./citation-shaped.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { slowRelease } from "./slow-method.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const first = kernelShaped(join(folder, "first.git"));
const { directory, shas } = citationShaped(join(folder, "second.git"), first);
const ids = new Map([...shas].map(([id, sha]) => [sha, id]));
const repository = await openRepository(directory, quiet);
const answers = await since(repository, [...shas.values()], { cacheFile: null });
const byId = new Map(answers.map((answer) => [ids.get(answer.input), answer]));

test.each([
  ["late1", ["fix fix", "mention mention"]],
  ["deep1", ["revert revert"]],
  ["deep2", ["mention mention"]],
  ["oct1", ["revert reverts"]],
  // git reverts one commit at a time: what else the sentence names is left to the reader.
  ["oct2", ["mention reverts"]],
  ["oct3", ["mention reverts"]],
  // One was named after "which came after", the other is followed up on a stable branch alone.
  ["root2", ["mention reverts", "fix t2"]],
  ["sub1", ["fix both"]],
  ["sub2", ["fix both"]],
  ["m12", ["mention self"]],
  ["m13", []],
  ["m10", ["mention mention"]],
  // Picked into the mainline: no backport.
  ["vfio1", ["mention picked"]],
  ["fix", []],
])("%s is followed by %j", (id, expected) => {
  const found = byId.get(id)?.followUps?.map(({ kind, sha }) => `${kind} ${ids.get(sha)}`);
  expect(found?.sort()).toEqual([...expected].sort());
});

test.each([
  ["late1", ["3.0 v3.0.1 t1", "4.14 v4.14.1 s1"]],
  ["deep2", ["4.14 v4.14.2 s2"]],
  ["sub1", ["4.14 v4.14.2 s3"]],
  ["oct1", ["2.6.14 v2.6.14.1 u1"]],
  ["m12", []],
  ["deep1", []],
])("%s was backported to %j", (id, expected) => {
  const found = byId
    .get(id)
    ?.backports?.map(({ branch, release, sha }) => `${branch} ${release} ${ids.get(sha)}`);
  expect(found).toEqual(expected);
});

test("what is said of one commit does not depend on which others are asked about", async () => {
  for (const id of ["late1", "deep1", "oct2", "vfio1"]) {
    const alone = await since(repository, [shas.get(id) as string], { cacheFile: null });
    expect.soft(alone, id).toEqual([byId.get(id)]);
  }
});

test("stable tags change no release of the mainline", () => {
  for (const [id, sha] of shas) expect.soft(byId.get(id), id).toMatchObject(slowRelease(directory, sha));
});

test("a follow-up says since when it is in the mainline", () => {
  const { followUps } = byId.get("late1") ?? {};
  expect(followUps?.[0]).toEqual({
    sha: shas.get("fix"),
    subject: "late: fix it",
    kind: "fix",
    release: null,
  });
});
