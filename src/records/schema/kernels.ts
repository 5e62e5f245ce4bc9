import { z } from "zod";
import { day, expected, releaseTag, slug, webAddress } from "./primitives.ts";

/** The name of a line of kernels in its address: "el9", "ubuntu-22.04". */
export const lineId = z
  .string()
  .max(60, expected("at most 60 characters", "Choose a shorter name."))
  .regex(
    /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/,
    expected("lower-case words joined by hyphens", 'Write it like "el9" or "ubuntu-22.04".'),
  )
  .describe('The name of a line in its address: "el9", "ubuntu-22.04"');

const build = z
  .string()
  .regex(
    /^\d+(?:\.\d+)*$/,
    expected("the vendor's own number", 'Write it like "427" or "427.13.1", quoted.'),
  );

export const vendorSourceKinds = [
  "source-tree",
  "config",
  "changelog",
  "patch",
  "documentation",
  "source-code",
  "table",
  "dates",
  "listing",
  "report",
] as const;

/** Where a statement about a vendor's kernel can be checked. */
export const vendorSource = z.strictObject({
  url: webAddress.optional().describe("Its address, as exact as it can be; left out where it has none"),
  at: z.string().min(1).describe('The place in it: "fs/namespace.c, line 3887"'),
  kind: z
    .enum(vendorSourceKinds)
    .describe("What it is; trees and configurations count more than changelogs, these more than reports"),
});

const pattern = z
  .string()
  .max(250, expected("at most 250 characters", "Write a shorter pattern."))
  .refine(
    (text) => {
      try {
        return new RegExp(text) && text.startsWith("^") && text.endsWith("$");
      } catch {
        return false;
      }
    },
    expected("a regular expression from ^ to $", "Correct it; it has to fit the whole of uname -r."),
  );

/** content/kernels/lines/<id>.yaml: a line of kernels that people run, apart from the mainline and stable series. */
export const kernelLine = z.strictObject({
  title: z.string().min(2).describe('Its name in a list: "Debian 12 (bookworm)"'),
  vendor: z.string().min(2).describe('Who builds it: "Debian", "Red Hat"'),
  names: z.array(z.string().min(2)).default([]).describe('What people call it: "RHEL 9", "AlmaLinux 9"'),
  base: releaseTag
    .nullable()
    .describe("The mainline release it began with; null: each of its kernels says it"),
  uname: pattern
    .optional()
    .describe("A regular expression of `uname -r` as a whole; its group `build` is the vendor's own number"),
  showsPatch: z
    .literal(true)
    .optional()
    .describe("true: the third number of `uname -r` is the level of the stable series"),
  isUpstream: z
    .literal(true)
    .optional()
    .describe("true: mainline or stable kernels without patches of a vendor"),
  kernelOf: lineId
    .optional()
    .describe("Another line with the very same kernels, whose vendor facts hold here too"),
  releases: z
    .array(z.strictObject({ version: z.string().min(1).describe('"9.4"'), build }))
    .default([])
    .describe("Its minor releases with the build number that each began with, the oldest first"),
  released: day.optional().describe("The day its first release came out"),
  until: day.optional().describe("The day its regular support ends"),
  extendedUntil: day.optional().describe("The day its extended support ends"),
  note: z.string().min(1).optional().describe("What its `uname -r` does not tell"),
  sources: z.array(vendorSource).min(1).describe("Where this was taken from"),
});

export const vendorFactKinds = [
  "present",
  "backported",
  "patched-differently",
  "absent",
  "disabled",
  "off-by-default",
  "restricted",
] as const;

export const vendorLayers = ["code", "configuration", "default"] as const;

/**
 * content/kernels/facts/<slug>.yaml: how kernels of a vendor, or of a stable series, differ from the mainline in one
 * thing. Builds of a stable series are its patch levels.
 */
export const vendorFact = z
  .strictObject({
    lines: z
      .array(lineId)
      .min(1)
      .describe('The lines it is about: files in content/kernels/lines, or stable series such as "v5.4"'),
    interfaces: z
      .array(z.string().min(1))
      .default([])
      .describe("The interfaces it is about, as records write them"),
    changes: z.array(slug).default([]).describe("Slugs of the changes it is about"),
    kind: z
      .enum(vendorFactKinds)
      .describe(
        "present: as in the mainline release the line began with; absent: not in these builds; disabled: not built, or " +
          "refused, and nobody can turn it on; off-by-default and restricted: somebody can",
      ),
    layer: z
      .enum(vendorLayers)
      .optional()
      .describe(
        "What it speaks of; by default the code, for disabled the configuration, for the last two the default",
      ),
    absentIn: build.optional().describe("The newest build that is known to be without it"),
    from: build.optional().describe("The first build it is known of; left out: the line's first"),
    until: build.optional().describe('The last build it is known of; "9" stands for all builds 9.N'),
    summary: z.string().min(10).max(300).describe("What a program meets, in our own words"),
    howToTell: z.string().min(3).optional().describe("How a program can find out on a running kernel"),
    turnOn: z.string().min(3).optional().describe("How an administrator turns it on, where that is possible"),
    isPolicy: z
      .literal(true)
      .optional()
      .describe("true: files of the distribution decide it, so lines with the same kernel may differ"),
    contradicts: z
      .string()
      .min(10)
      .optional()
      .describe("A source that says otherwise, and why it is not followed"),
    sources: z
      .array(
        vendorSource.extend({
          lines: z
            .array(lineId)
            .min(1)
            .optional()
            .describe("The lines of the fact that it shows it of; left out: all of them"),
        }),
      )
      .min(1)
      .describe("What shows it"),
    draft: z.boolean().optional().describe("Drafts are checked, but left out"),
  })
  .refine(({ interfaces, changes }) => interfaces.length + changes.length > 0, {
    error: expected("an interface or a change", "Name what it is about."),
  });

export type KernelLine = z.infer<typeof kernelLine>;
export type VendorFact = z.infer<typeof vendorFact>;
export type VendorSource = z.infer<typeof vendorSource>;
export type VendorFactKind = (typeof vendorFactKinds)[number];
export type VendorLayer = (typeof vendorLayers)[number];

/** What a fact speaks of. */
export function layerOf({ kind, layer }: Pick<VendorFact, "kind" | "layer">): VendorLayer {
  if (layer !== undefined) return layer;
  if (kind === "disabled") return "configuration";
  return kind === "off-by-default" || kind === "restricted" ? "default" : "code";
}
