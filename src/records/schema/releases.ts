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
  support: z
    .strictObject({
      title: z.string().min(1),
      url: webAddress,
      asOf: day.describe("The day of the state that was read"),
      series: z
        .array(
          z.strictObject({
            series: releaseTag.describe('The mainline release that the series follows: "v5.10"'),
            until: day
              .nullable()
              .describe("The day its support ends; null: it is supported, and no day is named"),
          }),
        )
        .min(1),
    })
    .optional()
    .describe("Until when stable series get fixes, as a source claims"),
});

export type Releases = z.infer<typeof releases>;
