import fc from "fast-check";
import { expect, test } from "vitest";
import { completion } from "../../src/search/query/word-query.ts";

test.each([
  ["namespace namespaced namespacing", "names", "namespac"],
  ["seccomp", "sec", "seccomp"],
  ["user username", "use", "user"],
  ["user username", "usern", "username"],
  ["mount move", "mo", "mo"],
  ["mount move", "moun", "mount"],
  ["mount move", "xyz", "xyz"],
  ["mount move", "mounts", "mounts"],
  ["", "mount", "mount"],
])("of %j, %j is sure to go on as %j", (terms, begun, sure) => {
  expect(completion(terms.split(" "))(begun)).toBe(sure);
});

test("what is completed begins the same terms, and not one letter more would", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "é", "👍"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 12 }), letters, (terms, begun) => {
      const sure = completion(terms)(begun);
      const fitting = terms.filter((term) => term.startsWith(begun));
      expect(terms.filter((term) => term.startsWith(sure))).toEqual(fitting);
      expect(sure.startsWith(begun)).toBe(true);
      const [one = begun] = fitting;
      if (one.length > sure.length) {
        const longer = one.slice(0, sure.length + 1);
        expect(fitting.every((term) => term.startsWith(longer))).toBe(false);
      }
    }),
  );
});
