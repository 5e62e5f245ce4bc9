import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { sinceText } from "../../src/git/releases/since-text.ts";
import { citationShaped } from "./citation-shaped.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { git } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const first = kernelShaped(join(folder, "first.git"));
const { directory, shas } = citationShaped(join(folder, "second.git"), first);
const at = (id: string) => shas.get(id) as string;
// A copy of a commit that this clone does not have.
const lost = "0123456789abcdef0123456789abcdef01234567";
const tree = git(directory, "rev-parse", `${at("root")}^{tree}`);
const message = `lost\n\ncommit ${lost} upstream.\n`;
const copy = git(directory, "commit-tree", tree, "-p", at("t2"), "-m", message);
git(directory, "tag", "v3.0.2", copy);
const repository = await openRepository(directory, quiet);

async function answerFor(sha: string) {
  const [answer] = await since(repository, [sha], null);
  return answer as NonNullable<typeof answer>;
}

test.each([
  ["s1", { branch: "4.14", release: "v4.14.1" }, "late1", "v3.0", "v3.0-rc1"],
  ["s2", { branch: "4.14", release: "v4.14.2" }, "deep2", "v4.14", "v4.14-rc1"],
  ["s3", { branch: "4.14", release: "v4.14.2" }, "sub1", "v2.6.39", null],
  ["t1", { branch: "3.0", release: "v3.0.1" }, "late1", "v3.0", "v3.0-rc1"],
  ["u1", { branch: "2.6.14", release: "v2.6.14.1" }, "oct1", "v2.6.39", null],
  ["pending", null, "m12", "v4.14", "v4.14-rc1"],
])("%s: %j copies %s of %s", async (id, stable, upstream, release, candidate) => {
  expect(await answerFor(at(id))).toMatchObject({
    release: null,
    candidate: null,
    mainline: null,
    inMainline: false,
    stable,
    upstream: { sha: at(upstream), inMainline: true, release, candidate },
  });
});

test("a fix made for a stable branch copies nothing", async () => {
  expect(await answerFor(at("t2"))).toMatchObject({
    stable: { branch: "3.0", release: "v3.0.1" },
    upstream: null,
  });
});

test("of an upstream commit that the clone lacks only the hash is known", async () => {
  expect(await answerFor(copy)).toMatchObject({
    stable: { branch: "3.0", release: "v3.0.2" },
    upstream: { sha: lost, inMainline: false, release: null, candidate: null },
  });
});

test("a commit of the mainline has neither, not even when it was picked from elsewhere", async () => {
  for (const id of ["late1", "picked"])
    expect.soft(await answerFor(at(id)), id).toMatchObject({ stable: null, upstream: null });
});

test("the text names the stable release, what it copies and the mainline release of that", async () => {
  const dates = new Map([["v3.0", "2011-07-21"]]);
  const show = (text: string) => text;
  const context = { dates, newestTag: "v4.15-rc1", hasStableTags: true, show };
  const text = sinceText(await answerFor(at("t1")), context);
  expect(text.split("\n").slice(1, 4)).toEqual(
    [
      "v3.0.1 (date unknown), of the stable series 3.0",
      `copies ${at("late1").slice(0, 12)}: v3.0 (2011-07-21), first in v3.0-rc1`,
      "not in the mainline",
    ].map((line) => " ".repeat(14) + line),
  );
});
