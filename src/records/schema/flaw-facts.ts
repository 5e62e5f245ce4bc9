import { z } from "zod";
import { cveId, flawRange } from "./claim.ts";
import { day, releaseTag, sha } from "./primitives.ts";

/**
 * content/facts/flaws/flaws.json: published flaws of commits that the content names, by CVE id, as a clone of the
 * kernel CVE team's repository has them.
 */
export const flawFacts = z.record(
  cveId,
  z.strictObject({
    title: z.string().min(1).describe("The title of its record"),
    commits: z
      .array(sha)
      .min(1)
      .describe("The commits of the content that brought the flaw or fixed it, those that brought it first"),
    ranges: z.array(flawRange).min(1).describe("One a line of the record, in its order"),
  }),
);

/** content/facts/flaws/releases.json: the first release of commits that the content names, as the same records say. */
export const firstReleases = z.record(
  sha,
  z.strictObject({ release: releaseTag, cve: cveId.describe("The first record, by number, that says so") }),
);

/** content/facts/flaws/source.json: what was read. */
export const flawSource = z.strictObject({
  revision: sha.describe("The commit that was read"),
  date: day.describe("Its committer date (UTC)"),
  records: z.number().int().positive().describe("Published records with ranges of releases"),
  commits: z.number().int().nonnegative().describe("Different commits that they name"),
});

export type FlawFacts = z.infer<typeof flawFacts>;
export type FirstReleases = z.infer<typeof firstReleases>;
export type FlawSource = z.infer<typeof flawSource>;
