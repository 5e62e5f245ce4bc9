import { z } from "zod";
import { day, releaseTag, sha } from "./primitives.ts";

/** Between which releases the mainline got something, by the day that a commit of its first-parent chain was made. */
const landing = {
  day: day.describe("The day it was committed to the mainline, UTC"),
  after: releaseTag.describe("The newest release of an earlier day"),
  release: releaseTag.describe("The first release of a later day; none came on that day"),
};

/** content/facts/rewritten/<history>.json: what a history of the mainline under other hashes shows of commits. */
export const rewrittenFacts = z.strictObject({
  head: sha.describe("The commit that was read: the tip of its branch"),
  commits: z
    .record(
      sha,
      z.strictObject({
        copy: z
          .strictObject({
            commit: sha.describe("The commit with the same subject, author and author date"),
            mainline: sha.describe(
              "The merge that brought it into the mainline; the commit itself on the first-parent chain",
            ),
            ...landing,
          })
          .optional(),
        listed: z
          .strictObject({
            merge: sha.describe("The one merge into the mainline that lists its subject"),
            ...landing,
          })
          .optional(),
      }),
    )
    .describe("By the commit's hash in the mainline; all other hashes are those of the rewritten history"),
});

export type RewrittenFacts = z.infer<typeof rewrittenFacts>;
