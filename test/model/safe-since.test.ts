import fc from "fast-check";
import { expect, test } from "vitest";
import { compareReleases } from "../../src/domain/release.ts";
import { type Branch, MAINLINE, type NamedFlaw, safeSince } from "../../src/model/flaws.ts";
import type { FlawRange } from "../../src/records/schema/claim.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const F = "f".repeat(40);

const range = (introduced: string, fixed: string | null, by = A): FlawRange => ({
  introduced: { release: introduced, sha: by },
  fixed: fixed === null ? null : { release: fixed, sha: F },
});
const flaw = (name: string, ...ranges: FlawRange[]): NamedFlaw => ({ name, ranges });
const told = (branches: Branch[]) =>
  branches.map(({ name, safeSince: since, open }) => [name, since ?? open]);

const cases: [string, Parameters<typeof safeSince>, unknown[]][] = [
  ["no flaw: the change itself", ["v5.12", [], []], [[MAINLINE, "v5.12"]]],
  [
    "each line its own fix, the newest line first",
    ["v5.12", [flaw("x", range("v5.12", "v5.15.13"), range("v5.12", "v5.16"))], []],
    [
      [MAINLINE, "v5.16"],
      ["v5.15", "v5.15.13"],
    ],
  ],
  [
    "the last of several fixes counts, by number and not by letters",
    [
      "v5.12",
      [
        flaw("x", range("v5.12", "v5.15.13"), range("v5.12", "v5.16")),
        flaw("y", range("v5.12", "v5.15.100"), range("v5.12", "v5.18")),
      ],
      [],
    ],
    [
      [MAINLINE, "v5.18"],
      ["v5.15", "v5.15.100"],
    ],
  ],
  [
    "a line that one flaw is fixed in, and another is not known to be",
    [
      "v5.12",
      [flaw("x", range("v5.12", "v5.15.13"), range("v5.12", "v5.16")), flaw("y", range("v5.12", "v5.18"))],
      [],
    ],
    [
      [MAINLINE, "v5.18"],
      ["v5.15", ["y"]],
    ],
  ],
  [
    "a flaw that came after the line began is not there",
    [
      "v5.12",
      [
        flaw("x", range("v5.12", "v5.15.13"), range("v5.12", "v5.17")),
        flaw("y", range("v5.16", "v5.18", B), range("v5.16", "v5.16.9", B)),
      ],
      [],
    ],
    [
      [MAINLINE, "v5.18"],
      ["v5.16", ["x"]],
      ["v5.15", "v5.15.13"],
    ],
  ],
  [
    "a flaw that was fixed before the line began",
    [
      "v5.10",
      [
        flaw("x", range("v5.10", "v5.12")),
        flaw("y", range("v5.11", "v5.14.3", B), range("v5.11", "v5.15", B)),
      ],
      [],
    ],
    [
      [MAINLINE, "v5.15"],
      ["v5.14", "v5.14.3"],
    ],
  ],
  [
    "a flaw that was never fixed in the mainline",
    ["v5.12", [flaw("x", range("v5.12", null), range("v5.12", "v5.15.3"))], []],
    [
      [MAINLINE, ["x"]],
      ["v5.15", "v5.15.3"],
    ],
  ],
  [
    "a line that got the flaw by a backport, and no fix",
    ["v4.10", [flaw("x", range("v4.10", "v7.1"), range("v4.9.1", null, B))], []],
    [
      [MAINLINE, "v7.1"],
      ["v4.9", ["x"]],
    ],
  ],
  [
    "a line that got the flaw and its fix by backports has no more than a part of the change",
    ["v4.10", [flaw("x", range("v4.10", "v4.12"), range("v4.9.1", "v4.9.7", B))], []],
    [[MAINLINE, "v4.12"]],
  ],
  [
    "a line between the first part and the whole is left out",
    ["v5.14", [flaw("x", range("v5.12", "v5.13.7"), range("v5.12", "v5.15"))], []],
    [[MAINLINE, "v5.15"]],
  ],
  [
    "two commits brought the flaw, and one is not fixed everywhere",
    ["v5.10", [flaw("x", range("v5.8", "v5.10.4"), range("v5.8", "v5.12"), range("v5.9", "v5.12", B))], []],
    [
      [MAINLINE, "v5.12"],
      ["v5.10", ["x"]],
    ],
  ],
  [
    "a further fix counts in the mainline, and in lines that began after it",
    [
      "v5.10",
      [flaw("x", range("v5.10", "v5.11.4"), range("v5.10", "v5.15.4"), range("v5.10", "v5.16"))],
      [{ name: "f", release: "v5.14" }],
    ],
    [
      [MAINLINE, "v5.16"],
      ["v5.15", "v5.15.4"],
      ["v5.11", ["f"]],
    ],
  ],
  [
    "a further fix of unknown release",
    ["v5.10", [], [{ name: "f", release: undefined }]],
    [[MAINLINE, ["f"]]],
  ],
  [
    "2.6.32.y",
    ["v2.6.24", [flaw("x", range("v2.6.24", "v2.6.32.9"), range("v2.6.24", "v2.6.33"))], []],
    [
      [MAINLINE, "v2.6.33"],
      ["v2.6.32", "v2.6.32.9"],
    ],
  ],
];

test.each(cases)("%s", (_name, given, expected) => {
  expect(told(safeSince(...given))).toEqual(expected);
});

/** A history that is known in full: v5.0 to v5.9, each with a stable series of ten releases. */
interface Born {
  /** Mainline release that brought it, and the one that fixed it. */
  at: number;
  fixed: number | null;
  /** By series: the patch release with the backported fix. */
  backports: (number | null)[];
}

const LAST = 9;
const born: fc.Arbitrary<Born> = fc
  .record({
    at: fc.integer({ min: 0, max: LAST }),
    life: fc.option(fc.integer({ min: 1, max: LAST })),
    backports: fc.array(fc.option(fc.integer({ min: 1, max: 10 })), { minLength: 10, maxLength: 10 }),
  })
  .map(({ at, life, backports }) => ({
    at,
    fixed: life === null || at + life > LAST ? null : at + life,
    backports,
  }));

function rangesOf({ at, fixed, backports }: Born): FlawRange[] {
  const stable = backports.flatMap((patch, series) => {
    const isBorn = series >= at && (fixed === null || series < fixed);
    return isBorn && patch !== null ? [range(`v5.${at}`, `v5.${series}.${patch}`)] : [];
  });
  return [...stable, range(`v5.${at}`, fixed === null ? null : `v5.${fixed}`)];
}

/** Whether a release has this flaw, by the whole history. */
function hasFlaw({ at, fixed, backports }: Born, series: number, patch: number): boolean {
  if (series < at || (fixed !== null && series >= fixed)) return false;
  const own = backports[series] ?? null;
  return own === null || patch < own;
}

test("what is called safe has the change and no flaw, and nothing earlier of its line does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST }), fc.array(born, { maxLength: 4 }), (complete, flaws) => {
      const named = flaws.map((each, at) => ({ name: `${at}`, ranges: rangesOf(each) }));
      const isClean = (series: number, patch: number) =>
        series >= complete && flaws.every((each) => !hasFlaw(each, series, patch));
      for (const { name, safeSince: since, open } of safeSince(`v5.${complete}`, named, [])) {
        const isMainline = name === MAINLINE;
        const line = isMainline
          ? Array.from({ length: LAST + 1 }, (_, series) => [series, 0] as const)
          : Array.from({ length: 11 }, (_, patch) => [Number(name.slice(3)), patch] as const);
        // Of the mainline, that release counts from which on all are clean: a later flaw comes back.
        const from = isMainline
          ? line.findLastIndex(([series, patch]) => !isClean(series, patch)) + 1
          : line.findIndex(([series, patch]) => isClean(series, patch));
        const first = line[from];
        if (since === undefined) {
          expect(open.length).toBeGreaterThan(0);
          expect(first === undefined || !isClean(...first)).toBe(true);
          continue;
        }
        const written = first && `v5.${first[0]}${first[1] > 0 ? `.${first[1]}` : ""}`;
        expect(since).toBe(written);
      }
    }),
    { numRuns: 500 },
  );
});

test("one more flaw never makes a release safe earlier", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: LAST }),
      fc.array(born, { minLength: 1, maxLength: 4 }),
      (complete, flaws) => {
        const named = flaws.map((each, at) => ({ name: `${at}`, ranges: rangesOf(each) }));
        const before = new Map(
          safeSince(`v5.${complete}`, named.slice(1), []).map((each) => [each.name, each.safeSince]),
        );
        for (const { name, safeSince: since } of safeSince(`v5.${complete}`, named, [])) {
          if (since === undefined || !before.has(name)) continue;
          const earlier = before.get(name);
          expect(earlier).toBeDefined();
          expect(compareReleases(earlier ?? "", since)).toBeLessThanOrEqual(0);
        }
      },
    ),
    { numRuns: 500 },
  );
});
