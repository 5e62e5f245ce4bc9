import fc from "fast-check";
import { expect, test } from "vitest";
import { topK } from "../../src/search/engine/groups.ts";

test("the best are those that sorting would put first, alike ones in the order they came", () => {
  const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 5 }), name: fc.string() }));
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 8 }), (all, count) => {
      const order = (a: { score: number }, b: { score: number }) => b.score - a.score;
      expect(topK(all, count, order)).toEqual(all.toSorted(order).slice(0, count));
    }),
  );
});
