import { z } from "zod";
import { day, releaseTag, webAddress } from "./primitives.ts";

/** content/releases.yaml: mainline releases with their dates, and where the dates come from. */
export const releases = z.strictObject({
  source: z.strictObject({
    title: z.string().min(1),
    url: webAddress,
    note: z.string().min(1).optional(),
  }),
  releases: z
    .array(
      z.strictObject({
        version: releaseTag,
        date: day.nullable().describe("The day it came out (UTC); null when no source says"),
      }),
    )
    .min(1),
  stable: z
    .array(z.strictObject({ version: releaseTag, date: day }))
    .default([])
    .describe("Releases of stable series that claims name, in version order, with their dates"),
});

export type Releases = z.infer<typeof releases>;
