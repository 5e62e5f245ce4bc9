import { z } from "zod";
import { buildOption, interfaceKinds, interfaceRoles } from "../../../records/schema/change.ts";
import { confidences, flaw, flawRange } from "../../../records/schema/claim.ts";
import { documentKinds } from "../../../records/schema/document.ts";
import { observation } from "../../../records/schema/interface-facts.ts";
import { citation, day, sha, slug } from "../../../records/schema/primitives.ts";

/** What the documents of the API have in common. */

export const address = z
  .string()
  .regex(/^(https?:\/\/[^/\s]+)?\/\S*$/)
  .describe("Address of this site; begins with / when the site was built without knowing its own");

export const nullBecause = z
  .record(z.string(), z.string().min(1))
  .describe("Why a field beside this one is null, by the field's name");

export const sources = z.array(citation).describe("Where it can be checked");

export const markdown = z.string().describe("Markdown, in our own words; sincelinux:<slug> links a change");

export const origin = z
  .enum(["fact", "quoted", "derived", "unknown"])
  .describe(
    "fact: a clone proves it; quoted: a source says so; derived: concluded from a source; unknown: null",
  );

export const subject = z.strictObject({
  value: z.string().nullable().describe("The first line of the commit's message, as it has it"),
  origin,
  nullBecause,
});

export const datedRelease = z.strictObject({
  version: z.string().describe('The release\'s tag: "v4.14", "libcap-2.26"'),
  date: day.nullable().describe("Release date (UTC)"),
  nullBecause,
});

const evidence = z
  .enum(["fact", "quoted", "derived", "judgement", "disputed", "unknown"])
  .describe(
    "fact: computed from a clone; quoted: a source says so; derived: concluded from a source; judgement: ours, in a record; disputed: equally good sources contradict each other; unknown: no source says",
  );

export const headline = z
  .string()
  .describe("Status, releases and evidence in one line, in the words that pages, feeds and the command use");

/** How each slug or hash of a list beside it is known. */
export const evidenceBy = z.record(z.string(), evidence);

export const since = z.strictObject({
  origin: z
    .enum(["fact", "claim", "unknown"])
    .describe("fact: a clone proves it, or proves that no release has it; claim: sources say so"),
  releases: z
    .array(datedRelease)
    .nullable()
    .describe("In version order; more than one: the sources contradict each other; empty: not released"),
  disputed: z.boolean().describe("Whether any claim about it is contradicted, by a fact or by another claim"),
  evidence: evidence.describe("How the releases are known; distinguishes what origin calls a claim"),
  sources: z.array(slug).describe("Slugs of the documents that name one of these releases"),
  contradicted: z
    .array(z.strictObject({ version: z.string(), document: slug, at: z.string().optional() }))
    .describe("Releases that a fact or better sources contradict; not alternatives"),
  unreleasedAsOf: z
    .string()
    .optional()
    .describe("The newest release of the clone if none of its releases has it; omitted otherwise"),
  hashDiffers: z
    .literal(true)
    .optional()
    .describe(
      "One of the sources is a rewritten history of the mainline: it has the commit or its subject under another hash",
    ),
  inWords: z.string().describe('The same in one line: "v4.13 (2017-09-03), claim, 2 sources"'),
  nullBecause,
});

const flawPart = flaw.extend({ title: z.string(), ranges: z.array(flawRange.extend({ nullBecause })) });

const claimValue = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({ url: z.string(), messageId: z.string().optional() }),
  z.strictObject({ sha, subject: z.string(), kind: z.string() }),
  flawPart,
]);

const about = {
  commit: sha.optional().describe("The commit that the claim is about"),
  change: slug.optional().describe("The change that the claim is about, if it names no commit"),
  interface: z.string().optional().describe("The interface that the claim is about, if it is about one"),
};

/** A claim with its source, and separately its verdict. */
export const judgedClaim = z.strictObject({
  ...about,
  field: z.string().describe("The claimed field: release, subject, introduces"),
  value: claimValue,
  confidence: z.enum(confidences),
  reason: z.string().optional().describe("How a derived claim follows from its source"),
  source: z.strictObject({
    document: slug.describe("Slug of the document, listed under documents"),
    at: z.string().optional().describe("Place in the document"),
  }),
  judgement: z.strictObject({
    verdict: z.enum(["agrees", "disagrees", "unverified"]),
    fact: claimValue
      .nullable()
      .describe("What a clone proves in this field, or headers that have or lack what the commit introduces"),
    contradicts: z
      .array(z.strictObject({ ...about, document: slug, at: z.string().optional(), value: claimValue }))
      .describe("The claims it contradicts"),
    nullBecause,
  }),
});

/** A source, with the fields needed to find and weigh it. */
export const sourceDocument = z.strictObject({
  slug,
  title: z.string(),
  kind: z.enum(documentKinds),
  authors: z.array(z.string()),
  date: day.nullable(),
  version: z.string().optional(),
  url: z.string().nullable(),
  archivedUrl: z.string().optional(),
  page: address,
  nullBecause,
});

export const documents = z.array(sourceDocument).describe("The sources that this file names, by slug");

export const namedInterface = z.strictObject({
  kind: z.enum(interfaceKinds),
  name: z.string(),
  role: z
    .enum(interfaceRoles)
    .exclude(["removes"])
    .describe("What the change is to it; extends: also where it takes it away"),
  file: address.describe("Its own file, with its own first release"),
});

/** The first release of an interface. */
export const interfaceSince = z.strictObject({
  origin: z
    .enum(["headers", "claims", "commit", "change", "unknown"])
    .describe(
      "What the release rests on: histories of the kernel's headers, claims about the interface, or the commit or change that introduces it",
    ),
  releases: z
    .array(datedRelease)
    .nullable()
    .describe("In version order; more than one: equally good sources contradict each other"),
  absentIn: z.string().nullable().describe("The newest release whose headers are proven to lack it"),
  presentIn: z.string().nullable().describe("The oldest release whose headers are proven to have it"),
  disputed: z.boolean().describe("Whether a source or a history of headers is contradicted"),
  evidence: evidence.describe("How the releases are known"),
  sources: z.array(slug).describe("Slugs of the documents that name one of these releases"),
  contradicted: z
    .array(z.strictObject({ version: z.string(), document: slug, at: z.string().optional() }))
    .describe("Releases that headers or better sources contradict; not alternatives"),
  commit: sha.optional().describe("The commit that introduces it, where its release is the interface's"),
  inWords: z.string().describe('The same in one line: "v5.6 (2020-03-29), fact, headers"'),
  nullBecause,
});

const { absent, present } = observation.shape;

/** What one header history shows of an interface. */
export const seen = observation.extend({
  history: slug.describe("Id of the repository in content/repositories"),
  absent: absent
    .unwrap()
    .extend({ nullBecause })
    .nullable()
    .describe(absent.description ?? ""),
  present: present
    .unwrap()
    .extend({ nullBecause })
    .nullable()
    .describe(present.description ?? ""),
  nullBecause,
});

/** Build options that interfaces need. */
export const buildOptions = z
  .array(z.strictObject({ option: buildOption.shape.option, evidence: sources }))
  .describe("Build options that the kernel needs for it, as far as the records say");

/** Known flaws, and the releases that have every fix. */
export const fixed = z.strictObject({
  flaws: z
    .array(flawPart.extend({ commit: sha.describe("The commit that introduced it"), document: slug }))
    .describe("As the source says; the newest first"),
  fixes: z
    .array(
      z.strictObject({
        sha,
        of: sha.nullable().describe("The commit it fixes"),
        release: z.string().nullable().describe("The first mainline release with it"),
        nullBecause,
      }),
    )
    .describe("Commits that fix it and are in no record of a flaw"),
  branches: z
    .array(
      z.strictObject({
        branch: z.string().describe('"mainline", or a stable series: "5.15.y"'),
        safeSince: datedRelease
          .nullable()
          .describe(
            "The earliest release of it with all of this and every fix that is known and dated here; says nothing of others",
          ),
        open: z
          .array(z.string())
          .describe("CVE ids and hashes of fixes that are not known to be fixed there"),
        nullBecause,
      }),
    )
    .nullable()
    .describe("The mainline, and the series that the flaws name and that do not begin with every fix"),
  nullBecause,
});

export const fixesFlaws = z
  .array(z.strictObject({ cve: z.string(), document: slug, at: z.string().optional() }))
  .describe("Published flaws that it fixed and did not bring; the newest first");

/** What every file begins with. */
export const heading = {
  $schema: address.describe("Address of the JSON Schema of this file"),
  schemaVersion: z
    .string()
    .regex(/^1\.\d+$/)
    .describe("1.N: N grows with each field that is added; none is taken away or changes its meaning"),
  generated: z.iso
    .datetime()
    .describe("SOURCE_DATE_EPOCH of the build, else the newest day in the content; never the time of day"),
};
