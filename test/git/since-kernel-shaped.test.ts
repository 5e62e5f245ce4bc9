import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { type SinceAnswer, since } from "../../src/git/releases/since.ts";
import { abortedCandidate, kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { slowChain, slowMerge, slowRelease } from "./slow-method.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const { directory, shas } = kernelShaped(join(folder, "kernel.git"), { tags: [abortedCandidate] });
const chain = slowChain(directory, "master");
const slow = new Map(
  [...shas.values()].map((sha) => [
    sha,
    { ...slowRelease(directory, sha), mainline: slowMerge(directory, sha, "master", chain) },
  ]),
);

async function answers(clone: string): Promise<Map<string, SinceAnswer>> {
  const repository = await openRepository(clone, quiet);
  const all = await since(repository, [...shas.values()], null);
  return new Map(all.map((answer) => [answer.input, answer]));
}

test("the small kernel answers as the slow method does", async () => {
  const found = await answers(directory);
  for (const [id, sha] of shas)
    expect.soft(found.get(sha), id).toMatchObject({ ...slow.get(sha), error: null });
});

test.each([
  // What is right is written down too: the slow method could be wrong in the same way.
  ["root", "v2.6.12", "v2.6.12-rc2", null],
  ["late1", "v3.0", "v3.0-rc1", "m8"],
  ["skew2", "v2.6.13", "v2.6.13-rc1", "m2"],
  ["beside", "v2.6.13", null, "m3"],
  ["m3", "v2.6.14", "v2.6.14-rc1", null],
  ["root2", "v2.6.14", null, "m4"],
  ["oct3", "v2.6.39", null, "m5"],
  ["sub2", "v2.6.39", null, "m6"],
  ["m6", "v2.6.39", null, null],
  ["aborted", null, "v3.9-rc1", null],
  ["m11", "v3.10", null, null],
  ["deep1", "v4.14", "v4.14-rc1", "m12"],
  ["lastminute", "v4.14", null, null],
  ["m15", null, "v4.15-rc1", null],
  ["new2", null, null, "tip"],
  ["vfio1", null, null, null],
])("%s came with %s (%s), by %s", async (id, release, candidate, merge) => {
  const answer = (await answers(directory)).get(shas.get(id) as string);
  expect(answer).toMatchObject({ release, candidate, mainline: merge === null ? null : shas.get(merge) });
});

test("a chain commit, a merged one and a foreign one are told apart", async () => {
  const found = await answers(directory);
  const inMainline = ["m6", "late1", "vfio1", "aborted"].map(
    (id) => found.get(shas.get(id) as string)?.inMainline,
  );
  expect(inMainline).toEqual([true, true, false, true]);
});
