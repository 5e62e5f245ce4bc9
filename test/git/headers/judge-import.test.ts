import fc from "fast-check";
import { expect, test } from "vitest";
import { importCheck } from "../../../src/git/headers/judge-import.ts";

const releases = [
  { version: "v4.18", date: "2018-08-12" },
  { version: "v4.19", date: "2018-10-22" },
  { version: "v4.20", date: "2018-12-23" },
];
const TODAY = "2019-12-31";
const check = importCheck(releases, TODAY);

test.each([
  ["v4.19", "release", "2018-10-22", null],
  ["v4.19", "release", "2018-10-15", null],
  ["v4.19", "release", "2018-10-14", "dated 2018-10-14, before v4.19 (2018-10-22)"],
  ["v4.18", "release", "2019-11-01", null],
  ["v4.19-rc1", "candidate", "2018-08-26", null],
  ["v4.19-rc1", "candidate", "2018-08-01", "dated 2018-08-01, before v4.18 (2018-08-12)"],
  ["v4.19.3", "stable", "2018-11-21", null],
  ["v4.19.3", "stable", "2018-10-01", "dated 2018-10-01, before v4.19 (2018-10-22)"],
  ["v4.25", "release", "2018-12-24", "v4.25 cannot be out before 2019-09-29"],
  ["v4.18.999", "stable", "2018-12-24", null],
  ["v5.0-rc1", "candidate", "2019-01-06", null],
  ["v5.0", "release", "2019-03-03", null],
  ["v5.0", "release", "2019-01-06", "v5.0 cannot be out before 2019-02-17"],
  ["v5.1-rc1", "candidate", "2019-03-17", null],
  ["v5.1.2", "stable", "2019-01-17", "v5.1 cannot be out before 2019-04-14"],
  ["v999999.0", "release", "2019-03-17", "v999999.0 cannot be out in this millennium"],
  ["v5.0", "release", "9999-12-31", "which is still to come"],
  ["v4.9", "release", "2016-12-11", null],
] as const)("an import of %s (%s) dated %s", (label, kind, day, expected) => {
  const reason = check({ label, kind, day });
  if (expected === null) expect(reason).toBeNull();
  else expect(reason).toContain(expected);
});

test("a release between those that are known is none", () => {
  const found = importCheck([{ version: "v3.19", date: "2015-02-08" }, ...releases.slice(1)], TODAY);
  expect(found({ label: "v3.25", kind: "release", day: "2019-01-01" })).toBe("no such release is known");
});

test("LINUX_VERSION_CODE is that of a candidate, too", () => {
  const code = { kind: "release", mayBeCandidate: true } as const;
  expect(check({ label: "v4.20", day: "2018-11-04", ...code })).toBeNull();
  expect(check({ label: "v4.20", day: "2018-10-01", ...code })).toContain("before v4.19");
  expect(check({ label: "v5.0", day: "2019-01-06", ...code })).toBeNull();
});

test("what a later day forbids, an earlier one forbids, too", () => {
  const day = fc.integer({ min: 0, max: 1200 }).map((days) => {
    return new Date(Date.UTC(2016, 8, 1) + days * 86_400_000).toISOString().slice(0, 10);
  });
  const label = fc.tuple(fc.integer({ min: 4, max: 6 }), fc.nat(30)).map(([a, b]) => `v${a}.${b}`);
  fc.assert(
    fc.property(label, day, day, (name, a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      const isOut = (when: string) => check({ label: name, kind: "release", day: when }) !== null;
      expect(isOut(late) && !isOut(early)).toBe(false);
    }),
  );
});
