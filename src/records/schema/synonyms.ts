import { z } from "zod";
import { expected } from "./primitives.ts";

const phrase = z
  .string()
  .regex(/[\p{L}\p{N}]/u, expected("a word or a phrase", "Write what a reader would type."))
  .max(60);

/** content/synonyms.yaml: equivalent words that the tags and names of records do not provide. */
export const synonyms = z.strictObject({
  groups: z
    .array(z.array(phrase).min(2, expected("at least two phrases", "One phrase has no synonym.")))
    .describe("Groups of equivalent words or phrases: a search for one finds the others too"),
});

export type Synonyms = z.infer<typeof synonyms>;
