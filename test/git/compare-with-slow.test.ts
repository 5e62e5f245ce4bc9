import { join } from "node:path";
import { expect, test } from "vitest";
import { compareWithSlowMethod } from "./compare-with-slow.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("what is run on a real clone runs on a small one too", async () => {
  const { directory, shas } = kernelShaped(join(temporaryFolder(), "kernel.git"));
  const { differences, report } = await compareWithSlowMethod(directory, {
    commits: 1000,
    merges: 1000,
    seed: 1,
  });
  expect(report).toContain(`${shas.size} commits drawn at random`);
  expect(report).toContain("1 octopus merges");
  expect(report).toContain("2 roots");
  expect(report).toContain(`${shas.size} commits: 0 differ`);
  expect(differences).toBe(0);
});
