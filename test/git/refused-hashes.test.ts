import { createHash } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { maliciousHashes } from "./malicious-hashes.ts";
import { git, gitFed } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const { directory, shas } = kernelShaped(join(folder, "kernel.git"));
const repository = await openRepository(directory, quiet);
const root = shas.get("root") as string;

test("more than sixty malicious hashes are answered in order; of a line with a hash, only its digits are used", async () => {
  expect(new Set(maliciousHashes).size).toBeGreaterThanOrEqual(60);
  const answers = await since(repository, maliciousHashes, null);
  expect(answers.map(({ input }) => input)).toEqual(maliciousHashes);
  for (const { input, sha, error, hash } of answers) {
    expect.soft(sha, input).toBeNull();
    if (error === "unknown") expect.soft(hash, input).toMatch(/^[0-9a-f]{7,40}$/);
    else expect.soft(error, input).toBe(/^\s*$/.test(input) ? "empty" : "malformed");
  }
});

test("of other texts only 7 to 40 hex digits are a hash", async () => {
  const text = fc.stringMatching(/^[0-9a-fA-F]{5,42}$/);
  await fc.assert(
    fc.asyncProperty(text, async (input) => {
      const [answer] = await since(repository, [input], null);
      const isHash = input.length >= 7 && input.length <= 40;
      expect(answer?.error).toBe(isHash ? "unknown" : "malformed");
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["whole", root, { sha: root, error: null }],
  ["twelve digits", root.slice(0, 12), { sha: root, error: null }],
  ["seven digits", root.slice(0, 7), { sha: root, error: null }],
  ["upper case", root.toUpperCase(), { sha: root, error: null }],
  ["no such commit", "f".repeat(40), { sha: null, error: "unknown" }],
  ["no such prefix", "fffffff", { sha: null, error: "unknown" }],
])("%s", async (_, input, expected) => {
  expect(await since(repository, [input], null)).toMatchObject([{ input, ...expected }]);
});

/** Two commits whose hashes begin with the same seven digits: among some ten thousand there are such. */
function twins(): [object: string, object: string] {
  const seen = new Map<string, string>();
  for (let number = 0; ; number += 1) {
    const object = `tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@b> ${number} +0000\ncommitter A <a@b> ${number} +0000\n\ntwin\n`;
    const sha = createHash("sha1").update(`commit ${object.length}\0${object}`).digest("hex");
    const other = seen.get(sha.slice(0, 7));
    if (other !== undefined) return [other, object];
    seen.set(sha.slice(0, 7), object);
  }
}

test.each(["without a commit-graph", "with one"])(
  "an ambiguous prefix comes with its candidates, %s",
  async (how) => {
    const clone = join(folder, `twins ${how}.git`);
    git(folder, "clone", "-q", "--mirror", directory, clone);
    const written = twins().map((object) =>
      gitFed(clone, object, "hash-object", "-t", "commit", "-w", "--stdin"),
    );
    for (const sha of written) git(clone, "update-ref", `refs/heads/${sha}`, sha);
    if (how === "with one") git(clone, "commit-graph", "write", "--reachable");
    const opened = await openRepository(clone, quiet);
    const [first = "", second = ""] = written.sort();
    let shared = 7;
    while (first[shared] === second[shared]) shared += 1;
    const inputs = [first.slice(0, 7), first.slice(0, shared), first.slice(0, shared + 1), second];
    expect(
      (await since(opened, inputs, null)).map(({ sha, error, candidates }) => [sha, error, candidates]),
    ).toEqual([
      [null, "ambiguous", written],
      [null, "ambiguous", written],
      [first, null, undefined],
      [second, null, undefined],
    ]);
  },
);
