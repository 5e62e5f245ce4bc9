import { z } from "zod";
import { headers } from "./headers.ts";
import { expected, sha, webAddress } from "./primitives.ts";

const tagShape = z
  .string()
  .regex(
    /^(?=.*(?:N|\+))(?:[A-Za-z._-]|(?<!\d)[1-9]\+(?!\d)|\d(?!\+))*$/,
    expected("a tag shape", 'Write N for each number, 3+ for 3 or more: "vN.N", "v3+.N".'),
  );

/** Id of the repository whose releases content/releases.yaml lists. */
export const KERNEL = "linux";

const base = {
  title: z.string().min(1),
  url: webAddress.describe("Where to clone it"),
  commitUrl: webAddress.describe("Address of one commit, with {sha} for its hash"),
};

/** content/repositories/<id>.yaml: a repository whose commits the content names, and how its tags look. */
export const repository = z.strictObject({
  kind: z.literal("commits").default("commits"),
  ...base,
  stableCommitUrl: webAddress
    .optional()
    .describe("The same for commits of stable series, when they are at another address"),
  releaseTags: z
    .array(tagShape)
    .min(1)
    .describe('Shapes of release tags, N a number, 3+ a number from 3 on: "v2.6.N", "v3+.N"'),
  candidateSuffix: z.literal("-rcN").optional().describe('What a release candidate adds: "-rcN"'),
  rootCommits: z
    .array(sha)
    .optional()
    .describe(
      "Commits without parents that every clone has in its mainline; a clone without them is refused",
    ),
  releaseSubjects: z
    .array(z.string().min(1))
    .optional()
    .describe('What precedes the version in the subjects of commits that are tagged as releases: "Linux "'),
  stableTags: z.array(tagShape).default([]).describe('Shapes of stable releases: "v3+.N.N"'),
  headers: headers.optional().describe("Where the kernel's headers are in it, by its release tags"),
});

/** content/repositories/<id>.yaml with `kind: headers`: a repository that imports the kernel's headers. */
export const headerRepository = z.strictObject({
  kind: z.literal("headers"),
  ...base,
  headers: headers.describe("Where its headers are, and how an import says its release"),
});

export const anyRepository = z.discriminatedUnion("kind", [repository, headerRepository]);

export type Repository = z.infer<typeof repository>;
export type HeaderRepository = z.infer<typeof headerRepository>;
