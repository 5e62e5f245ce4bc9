/** The whole contract of /api/v1/ in one file, over 250 lines: it is read and kept additive as one. */
import { z } from "zod";
import {
  changeStates,
  commitRoles,
  interfaceKinds,
  patchset,
  relationTypes,
  status,
} from "../../../records/schema/change.ts";
import { clones, commitFacts, laterFollowUp } from "../../../records/schema/facts.ts";
import {
  kernelLine,
  lineId,
  vendorFact,
  vendorLayers,
  vendorSource,
} from "../../../records/schema/kernels.ts";
import { day, sha, slug } from "../../../records/schema/primitives.ts";
import { topicKinds } from "../../../records/schema/topic.ts";
import {
  address,
  buildOptions,
  documents,
  evidenceBy,
  fixed,
  fixesFlaws,
  heading,
  headline,
  interfaceSince,
  judgedClaim,
  markdown,
  namedInterface,
  nullBecause,
  seen,
  since,
  sources,
  subject,
} from "./parts.ts";

const usable = z.strictObject({
  firstUsable: since.describe("The earliest release that holds one of its core commits"),
  complete: since.describe("The release that holds the last commit it needs"),
});
const count = z.number().int().nonnegative();
const claims = z.array(judgedClaim);

const index = z.strictObject({
  ...heading,
  counts: z.record(z.string(), count).describe("How many of each there are"),
  files: z.array(
    z.strictObject({
      path: z.string().describe("Below this file's folder; <slug>, <sha> and <2 hex> stand for many"),
      holds: z.string(),
      schema: address,
    }),
  ),
  documentation: address,
  license: z.literal("CC0-1.0").describe("SPDX identifier of the licence of all files of the API"),
});

const changes = z.strictObject({
  ...heading,
  counts: z.strictObject({ changes: count }),
  changes: z
    .array(
      z.strictObject({
        slug,
        aliases: z.array(slug),
        title: z.string(),
        summary: z.string(),
        tags: z.array(z.string()),
        topics: z.array(z.string()),
        state: z.enum(changeStates),
        asOf: day,
        since: usable,
        headline,
        commits: z.array(sha),
        interfaces: z.array(namedInterface),
        page: address,
        file: address,
      }),
    )
    .describe("By slug"),
});

const posting = patchset.extend({
  author: z.string().nullable(),
  date: day.nullable(),
  messageId: z.string().nullable(),
  nullBecause,
});

const change = z.strictObject({
  ...heading,
  slug,
  aliases: z.array(slug).describe("Earlier slugs; their pages redirect here"),
  page: address,
  record: z
    .strictObject({
      title: z.string(),
      summary: z.string(),
      body: markdown,
      tags: z.array(z.string()),
      topics: z.array(z.string()).describe("Ids of the topics that the tags name"),
      repository: slug,
      status,
      interfaces: z.array(namedInterface),
      config: z
        .array(buildOptions.element.extend({ interfaces: z.array(z.string()) }))
        .describe(
          "Build options that it needs: those interfaces, or where none are named, all that it introduces",
        ),
      removes: z.boolean().describe("It takes away what kernels had before"),
      manPages: z.array(z.string()),
      postings: z.array(posting),
      relations: z.array(
        z.strictObject({ type: z.enum(relationTypes), to: slug, reason: z.string().optional() }),
      ),
      sources,
    })
    .describe("Written by hand and reviewed: our judgement, with its sources"),
  since: usable.describe("Follows from the commits' facts, or where there are none, from claims"),
  headline,
  fixed: fixed.describe(
    "Known flaws and fixes of its commits, and since when each line of releases has them all",
  ),
  fixesFlaws,
  commits: z.array(
    z.strictObject({
      sha,
      role: z.enum(commitRoles).describe("Our judgement of what it is to the change"),
      carriesMore: z
        .boolean()
        .describe(
          "Whether the change is a small part of it: its flaws are not the change's, and not in fixed",
        ),
      note: z.string().optional(),
      subject,
      since,
      page: address,
      file: address,
    }),
  ),
  claims: claims.describe("Of the change and of its commits, each with its source"),
  documents,
});

const commit = z.strictObject({
  ...heading,
  sha,
  repository: slug,
  page: address,
  source: z.string().nullable().describe("Where the repository's host shows it"),
  subject,
  since,
  facts: commitFacts
    .omit({ sha: true, provedBy: true })
    .extend({
      release: z.string().nullable(),
      candidate: z.string().nullable(),
      inMainline: z.boolean().nullable(),
      followUps: z.array(
        commitFacts.shape.followUps.element.extend({ release: z.string().nullable(), nullBecause }),
      ),
      laterFollowUps: z
        .array(laterFollowUp.extend({ release: z.string().nullable(), nullBecause }))
        .describe("Fixes and reverts of the follow-ups, transitively"),
      backports: z.array(commitFacts.shape.backports.element.extend({ nullBecause })),
      provedBy: clones.valueType
        .omit({ stableTags: true })
        .extend({ clone: z.string().describe("Its key in content/facts"), nullBecause }),
      nullBecause,
    })
    .nullable()
    .describe("What a clone proves, and which clone"),
  fixed: fixed.describe("Known flaws and fixes, and the first release with every fix in each series"),
  fixesFlaws,
  changes: z
    .array(z.strictObject({ slug, role: z.enum(commitRoles), note: z.string().optional(), file: address }))
    .describe("Records that list it: our judgement"),
  claims: claims.describe("About this commit, each with its source"),
  namedBy: claims.describe("About other commits, of which this one is a fix, a revert or a mention"),
  documents,
  nullBecause,
});

const interfaceInShort = {
  name: z.string().describe('As programs and records write it: "CLONE_NEWTIME", "/proc/<pid>/ns/time"'),
  kind: z.enum(interfaceKinds),
  header: z.string().nullable().describe('The header that has it last: "linux/sched.h"'),
  since: interfaceSince,
};

const interfaces = z.strictObject({
  ...heading,
  counts: z.strictObject({ interfaces: count }),
  interfaces: z
    .array(z.strictObject({ ...interfaceInShort, page: address, file: address, nullBecause }))
    .describe("By name: look the name up here, and fetch its file"),
});

const changesNaming = z.array(z.strictObject({ slug, file: address }));

const interfaceSchema = z.strictObject({
  ...heading,
  ...interfaceInShort,
  page: address,
  value: z.string().nullable().describe('What headers define it as: "0x00000080", "_IO(NSIO, 0x3)"'),
  introducedBy: changesNaming.describe("Changes that it came with: our judgement"),
  extendedBy: changesNaming.describe("Changes that gave it more, or another meaning"),
  removedBy: changesNaming.describe("Changes that took it, or all of its effect, away"),
  usedBy: changesNaming.describe("Changes that name it and leave it as it is"),
  usableWith: changesNaming.describe("Changes that make it usable, where headers have it before that"),
  manPages: z.array(z.string()),
  detection: z
    .strictObject({
      records: z.array(address).describe("Sections of records that say how to detect it"),
      method: z.string().describe("How to detect interfaces of its kind, in general"),
    })
    .describe("How a program finds out whether a kernel has it"),
  needs: buildOptions,
  disputes: z
    .array(z.string())
    .describe("Why a record says that a change introduces it although headers have it in another release"),
  observations: z.array(seen).describe("What histories of the kernel's headers show"),
  never: z
    .array(z.strictObject({ history: slug, newest: z.string() }))
    .describe("Histories that were searched for it and have it in no import, each with its newest"),
  claims: claims.describe("Of its first release, each with its source"),
  introductions: claims.describe("That a commit or change introduces it, each with its source"),
  documents,
  nullBecause,
});

const topics = z.strictObject({
  ...heading,
  counts: z.strictObject({ topics: count }),
  topics: z.array(
    z.strictObject({
      id: slug,
      name: z.string(),
      kind: z.enum(topicKinds),
      aliases: z.array(z.string()),
      flag: z.string().optional().describe("Left out when it has none"),
      procFile: z.string().optional().describe("Left out when it has none"),
      manPages: z.array(z.string()),
      summary: z.string(),
      body: markdown,
      sources,
      changes: z.array(slug),
      page: address,
    }),
  ),
});

const releases = z.strictObject({
  ...heading,
  counts: z.strictObject({ releases: count }),
  source: z
    .strictObject({ title: z.string(), url: z.string(), note: z.string().optional() })
    .describe("The source of the dates"),
  releases: z
    .array(
      z.strictObject({
        version: z.string(),
        date: day.nullable(),
        firstUsable: z.array(slug).describe("Changes that first worked in it"),
        complete: z.array(slug).describe("Changes whose last required commit is in it"),
        commits: z.array(sha),
        evidence: z
          .strictObject({ firstUsable: evidenceBy, complete: evidenceBy, commits: evidenceBy })
          .describe("Evidence that each came with this release, by slug or hash"),
        page: address,
        nullBecause,
      }),
    )
    .describe(
      "In version order. Where sources disagree, a change or commit is listed under each release they name",
    ),
});

const allClaims = z.strictObject({
  ...heading,
  counts: z.strictObject({ claims: count, agrees: count, disagrees: count, unverified: count }),
  claims,
  documents,
});

const byHash = z.strictObject({
  ...heading,
  counts: z.strictObject({ hashes: count }),
  hashes: z
    .array(
      z.strictObject({
        sha,
        leads: z.array(
          z.strictObject({
            as: z.enum(["commit", "backport", "fix", "revert", "mention", "merge"]),
            of: sha.describe("The commit it leads to: itself, or the one it is a backport, fix, ... of"),
            file: address,
          }),
        ),
      }),
    )
    .describe("Every known hash that begins with the file's two digits, by hash"),
});

/** A draft is not published. */
const { draft: _, ...vendorFactFields } = vendorFact.shape;

const kernels = z.strictObject({
  ...heading,
  counts: z.strictObject({ lines: count, facts: count }),
  lines: z
    .array(
      z.strictObject({
        ...kernelLine.shape,
        id: lineId,
        showsPatch: z
          .boolean()
          .describe("Whether the third number of uname -r is the level of the stable series"),
        isUpstream: z
          .boolean()
          .describe("Whether its kernels are those of the mainline and stable series, without patches"),
        nullBecause,
      }),
    )
    .describe("Lines of kernels that vendors build, by id"),
  facts: z
    .array(
      z.strictObject({
        ...vendorFactFields,
        sources: z.array(vendorSource).min(1).describe("What shows it"),
        slug,
        layer: z.enum(vendorLayers).describe("What it is about"),
        isPolicy: z
          .boolean()
          .describe("Whether files of the distribution decide it, so that lines with one kernel may differ"),
      }),
    )
    .describe("How those lines, and stable series, differ from the mainline, by slug"),
});

/** Every kind of file of /api/v1/, by the name of its schema: path, content and schema. */
export const apiFiles = {
  index: { path: "index.json", holds: "The files of the API, and counts", schema: index },
  changes: { path: "changes.json", holds: "Every change, in brief", schema: changes },
  change: {
    path: "changes/<slug>.json",
    holds: "One change: its record, commits and claims",
    schema: change,
  },
  commit: {
    path: "commits/<sha>.json",
    holds: "One commit, by its 40-digit hash: facts, and separately the claims",
    schema: commit,
  },
  interfaces: { path: "interfaces.json", holds: "Every interface, in brief, by name", schema: interfaces },
  interface: {
    path: "interfaces/<path>.json",
    holds: "One interface: its first release, what proves it, and the changes that name it",
    schema: interfaceSchema,
  },
  topics: { path: "topics.json", holds: "Every topic, with its changes", schema: topics },
  releases: {
    path: "releases.json",
    holds: "Every mainline release, with its changes and commits",
    schema: releases,
  },
  claims: { path: "claims.json", holds: "Every claim, with its source and its verdict", schema: allClaims },
  kernels: {
    path: "kernels.json",
    holds: "Every line of kernels that a vendor builds, and every vendor fact",
    schema: kernels,
  },
  "by-hash": {
    path: "by-hash/<2 hex>.json",
    holds: "Which commit a hash leads to, by its first two digits",
    schema: byHash,
  },
} as const;

export type ApiFileKind = keyof typeof apiFiles;
/** What a builder of one kind of file returns: everything but what every file begins with. */
export type ApiContent<K extends ApiFileKind> = Omit<
  z.infer<(typeof apiFiles)[K]["schema"]>,
  keyof typeof heading
>;
export type JudgedClaim = z.infer<typeof judgedClaim>;
export type SourceDocument = ApiContent<"claims">["documents"][number];
export type FixedPart = ApiContent<"change">["fixed"];
export type SincePart = z.infer<typeof since>;
export type SubjectPart = z.infer<typeof subject>;
export type FactsPart = NonNullable<ApiContent<"commit">["facts"]>;
