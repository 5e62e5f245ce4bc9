import { z } from "zod";
import { citation, expected, manPage } from "./primitives.ts";

export const topicKinds = ["namespace", "pseudo-namespace", "subsystem"] as const;

/** The frontmatter of content/topics/<id>.md; the file's name is the tag. */
export const topic = z.strictObject({
  name: z.string().min(2).describe('Its name in a sentence: "User namespaces"'),
  kind: z.enum(topicKinds).describe("The tag `all` stands for every topic of kind namespace"),
  aliases: z.array(z.string().min(1)).default([]).describe("Other spellings of the tag: pidns for pid"),
  flag: z
    .string()
    .regex(/^CLONE_NEW[A-Z]+$/, expected("a CLONE_ flag", 'Write it like "CLONE_NEWUSER".'))
    .optional()
    .describe("The CLONE_ flag that creates one"),
  procFile: z
    .string()
    .regex(/^\/proc\//, expected("a path below /proc", 'Write it like "/proc/<pid>/ns/user".'))
    .optional()
    .describe('The file that stands for one: "/proc/<pid>/ns/user"'),
  manPages: z.array(manPage).default([]).describe("Manual pages that describe it"),
  summary: z.string().min(20).max(300).describe("What it isolates or governs, in a sentence or two"),
  sources: z.array(citation).default([]).describe("Where it was taken from, and further reading"),
  draft: z.boolean().optional().describe("Drafts are checked, but left out of the site"),
});

export type Topic = z.infer<typeof topic>;
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
