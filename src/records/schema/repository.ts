import { z } from "zod";
import { expected } from "./expected.ts";
import { webAddress } from "./web-address.ts";

const tagShape = z
  .string()
  .regex(/^[A-Za-z0-9.-]*N[A-Za-z0-9.-]*$/, expected("a tag shape", 'Write N for each number: "vN.N".'));

/** content/repositories/<id>.yaml: a repository whose commits the content names, and how its tags look. */
export const repository = z.strictObject({
  title: z.string().min(1),
  url: webAddress.describe("Where to clone it"),
  commitUrl: webAddress.describe("Address of one commit, with {sha} for its hash"),
  stableCommitUrl: webAddress
    .optional()
    .describe("The same for commits of stable series, where they lie elsewhere"),
  releaseTags: z.array(tagShape).min(1).describe('Shapes of release tags, N a number: "v2.6.N", "vN.N"'),
  candidateSuffix: tagShape.optional().describe('What a release candidate adds: "-rcN"'),
  stableTags: z.array(tagShape).default([]).describe('Shapes of stable releases: "vN.N.N"'),
});

export type Repository = z.infer<typeof repository>;
