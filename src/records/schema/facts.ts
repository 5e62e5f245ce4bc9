import { z } from "zod";
import { trailerKeys } from "../../domain/trailers.ts";
import { sha } from "./primitives.ts";

const tag = z.string().min(1);
/** A person's name as the commit has it: any text, displayed with hidden characters made visible. */
const name = z.string();
/** git %aI / %cI: date, time and zone. */
const instant = z.string().regex(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);

export const followUp = z.strictObject({
  sha,
  subject: z.string(),
  kind: z.enum(["fix", "revert", "mention"]).describe("Fixes: names it; reverts it; cites it"),
  release: tag
    .nullable()
    .optional()
    .describe(
      "First mainline release that contains the follow-up; null: unreleased; absent: no tags, unknown",
    ),
});

/** Written only where there are any. */
export const laterFollowUp = followUp.extend({
  of: sha.describe("The follow-up, or another later one, that it fixes or reverts"),
  kind: z.enum(["fix", "revert"]),
});

export const backport = z.strictObject({
  sha,
  branch: z.string().describe('The stable series: "4.14"'),
  release: tag.nullable().describe('First stable release of that series with it: "v4.14.12"'),
  provedBy: z.string().optional().describe("Key of the clone that proved it, when it is not the commit's"),
});

export const trailer = z.strictObject({ key: z.enum(trailerKeys), value: z.string() });

/** content/facts/<repository>/commits/<sha>.json: what a clone proves about one commit. */
export const commitFacts = z.strictObject({
  sha,
  subject: z.string(),
  author: z.strictObject({ name, date: instant }),
  committer: z.strictObject({ name, date: instant }),
  parents: z.array(sha),
  merge: z.boolean(),
  release: tag
    .nullable()
    .optional()
    .describe(
      "First release that contains it, in version order; null: unreleased as of the clone's newest tag; " +
        "absent: unknown, since the clone has no release tags",
    ),
  candidate: tag
    .nullable()
    .optional()
    .describe(
      "First release candidate that contains it, when one did before the release; absent like release",
    ),
  mainline: sha
    .nullable()
    .describe("The merge that brought it into the mainline; null for a commit of the first-parent chain"),
  inMainline: z
    .boolean()
    .optional()
    .describe(
      "Whether the mainline or a release contains it: distinguishes the two meanings of a null mainline",
    ),
  trailers: z.array(trailer),
  followUps: z.array(followUp),
  laterFollowUps: z
    .array(laterFollowUp)
    .optional()
    .describe("Fixes and reverts of the follow-ups, of those in turn, and so on to the end; absent: none"),
  backports: z.array(backport),
  provedBy: z.string().describe("Key of the clone in clones.json that proved this"),
});

/** content/facts/<repository>/clones.json: the clones that proved the facts. */
export const clones = z.record(
  z.string(),
  z.strictObject({
    head: sha.describe("The commit at the tip of the mainline ref"),
    mainlineRef: z.string(),
    newestTag: tag.nullable().describe("The newest release tag in version order; null: the clone has none"),
    commits: z.number().int().positive().describe("Commits reachable from all refs"),
    stableTags: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .describe("How many stable releases it has; with none, backports are unknown"),
  }),
);

export type CommitFacts = z.infer<typeof commitFacts>;
export type Backport = z.infer<typeof backport>;
export type Clones = z.infer<typeof clones>;
export type CloneEntry = Clones[string];
