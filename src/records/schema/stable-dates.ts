import { z } from "zod";
import { day, releaseTag, sha } from "./primitives.ts";

/** content/facts/stable-releases.json: the days of stable releases, as endoflife.date's release data have them. */
export const stableDates = z.strictObject({
  revision: sha.describe("The commit of that repository that was read"),
  dates: z.record(releaseTag, day).describe("By tag, in version order: the day it came out (UTC)"),
});

export type StableDates = z.infer<typeof stableDates>;
