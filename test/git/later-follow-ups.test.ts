import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { followChains } from "../../src/git/messages/later-follow-ups.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { sinceText } from "../../src/git/releases/since-text.ts";
import { importCommits } from "./import-commits.ts";
import { quiet } from "./linux-shapes.ts";
import { git, gitFed } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const directory = join(folder, "chain.git");
const root = importCommits(directory, [{ id: "root", message: "root\n" }]).get("root") as string;
const tree = git(directory, "rev-parse", `${root}^{tree}`);
let tip = root;

function commit(message: string): string {
  tip = gitFed(directory, message, "commit-tree", tree, "-p", tip);
  return tip;
}

const target = commit("one: add it\n");
const fix = commit(`one: fix it\n\nFixes: ${target.slice(0, 12)} ("one: add it")\n`);
const mention = commit(`two: like commit ${target.slice(0, 12)}\n`);
git(directory, "tag", "v2.6.12", tip);
const revert = commit(`Revert "one: fix it"\n\nThis reverts commit ${fix}.\n`);
const again = commit(`Revert "Revert "one: fix it""\n\nThis reverts commit ${revert}.\n`);
const fixOfFix = commit(
  `one: fix the fix\n\nFixes: ${fix.slice(0, 12)} ("one: fix it")\nFixes: ${again.slice(0, 12)} ("x")\n`,
);
const revertOfMention = commit(`Revert "two"\n\nThis reverts commit ${mention}.\n`);
commit(`three: as ${fix} and ${fixOfFix} say\n`);
git(directory, "update-ref", "refs/heads/master", tip);
git(directory, "tag", "v2.6.13", tip);
git(directory, "symbolic-ref", "HEAD", "refs/heads/master");

test("fixes and reverts of the follow-ups are followed to the end", async () => {
  const repository = await openRepository(directory, quiet);
  const [answer] = await since(repository, [target], { cacheFile: null });
  const later = { release: "v2.6.13" };
  const fixed = { ...later, sha: fixOfFix, subject: "one: fix the fix", kind: "fix" };
  expect(answer?.followUps?.map(({ kind, sha }) => [kind, sha])).toEqual([
    ["fix", fix],
    ["mention", mention],
  ]);
  const found = answer?.laterFollowUps?.toSorted((a, b) => (a.of + a.sha < b.of + b.sha ? -1 : 1));
  const expected = [
    { ...later, of: fix, sha: revert, subject: `Revert "one: fix it"`, kind: "revert" },
    { ...later, of: revert, sha: again, subject: `Revert "Revert "one: fix it""`, kind: "revert" },
    { ...later, of: mention, sha: revertOfMention, subject: `Revert "two"`, kind: "revert" },
    { ...fixed, of: fix },
    { ...fixed, of: again },
  ];
  expect(found).toEqual(expected.sort((a, b) => (a.of + a.sha < b.of + b.sha ? -1 : 1)));
});

test("in the text each stands below what it follows, once", async () => {
  const repository = await openRepository(directory, quiet);
  const [answer] = await since(repository, [target], { cacheFile: null });
  const text = sinceText(answer as NonNullable<typeof answer>, {
    dates: new Map(),
    newestTag: "v2.6.13",
    hasStableTags: false,
    show: (words) => words,
  });
  const lines = text.split("\n").map((line) => line.slice(14, 60).replace(/ [0-9a-f]{12} .*/, ""));
  const after = lines.slice(lines.indexOf("fix:"), lines.indexOf("mention:") + 2);
  expect(after.filter((line) => line !== "")).toEqual(
    after[1] === "  revert:"
      ? ["fix:", "  revert:", "    revert:", "      fix:", "  fix:", "mention:", "  revert:"]
      : ["fix:", "  fix:", "  revert:", "    revert:", "      fix:", "mention:", "  revert:"],
  );
});

test("no circle is walked for ever, and nothing within reach is left out", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const edge = fc.record({ of: name, sha: name });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 15 }), (pairs) => {
      const entry = (sha: string) => ({ sha, subject: "", kind: "fix" as const, release: null });
      const edges = new Map(
        [...Map.groupBy(pairs, ({ of }) => of)].map(([of, all]) => [of, all.map(({ sha }) => entry(sha))]),
      );
      const found = followChains([entry("a")], "f", edges).map(({ of, sha }) => `${of}${sha}`);
      // The same by growing a set until it no longer grows.
      const reached = new Set("a");
      for (let size = 0; size < reached.size; ) {
        size = reached.size;
        for (const { of, sha } of pairs) if (reached.has(of) && sha !== "f") reached.add(sha);
      }
      const expected = pairs.filter(({ of, sha }) => reached.has(of) && sha !== "f");
      expect(found.sort()).toEqual(expected.map(({ of, sha }) => `${of}${sha}`).sort());
    }),
  );
});
