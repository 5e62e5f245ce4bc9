import { z } from "zod";
import { expected, messageId, moment, releaseTag, sha, slug, webAddress } from "./primitives.ts";

export const cveId = z
  .string()
  .regex(/^CVE-\d{4}-\d{4,7}$/, expected("a CVE id", 'Write it like "CVE-2022-0185".'))
  .describe("Its CVE id");

const landing = z.strictObject({
  release: releaseTag.describe("The first release that has it"),
  sha,
});

/** A range of affected releases in one series. */
export const flawRange = z.strictObject({
  introduced: landing
    .nullable()
    .describe("The commit that introduced the flaw, and its first release; null: the source does not say"),
  fixed: landing.nullable().describe("The fix in that series; null: the source says that there is none"),
});

/** A published flaw: the commits that introduced it, and the fixes in the mainline and in each stable series. */
export const flaw = z.strictObject({
  cve: cveId,
  title: z.string().min(1).optional().describe("Its title as the record has it; left out where it has none"),
  ranges: z.array(flawRange).min(1).describe("Each pair of releases that the source names"),
});

export type Flaw = z.infer<typeof flaw>;
export type FlawRange = z.infer<typeof flawRange>;

/** There is no third value: what nobody wrote down is no claim. */
export const confidences = ["quoted", "derived"] as const;

const base = {
  commit: sha.optional().describe("The commit it speaks of"),
  change: slug.optional().describe("The change it speaks of, when it names no commit"),
  at: z.string().min(1).optional().describe("Place in the document: an address or a line"),
  confidence: z
    .enum(confidences)
    .describe("quoted: the document says so; derived: we conclude it from the document"),
  reason: z.string().min(1).optional().describe("How it is derived, in our own words"),
};

const text = z.string().min(1);

/** One statement of a document about one commit or change. */
export const claim = z
  .discriminatedUnion("field", [
    z.strictObject({ ...base, field: z.literal("subject"), value: text }),
    z.strictObject({ ...base, field: z.literal("author"), value: text }),
    z.strictObject({ ...base, field: z.literal("authorDate"), value: moment }),
    z.strictObject({ ...base, field: z.literal("committer"), value: text }),
    z.strictObject({ ...base, field: z.literal("committerDate"), value: moment }),
    z.strictObject({ ...base, field: z.literal("merge"), value: z.boolean() }),
    z.strictObject({ ...base, field: z.literal("release"), value: releaseTag }),
    z.strictObject({ ...base, field: z.literal("candidate"), value: releaseTag }),
    z.strictObject({ ...base, field: z.literal("releaseDate"), value: moment }),
    z.strictObject({
      ...base,
      field: z.literal("introduces"),
      value: z.array(text).min(1).describe("The interfaces it introduces: NS_GET_PARENT, CAP_BPF"),
    }),
    z.strictObject({
      ...base,
      field: z.literal("feature"),
      value: text.describe("What it adds according to the document, in our own words"),
    }),
    z.strictObject({
      ...base,
      field: z.literal("posting"),
      value: z.strictObject({ url: webAddress, messageId: messageId.optional() }),
    }),
    z.strictObject({
      ...base,
      field: z.literal("followUp"),
      value: z.strictObject({ sha, subject: text, kind: z.enum(["fix", "revert", "mention"]) }),
    }),
    z.strictObject({ ...base, field: z.literal("flaw"), value: flaw }),
  ])
  .refine((claim) => (claim.commit === undefined) !== (claim.change === undefined), {
    error: expected("either a commit or a change", "Say which one the claim is about."),
  })
  .refine((claim) => claim.confidence !== "derived" || claim.reason !== undefined, {
    path: ["reason"],
    error: expected("a reason for a derived claim", "Say how it follows from the document."),
  });

/** A claim of a document; one of an interface stands in a record, beside the interface it speaks of. */
export type Claim = z.infer<typeof claim> & { interface?: string | undefined };
export type ClaimField = Claim["field"];
