import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLines } from "../../../src/output/preview/lines.ts";

/** Every character is as wide as it is high. */
const width = (text: string, size: number) => [...text].length * size;
const sizes = [
  { size: 4, most: 2 },
  { size: 2, most: 3 },
  { size: 1, most: 3 },
];

test.each([
  ["one line", "abc def", 40, { size: 4, lines: ["abc def"] }],
  ["two lines, about as long", "abc de fg hi", 40, { size: 4, lines: ["abc de", "fg hi"] }],
  [
    "a smaller size for more",
    "aaaa bbbb cccc dddd eeee",
    40,
    { size: 2, lines: ["aaaa bbbb cccc", "dddd eeee"] },
  ],
  ["a smaller size for a long word", "abcdefghijkl", 40, { size: 2, lines: ["abcdefghijkl"] }],
  ["a cut where nothing fits", "aa bb cc dd", 3, { size: 1, lines: ["aa", "bb", "cc…"] }],
  ["a word cut that is too long", "abcdefgh", 4, { size: 1, lines: ["abc…"] }],
])("%s", (_, text, most, expected) => {
  expect(fitLines(text, most, sizes, width)).toEqual(expected);
});

test("no line is too long, none is lost where all fits, and there are never too many", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 12 }), (words) => {
      const { size, lines } = fitLines(words.join(" "), 30, sizes, width);
      const most = sizes.find((each) => each.size === size)?.most ?? 0;
      expect(lines.length).toBeLessThanOrEqual(most);
      for (const line of lines) expect(width(line, size)).toBeLessThanOrEqual(30);
      if (!lines.join("").includes("…")) expect(lines.join(" ")).toBe(words.join(" "));
    }),
  );
});
