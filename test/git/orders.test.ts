import fc from "fast-check";
import { expect, test } from "vitest";
import { indexCommits } from "../../src/git/commit-index.ts";
import { newestFirst } from "../../src/git/newest-first.ts";

test("newest first is what a sort by time gives, equal ones in their order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 0xffffffff }), { maxLength: 300 }), (times) => {
      const expected = times
        .map((_, at) => at)
        .sort((a, b) => (times[b] as number) - (times[a] as number) || a - b);
      expect([...newestFirst(Uint32Array.from(times))]).toEqual(expected);
    }),
  );
});

// Few different bytes, so that prefixes collide.
const oid = fc.array(fc.constantFrom(0, 1, 0x10, 0x7f, 0xff), { minLength: 20, maxLength: 20 });
const hexOf = (bytes: number[]) => Buffer.from(bytes).toString("hex");

test("an index finds every commit and every prefix, in sorted runs and without", () => {
  const runs = fc.array(fc.array(oid, { maxLength: 40 }), { maxLength: 3 });
  fc.assert(
    fc.property(
      runs,
      fc.array(oid, { maxLength: 40 }),
      oid,
      fc.integer({ min: 6, max: 40 }),
      (sorted, rest, other, length) => {
        const layers = sorted.map((layer) => layer.map(hexOf).sort());
        const all = [...new Set([...layers.flat(), ...rest.map(hexOf)])];
        // A commit is in one run only.
        const runsOfOnce = layers.map((layer, at) =>
          layer.filter(
            (hex, place) => layers.flat().indexOf(hex) === layers.slice(0, at).flat().length + place,
          ),
        );
        const order = [...runsOfOnce.flat(), ...all.filter((hex) => !runsOfOnce.flat().includes(hex))];
        const index = indexCommits(
          Buffer.from(order.join(""), "hex"),
          runsOfOnce.map((run) => run.length),
        );
        expect(order.map((hex) => index.find(hex))).toEqual(order.map((_, at) => at));
        expect(index.find(hexOf(other))).toBe(order.indexOf(hexOf(other)));
        const prefix = (order[0] ?? hexOf(other)).slice(0, length);
        const expected = order.filter((hex) => hex.startsWith(prefix)).sort();
        expect(index.findPrefix(prefix).map((commit) => order[commit])).toEqual(expected);
      },
    ),
  );
});
