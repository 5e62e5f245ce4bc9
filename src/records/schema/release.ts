import { z } from "zod";
import { expected } from "./expected.ts";

const RELEASE = /^v(?:2\.6\.\d{1,3}|(?:[3-9]|[1-9]\d)\.\d{1,3})$/;
const CANDIDATE = /^v(?:2\.6\.\d{1,3}|(?:[3-9]|[1-9]\d)\.\d{1,3})-rc\d{1,3}$/;
const STABLE = /^v(?:2\.6\.\d{1,3}|(?:[3-9]|[1-9]\d)\.\d{1,3})\.\d{1,3}$/;
const LIBCAP = /^libcap-\d\.\d{1,3}$/;

/** A mainline release as its tag is written: "v2.6.24", "v4.14". */
export const kernelRelease = z
  .string()
  .regex(RELEASE, expected("a mainline release tag", 'Write it like "v4.14" or "v2.6.24", quoted.'))
  .describe('A mainline release tag, quoted: "v4.14"');

/** A release of a stable series: "v5.15.13", "v2.6.32.5". */
export const stableRelease = z
  .string()
  .regex(STABLE, expected("a stable release tag", 'Write it like "v5.15.13", quoted.'))
  .describe('A release of a stable series, quoted: "v5.15.13"');

/** A release of the kernel, be it the mainline's or a stable series'. */
export const mainlineOrStable = z
  .string()
  .refine((tag) => RELEASE.test(tag) || STABLE.test(tag), {
    error: expected("a mainline or stable release tag", 'Write it like "v5.16" or "v5.15.13", quoted.'),
  })
  .describe('A mainline or stable release tag, quoted: "v5.16", "v5.15.13"');

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
