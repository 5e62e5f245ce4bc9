import fc from "fast-check";
import { expect, test } from "vitest";
import type { z } from "zod";
import {
  day,
  expected,
  manPage,
  messageId,
  moment,
  readExpectation,
  sha,
  slug,
  webAddress,
} from "../../src/records/schema/primitives.ts";

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

test("a hash is 40 hex digits, and nothing near it", () => {
  fc.assert(
    fc.property(hex(40), fc.nat(39), (whole, at) => {
      expect(accepts(sha, whole)).toBe(true);
      expect(accepts(sha, whole.slice(0, at))).toBe(false);
      expect(accepts(sha, `${whole}0`)).toBe(false);
      expect(accepts(sha, `${whole.slice(0, at)}G${whole.slice(at + 1)}`)).toBe(false);
      expect(accepts(sha, `${whole}\n`)).toBe(false);
    }),
  );
});

test("an accepted slug needs no escaping in an address, a path or a pattern", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abz019"), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      expect(accepts(slug, words.join("-"))).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."ab-_./A \n") })), (text) => {
      if (!accepts(slug, text)) return;
      expect(text).toMatch(/^[a-z0-9-]{1,80}$/);
      expect(encodeURIComponent(text)).toBe(text);
      expect(text).not.toMatch(/^-|--|-$|\n/);
    }),
  );
});

test("an accepted message-id stays one part of a lore address", () => {
  const part = fc.string({ unit: fc.constantFrom(..."az09.-_+=$"), minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(part, part, (left, right) => {
      expect(accepts(messageId, `${left}@${right}`)).toBe(true);
      expect(accepts(messageId, `<${left}@${right}>`)).toBe(false);
      expect(accepts(messageId, left)).toBe(false);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."a@/\\?#<> .\n") })), (text) => {
      if (!accepts(messageId, text)) return;
      const { pathname, search, hash } = new URL(`https://lore.kernel.org/r/x${text}/`);
      expect([pathname.split("/").length, search, hash]).toEqual([4, "", ""]);
    }),
  );
});

test.each([
  [
    "an address",
    webAddress,
    ["https://lwn.net/1", "http://lkml.org/lkml/2018/1/1"],
    ["javascript:alert(1)", "//lwn.net", "ftp://a.org", "https://localhost", "lwn.net", ""],
  ],
  [
    "a man page",
    manPage,
    ["user_namespaces(7)", "ioctl_nsfs(2)", "x(3p)"],
    ["user_namespaces", "x(0)", "(7)", "x(7) ", "<b>(7)"],
  ],
  [
    "a day",
    day,
    ["2018-10-25", "2024-02-29"],
    ["2023-02-29", "2018-13-01", "18-10-25", "2018-10-25T00:00:00Z", 20181025],
  ],
  [
    "a moment",
    moment,
    ["2018-10-25", "2017-01-25T14:04:15+13:00", "2017-01-25T14:04:15Z"],
    ["2017-01-25T14:04:15", "2017-01-25 14:04", ""],
  ],
] as [string, z.ZodType, unknown[], unknown[]][])(
  "%s is taken and its look-alikes are refused",
  (_name, schema, right, wrong) => {
    for (const value of right) expect([value, accepts(schema, value)]).toEqual([value, true]);
    for (const value of wrong) expect([value, accepts(schema, value)]).toEqual([value, false]);
  },
);

test("what was expected and what to do travel together", () => {
  expect(readExpectation(expected("40 hex digits", "Write it whole."))).toEqual({
    what: "40 hex digits",
    remedy: "Write it whole.",
  });
  expect(readExpectation("Invalid input: expected string")).toBeNull();
});
