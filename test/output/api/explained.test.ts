import { expect, test } from "vitest";
import { explained } from "../../../src/output/api/file-parts.ts";

test("a null is explained, and only a null", () => {
  const fields = { date: null as string | null, url: "https://example.org/" as string | null };
  expect(explained(fields, { date: "not written down", url: "not found" })).toEqual({
    ...fields,
    nullBecause: { date: "not written down" },
  });
});

test("a null without a reason is an error", () => {
  expect(() => explained({ date: null as string | null }, { date: "" })).toThrow("date is null");
});
