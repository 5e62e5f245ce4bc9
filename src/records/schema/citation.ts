import { z } from "zod";
import { expected } from "./expected.ts";
import { slug } from "./slug.ts";
import { webAddress } from "./web-address.ts";

/** Where a statement can be checked: a document of the knowledge base, or an address, and the place in it. */
export const citation = z
  .strictObject({
    document: slug.optional().describe("Slug of a document in content/documents"),
    url: webAddress.optional().describe("Address of a source that is no document of the knowledge base"),
    at: z.string().min(1).optional().describe('Place in the source: "line 209", "HISTORY", "slide 12"'),
    note: z.string().min(1).optional().describe("What the source says there, in our own words"),
  })
  .refine((cited) => (cited.document === undefined) !== (cited.url === undefined), {
    error: expected("either a document or a url", "Name one of the two."),
  });

export type Citation = z.infer<typeof citation>;
