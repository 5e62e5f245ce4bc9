import { z } from "zod";
import { expected } from "./expected.ts";

/**
 * A release tag of any repository: "v4.14", "libcap-2.26". Whether it fits the tag shapes of the repository that it
 * belongs to, only the rules know (release-tags.ts).
 */
export const releaseTag = z
  .string()
  .max(60, expected("at most 60 characters", "Write the tag alone."))
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._+-]*$/,
    expected("a release tag", 'Write it as the repository has it, like "v4.14", quoted.'),
  )
  .describe('A release tag, quoted: "v4.14", "v4.14-rc1", "libcap-2.26"');
