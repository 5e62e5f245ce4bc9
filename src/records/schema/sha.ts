import { z } from "zod";
import { WHOLE_HASH } from "../../domain/hash.ts";
import { expected } from "./expected.ts";

/** A whole commit hash: 40 lower-case hex digits, as content stores it. */
export const sha = z
  .string()
  .regex(new RegExp(`^${WHOLE_HASH}$`), expected("40 hex digits", "Write the whole hash, in lower case."))
  .describe("A whole commit hash: 40 hex digits, quoted");

export type Sha = z.infer<typeof sha>;
