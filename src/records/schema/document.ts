import { z } from "zod";
import { claim } from "./claim.ts";
import { day, expected, slug, webAddress } from "./primitives.ts";

/** `commit-page` is a public copy of the commit itself: the best evidence after a clone. */
export const documentKinds = [
  "talk",
  "man-page",
  "commit-page",
  "mail",
  "article",
  "source",
  "distribution",
  "security-record",
  "data",
] as const;

export const outlineItem = z
  .strictObject({
    change: slug.optional().describe("The change this item became"),
    topic: slug.optional().describe("The topic of this item"),
    label: z.string().min(1).describe("The item's title in the document"),
  })
  .refine((item) => (item.change === undefined) !== (item.topic === undefined), {
    error: expected("either a change or a topic", "Name one of the two."),
  });

/** content/documents/<slug>.yaml: a source, and what it claims. */
export const document = z.strictObject({
  title: z.string().min(3).describe("Its own title"),
  kind: z.enum(documentKinds).describe("What sort of source it is"),
  authors: z.array(z.string().min(1)).default([]).describe("Who wrote or gave it"),
  venue: z.string().min(1).optional().describe("Where it was given or published"),
  date: day.optional().describe("The day it was given or published"),
  version: z.string().min(1).optional().describe("Which state of a living document was read"),
  url: webAddress.optional().describe("Where to read it"),
  archivedUrl: webAddress.optional().describe("A permanent copy, such as one at web.archive.org"),
  note: z.string().min(1).optional().describe("What a reader should know about this source"),
  outline: z
    .array(
      z.strictObject({
        heading: z.string().min(1).describe("The section's heading"),
        items: z.array(outlineItem).default([]).describe("What the section lists"),
      }),
    )
    .default([])
    .describe("The document's sections and their items, in its order"),
  claims: z.array(claim).default([]).describe("What it states about commits and changes, one statement each"),
  aliases: z.array(slug).default([]).describe("Earlier slugs; their addresses redirect here"),
  flawRecords: z
    .strictObject({
      fileUrl: webAddress.describe(
        "Address of a file, with {revision} for the commit and {path} for its path",
      ),
    })
    .optional()
    .describe(
      "For the kernel CVE team's repository: its flaws and releases are generated from content/facts/flaws",
    ),
  rewrittenHistory: z
    .strictObject({
      id: slug.describe("The header history in content/repositories"),
      by: z
        .enum(["copies", "merges"])
        .describe("copies: its commits are those of the mainline word for word; merges: they list subjects"),
    })
    .optional()
    .describe(
      "For a history of the mainline under other hashes: releases are generated from content/facts/rewritten",
    ),
  landings: z
    .boolean()
    .optional()
    .describe(
      "True: it records what reached the mainline and when, such as pushes and answered pull requests. The releases that follow rank with those of a copy of the commit",
    ),
  draft: z.boolean().optional().describe("Drafts are checked, but left out of the site"),
});

export type Document = z.infer<typeof document>;
export type DocumentKind = (typeof documentKinds)[number];
