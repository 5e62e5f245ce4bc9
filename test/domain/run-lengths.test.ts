import fc from "fast-check";
import { expect, test } from "vitest";
import { packRuns, unpackRuns } from "../../src/domain/run-lengths.ts";

test("a run is its character and how often it stands there", () => {
  expect(packRuns("lllhh?")).toBe("l3h2?");
  expect(packRuns("")).toBe("");
  expect(packRuns("l".repeat(120))).toBe("l120");
});

test("what was packed is unpacked to the same", () => {
  const text = fc.array(fc.tuple(fc.constantFrom("h", "l", "p", "\n"), fc.integer({ min: 1, max: 40 })));
  fc.assert(
    fc.property(text, (runs) => {
      const whole = runs.map(([letter, count]) => letter.repeat(count)).join("");
      expect(unpackRuns(packRuns(whole))).toBe(whole);
    }),
  );
});
