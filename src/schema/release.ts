import { z } from "zod";
import { expected } from "./expected.ts";

export { compareReleases, releaseOfCandidate } from "./release-order.ts";

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
