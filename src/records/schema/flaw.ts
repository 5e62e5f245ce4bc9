import { z } from "zod";
import { expected } from "./expected.ts";
import { releaseTag } from "./release.ts";
import { sha } from "./sha.ts";

export const cveId = z
  .string()
  .regex(/^CVE-\d{4}-\d{4,7}$/, expected("a CVE id", 'Write it like "CVE-2022-0185".'))
  .describe("Its CVE id");

const landing = z.strictObject({
  release: releaseTag.describe("The first release that has it"),
  sha,
});

/** From the release with the flaw to the one without, on one line of releases. */
export const flawRange = z.strictObject({
  introduced: landing.describe("What brought the flaw, and where"),
  fixed: landing.nullable().describe("What fixed it there; null: the source says that nothing did"),
});

/** A published flaw: what brought it, and what fixed it in the mainline and in each stable series. */
export const flaw = z.strictObject({
  cve: cveId,
  title: z.string().min(1).describe("Its title as the record has it"),
  ranges: z.array(flawRange).min(1).describe("Each pair of releases that the source names"),
});

export type Flaw = z.infer<typeof flaw>;
export type FlawRange = z.infer<typeof flawRange>;
