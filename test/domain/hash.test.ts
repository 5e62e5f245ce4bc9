import { expect, test } from "vitest";
import { couldBeWord, isHashPrefix, isWholeHash, shortHash } from "../../src/domain/hash.ts";

const WHOLE = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";

test.each([
  [WHOLE, true, true],
  [WHOLE.slice(1), false, true],
  [`${WHOLE}0`, false, false],
  [WHOLE.toUpperCase(), false, false],
  [`${WHOLE}\n`, false, false],
  ["8db6c34", false, true],
  ["8db6c3", false, false],
  ["8db6c3g", false, false],
  ["", false, false],
])("%j", (text, whole, prefix) => {
  expect(isWholeHash(text)).toBe(whole);
  expect(isHashPrefix(text)).toBe(prefix);
});

test("a hash is shown by its first 12 digits", () => {
  expect(shortHash(WHOLE)).toBe("8db6c34f1dbc");
});

test.each([
  ["defaced", true],
  ["20181025", true],
  ["8db6c34", false],
  ["8DB6C34", false],
  ["deadbeefdead", false],
  ["201810252018", false],
])("whether %s could be a word: %s", (digits, could) => {
  expect(couldBeWord(digits)).toBe(could);
});
