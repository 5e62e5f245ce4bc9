import { z } from "zod";
import { expected } from "./expected.ts";

const RELEASE = /^v(?:2\.6\.\d{1,3}|(?:[3-9]|[1-9]\d)\.\d{1,3})$/;
const CANDIDATE = /^v(?:2\.6\.\d{1,3}|(?:[3-9]|[1-9]\d)\.\d{1,3})-rc\d{1,3}$/;
const LIBCAP = /^libcap-\d\.\d{1,3}$/;

/** A mainline release as its tag is written: "v2.6.24", "v4.14". */
export const kernelRelease = z
  .string()
  .regex(RELEASE, expected("a mainline release tag", 'Write it like "v4.14" or "v2.6.24", quoted.'))
  .describe('A mainline release tag, quoted: "v4.14"');

/** A mainline release candidate: "v4.14-rc1". */
export const kernelCandidate = z
  .string()
  .regex(CANDIDATE, expected("a release candidate tag", 'Write it like "v4.14-rc1", quoted.'))
  .describe('A mainline release candidate tag, quoted: "v4.14-rc1"');

/** A release of any repository that the content declares. */
export const release = z
  .string()
  .refine((tag) => RELEASE.test(tag) || LIBCAP.test(tag), {
    error: expected("a release tag", 'Write it like "v4.14" or "libcap-2.26", quoted.'),
  })
  .describe('A release tag, quoted: "v4.14", "libcap-2.26"');

export type Release = z.infer<typeof release>;

/** The release that a candidate leads to; a release leads to itself. */
export function releaseOfCandidate(tag: string): string {
  return tag.replace(/-rc\d+$/, "");
}

/**
 * Order of release tags as they came out: by number, part by part (v2.6.9 < v2.6.10, v2.6.39 < v3.0,
 * v4.20 < v5.0), a candidate before its release. A stable release v4.14.3 comes between v4.14 and v4.15.
 * @returns less than 0, 0 or more than 0, for sort()
 */
export function compareReleases(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = (left.numbers[at] ?? -1) - (right.numbers[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.candidate - right.candidate;
}

function parts(tag: string): { numbers: number[]; candidate: number } {
  const [name = "", candidate] = tag.split("-rc", 2);
  return {
    numbers: (name.match(/\d+/g) ?? []).map(Number),
    candidate: candidate === undefined ? Number.MAX_SAFE_INTEGER : Number(candidate),
  };
}
