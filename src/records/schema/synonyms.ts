import { z } from "zod";
import { expected } from "./primitives.ts";

const phrase = z
  .string()
  .regex(/[\p{L}\p{N}]/u, expected("a word or a phrase", "Write what a reader would type."))
  .max(60);

/** content/synonyms.yaml: what the tags and names of the records do not tell by themselves. */
export const synonyms = z.strictObject({
  groups: z
    .array(z.array(phrase).min(2, expected("at least two phrases", "One phrase has no synonym.")))
    .describe("Each a list of words or phrases: who types one of them finds what says another"),
});

export type Synonyms = z.infer<typeof synonyms>;
