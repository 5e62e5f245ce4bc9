import { z } from "zod";
import { expected } from "./expected.ts";

/** A whole commit hash: 40 lower-case hex digits, as content stores it. */
export const sha = z
  .string()
  .regex(/^[0-9a-f]{40}$/, expected("40 hex digits", "Write the whole hash, in lower case."))
  .describe("A whole commit hash: 40 hex digits, quoted");

export type Sha = z.infer<typeof sha>;

/** The 12 digits the kernel's customs show; the whole hash stays what is stored and copied. */
export function shortSha(whole: Sha): string {
  return whole.slice(0, 12);
}
