import { expect, test } from "vitest";
import { git } from "../git/run-git.ts";
import type { HostileGroup } from "./hostile-case.ts";
import { runHostile } from "./run-hostile.ts";

const broken: HostileGroup = [
  "broken",
  [
    { name: "an answer that differs", change: (clone) => git(clone, "tag", "-d", "v3.0"), outcome: "same" },
    { name: "no refusal", change: () => {}, outcome: /refused/ },
    { name: "another exit code", change: () => {}, outcome: "same", shell: '"$@"; exit 1' },
    { name: "a clone that is changed", outcome: "same", shell: '"$@"; touch "$SCRATCH.git/config"' },
    { name: "what is left behind", outcome: "same", shell: '"$@"; touch "$TMPDIR/x"' },
    { name: "nothing", change: () => {}, outcome: "same" },
  ],
];

test("what is not held is counted and named", async () => {
  const lines: string[] = [];
  expect(await runHostile(0, (line) => lines.push(line), [broken])).toBe(5);
  expect(lines).toEqual([
    expect.stringMatching(/^broken +6 tried, 1 held$/),
    "  an answer that differs: answers differ",
    expect.stringMatching(/^ {2}no refusal: ends with 0/),
    expect.stringMatching(/^ {2}another exit code: ends with 1/),
    "  a clone that is changed: the clone is not as it was",
    "  what is left behind: leaves x",
    expect.stringMatching(/^locks +10 tried, 10 held$/),
  ]);
});
