import { z } from "zod";
import { expected } from "./expected.ts";

/** A calendar day, "2018-10-25". Whether it lies in the future is for the cross-record rules. */
export const day = z.iso
  .date(expected("a day that exists, as YYYY-MM-DD", 'Write it like "2018-10-25", quoted.'))
  .describe('A calendar day, "2018-10-25"');

export type Day = z.infer<typeof day>;

/** A moment with its zone as git prints it, or a day where the source tells no more. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: expected(
      "a day, or a date with time and zone",
      'Write it like "2017-01-25T14:04:15+13:00" or "2017-01-25", quoted.',
    ),
  })
  .describe('A day, or a date with time and zone: "2017-01-25T14:04:15+13:00"');

export type Moment = z.infer<typeof moment>;
