import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/open-repository.ts";
import { checkedHash } from "../../src/git/resolve-hash.ts";
import { since } from "../../src/git/since.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { quiet } from "./linux-shapes.ts";
import { maliciousHashes } from "./malicious-hashes.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { directory, shas } = kernelShaped(join(temporaryFolder(), "kernel.git"));
const repository = await openRepository(directory, quiet);
const root = shas.get("root") as string;

test("more than sixty malicious hashes are malformed, and answered in order", async () => {
  expect(new Set(maliciousHashes).size).toBeGreaterThanOrEqual(60);
  const answers = await since(repository, maliciousHashes, null);
  expect(answers.map(({ input }) => input)).toEqual(maliciousHashes);
  for (const { input, sha, error } of answers) expect.soft([error, sha], input).toEqual(["malformed", null]);
});

test("only 7 to 40 hex digits are let through, as lower case", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fA-F]{5,42}$/)), (text) => {
      const isHash = /^[0-9a-fA-F]{7,40}$/.test(text) && !text.includes("\n");
      expect(checkedHash(text)).toBe(isHash ? text.toLowerCase() : null);
    }),
    { numRuns: 2000 },
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

test("an ambiguous prefix comes with its candidates", async () => {
  const { index, ...history } = repository.history;
  const twins = [...shas.values()]
    .sort()
    .slice(0, 2)
    .map((sha) => index.find(sha));
  const ambiguous = { ...repository, history: { ...history, index: { ...index, findPrefix: () => twins } } };
  const [answer] = await since(ambiguous, ["1234567"], null);
  expect(answer).toMatchObject({ error: "ambiguous", candidates: [...shas.values()].sort().slice(0, 2) });
});
