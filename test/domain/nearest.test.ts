import { expect, test } from "vitest";
import { nearest, nearestWords } from "../../src/domain/nearest.ts";

const known = ["CLONE_NEWTIME", "CLONE_NEWUTS", "openat", "openat2", "pidfd_open", "read", "lead", "time"];

test.each([
  ["CLONE_NEWTMIE", ["CLONE_NEWTIME"]],
  ["clone_newtime", ["CLONE_NEWTIME"]],
  ["pidfd_opn", ["pidfd_open"]],
  ["opnat2", ["openat2"]],
  ["raed", ["read"]],
  ["bead", ["read", "lead"]],
  ["read", ["read"]],
  // More typing errors than letters that are right.
  ["t", []],
  ["abcd", []],
  ["", []],
  ["a".repeat(101), []],
])("%s is like %j", (word, words) => {
  expect(nearestWords(word, known, 3)).toEqual(words);
  expect(nearest(word, known)).toBe(words[0] ?? null);
});

test("no more are given than are asked for, each once", () => {
  expect(nearestWords("bead", [...known, ...known], 1)).toEqual(["read"]);
  expect(nearestWords("bead", [...known, ...known], 9)).toEqual(["read", "lead"]);
});
