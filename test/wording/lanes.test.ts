import fc from "fast-check";
import { expect, test } from "vitest";
import { type Lane, lanes, type Mark } from "../../src/site/lanes.ts";

const sizes = { width: 1000, margin: 10, widthOf: (label: string) => label.length * 6 };
const x = (day: string) => (Date.parse(day) - Date.parse("2005-01-01")) / 8.64e7 / 8;

function mark(id: string, merged: string | undefined, proposed?: string, label = "a label"): Mark {
  return { id, lane: "user", label, merged, proposed };
}

/** The stretch of its row that a placed mark covers, label included. */
function covered({ mark: { label }, start, end, labelLeft }: Lane<Mark>["placed"][number]): [number, number] {
  const text = sizes.margin + sizes.widthOf(label);
  return labelLeft ? [start - text, end] : [start, end + text];
}

test("lanes stand in the order that is given, and empty ones are left out", () => {
  const marks = [mark("a", "2010-01-01"), { ...mark("b", "2010-01-01"), lane: "mnt" }];
  expect(lanes(marks, ["mnt", "pid", "user"], x, sizes).map(({ name }) => name)).toEqual(["mnt", "user"]);
});

test("a proposal is joined to its merge; what was never merged stands where it was posted", () => {
  const [lane] = lanes(
    [mark("a", "2012-01-01", "2010-01-01"), mark("b", undefined, "2015-01-01")],
    ["user"],
    x,
    sizes,
  );
  const [a, b] = lane?.placed ?? [];
  expect([a?.start, a?.end]).toEqual([x("2010-01-01"), x("2012-01-01")]);
  expect(b?.start).toBe(b?.end);
});

test("a proposal dated after its merge draws no line backwards", () => {
  const [lane] = lanes([mark("a", "2010-01-01", "2012-01-01")], ["user"], x, sizes);
  expect(lane?.placed[0]?.start).toBe(x("2010-01-01"));
});

test("a label that would leave the picture stands to the left of its mark", () => {
  const [lane] = lanes([mark("a", "2026-08-01")], ["user"], x, sizes);
  expect(lane?.placed[0]?.labelLeft).toBe(true);
});

test("a mark without a day is refused by name", () => {
  expect(() => lanes([mark("nothing-known", undefined)], ["user"], x, sizes)).toThrow("nothing-known");
});

test("nothing overlaps in a row, however dense the era", () => {
  const day = fc
    .integer({ min: 0, max: 7500 })
    .map((n) => new Date(Date.parse("2005-01-01") + n * 8.64e7).toISOString().slice(0, 10));
  const marks = fc.array(
    fc.record({
      id: fc.uuid(),
      lane: fc.constantFrom("user", "mnt"),
      label: fc.string({ maxLength: 30 }),
      merged: day,
      proposed: fc.option(day, { nil: undefined }),
    }),
    { maxLength: 500 },
  );
  fc.assert(
    fc.property(marks, (all) => {
      const drawn = lanes(all, ["user", "mnt"], x, sizes);
      expect(drawn.flatMap(({ placed }) => placed)).toHaveLength(all.length);
      for (const { placed, rows } of drawn) {
        for (let row = 0; row < rows; row += 1) {
          const stretches = placed
            .filter((each) => each.row === row)
            .map(covered)
            .sort(([a], [b]) => a - b);
          for (let at = 1; at < stretches.length; at += 1) {
            expect(stretches[at]?.[0]).toBeGreaterThanOrEqual(stretches[at - 1]?.[1] ?? 0);
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});
