import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareReleases,
  releaseOfCandidate,
  type TagShapes,
  tagKinds,
  tagMeant,
} from "../../src/domain/release.ts";

/** As content/repositories/*.yaml declare them; no repository of util-linux is declared there. */
const linux: TagShapes = {
  releaseTags: ["v2.6.N", "v3+.N"],
  candidateSuffix: "-rcN",
  stableTags: ["v2.6.N.N", "v3+.N.N"],
};
const libcap: TagShapes = { releaseTags: ["libcap-N.N"], stableTags: [] };
const utilLinux: TagShapes = { releaseTags: ["vN.N"], candidateSuffix: "-rcN", stableTags: ["vN.N.N"] };

/** Each before the next, as they came out. */
const order = [
  ["v2.6.9", "v2.6.10"],
  ["v2.6.10", "v2.6.39"],
  ["v2.6.39", "v3.0-rc1"],
  ["v3.0-rc1", "v3.0"],
  ["v2.6.39", "v3.0"],
  ["v3.9", "v3.10"],
  ["v3.19", "v4.0"],
  ["v4.20", "v5.0"],
  ["v5.19", "v6.0"],
  ["v6.19", "v7.0"],
  ["v4.14-rc9", "v4.14-rc10"],
  ["v4.14-rc8", "v4.14"],
  ["v4.14", "v4.15-rc1"],
  ["v4.14", "v4.14.1"],
  ["v4.14.9", "v4.14.10"],
  ["v4.14.336", "v4.15"],
  ["v2.6.16", "v2.6.16.62"],
  ["libcap-2.9", "libcap-2.26"],
] as const;

test.each(order)("%s came out before %s", (earlier, later) => {
  expect(compareReleases(earlier, later)).toBeLessThan(0);
  expect(compareReleases(later, earlier)).toBeGreaterThan(0);
});

const number = fc.integer({ min: 0, max: 999 });
const old = number.map((third) => `v2.6.${third}`);
const modern = fc
  .tuple(fc.integer({ min: 3, max: 99 }), number)
  .map(([major, minor]) => `v${major}.${minor}`);
const release = fc.oneof(old, modern);
const candidate = fc.tuple(release, number).map(([tag, rc]) => `${tag}-rc${rc}`);
const stable = fc.tuple(release, number).map(([tag, patch]) => `${tag}.${patch}`);
const tag = fc.oneof(release, candidate, stable);

test("is a total order: one way round, through the middle, and equal only to itself", () => {
  fc.assert(
    fc.property(tag, tag, tag, (a, b, c) => {
      expect(Math.sign(compareReleases(a, b))).toBe(0 - Math.sign(compareReleases(b, a)));
      expect(compareReleases(a, b) === 0).toBe(a === b);
      const [first, second, third] = [a, b, c].sort(compareReleases) as [string, string, string];
      expect(compareReleases(first, second)).toBeLessThanOrEqual(0);
      expect(compareReleases(second, third)).toBeLessThanOrEqual(0);
      expect(compareReleases(first, third)).toBeLessThanOrEqual(0);
    }),
  );
});

test("a candidate comes between the release before and its own", () => {
  fc.assert(
    fc.property(candidate, (rc) => {
      const own = releaseOfCandidate(rc);
      expect(tagKinds(linux)(rc)).toBe("candidate");
      expect(tagKinds(linux)(own)).toBe("release");
      expect(compareReleases(rc, own)).toBeLessThan(0);
    }),
  );
});

test.each([
  "4.14",
  "v4",
  "v4.14.1",
  "v2.7.1",
  "v2.6",
  "v04.1",
  "v4.14-rc1",
  "vfio-v5",
  "v4.14\n",
  " v4.14",
  "",
])("%j is no mainline release tag", (text) => {
  expect(tagKinds(linux)(text)).not.toBe("release");
});

test.each<[string, linux: string | null, libcap: string | null, utilLinux: string | null]>([
  ["v4.14", "release", null, "release"],
  ["v2.6.24", "release", null, "stable"],
  ["v2.6.24.1", "stable", null, null],
  ["v4.14.336", "stable", null, "stable"],
  ["v4.14-rc1", "candidate", null, "candidate"],
  ["v10.0", "release", null, "release"],
  ["v2.37", null, null, "release"],
  ["v2.37-rc2", null, null, "candidate"],
  ["v1.0", null, null, "release"],
  ["libcap-2.26", null, "release", null],
  ["libcap-2.26-rc1", null, null, null],
  ["libcap-2x26", null, null, null],
  ["v4.14-rc01", null, null, null],
  ["xv4.14", null, null, null],
  ["v4.14-dirty", null, null, null],
  ["v2.6.11-tree", null, null, null],
])("%s is of linux %s, of libcap %s, of util-linux %s", (text, ofLinux, ofLibcap, ofUtilLinux) => {
  expect(tagKinds(linux)(text)).toBe(ofLinux);
  expect(tagKinds(libcap)(text)).toBe(ofLibcap);
  expect(tagKinds(utilLinux)(text)).toBe(ofUtilLinux);
});

test.each([
  ["v4.14", "v4.14"],
  ["4.14", "v4.14"],
  [" V4.14-RC1 ", "v4.14-rc1"],
  ["linux 4.14", "v4.14"],
  ["Linux-4.14.3", "v4.14.3"],
  ["libcap-2.26", "libcap-2.26"],
  ["2.37", undefined],
  ["4", undefined],
  ["four", undefined],
  ["", undefined],
])("%j means %s", (text, meant) => {
  const [kernel, library] = [tagKinds(linux), tagKinds(libcap)];
  expect(tagMeant(text, (each) => kernel(each) !== null || library(each) !== null)).toBe(meant);
});
