import { expect, test } from "vitest";
import { progressLine } from "../../scripts/terminal-progress.ts";

test.each([
  [120_000, 234_207, 1.25, "read 120,000 of 234,207 messages, 96,000 a second, 2 s left"],
  [234_207, 234_207, 2, "read 234,207 of 234,207 messages, 117,104 a second, 0 s left"],
])("%i of %i after %f s", (done, total, seconds, line) => {
  expect(progressLine(done, total, seconds)).toBe(line);
});
