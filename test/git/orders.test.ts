import fc from "fast-check";
import { expect, test } from "vitest";
import { indexCommits } from "../../src/git/history/history.ts";

// Few different bytes, so that prefixes collide.
const oid = fc.array(fc.constantFrom(0, 1, 0x10, 0x7f, 0xff), { minLength: 20, maxLength: 20 });
const hexOf = (bytes: number[]) => Buffer.from(bytes).toString("hex");

test("an index finds every commit and every prefix and knows their order, in sorted runs and without", () => {
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
        expect(index.findPrefix(hexOf(other))).toEqual(
          order.flatMap((hex, at) => (hex === hexOf(other) ? [at] : [])),
        );
        const inOrder = [...index.marked(new Uint8Array(order.length).fill(1))];
        const inRuns = runsOfOnce.flat().length;
        expect(inOrder.slice(0, inRuns)).toEqual(order.slice(0, inRuns).map((_, at) => at));
        expect([...inOrder].sort((a, b) => a - b)).toEqual(order.map((_, at) => at));
        const firstBytes = inOrder.slice(inRuns).map((commit) => (order[commit] as string).slice(0, 2));
        expect(firstBytes).toEqual([...firstBytes].sort());
        const marks = Uint8Array.from(order, (hex) => Number.parseInt(hex.slice(-2), 16) % 3);
        expect([...index.marked(marks)]).toEqual(inOrder.filter((commit) => marks[commit] !== 0));
      },
    ),
  );
});
