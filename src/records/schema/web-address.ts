import { z } from "zod";
import { expected } from "./expected.ts";

/** An address that a reader can follow: http or https, nothing else. */
export const webAddress = z
  .url({
    protocol: /^https?$/,
    hostname: /\./,
    error: expected("an http or https address", "Give the whole address, beginning with https://."),
  })
  .describe("An http or https address");
