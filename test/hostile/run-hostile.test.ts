import { expect, test } from "vitest";
import { git } from "../git/run-git.ts";
import type { HostileGroup } from "./hostile-case.ts";
import { runHostile } from "./run-hostile.ts";

const broken: HostileGroup = [
  "broken",
  [
    { name: "an answer that differs", change: (clone) => git(clone, "tag", "-d", "v3.0"), outcome: "same" },
    { name: "no refusal", change: () => {}, outcome: /refused/ },
    { name: "nothing", change: () => {}, outcome: "same" },
  ],
];

test("what is not held is counted and named", async () => {
  const lines: string[] = [];
  expect(await runHostile(0, (line) => lines.push(line), [broken])).toBe(2);
  expect(lines).toEqual([
    expect.stringMatching(/^broken +3 tried, 1 held$/),
    "  an answer that differs: answers differ",
    expect.stringMatching(/^ {2}no refusal: says /),
    expect.stringMatching(/^locks +10 tried, 10 held$/),
  ]);
});
