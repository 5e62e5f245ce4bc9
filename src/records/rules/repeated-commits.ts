import { shortHash } from "../../domain/hash.ts";
import type { Rule } from "./rule.ts";

/** A change lists each of its commits once. */
export const repeatedCommits: Rule = ({ corpus, report }) => {
  for (const { file, commits } of corpus.changes) {
    const seen = new Set<string>();
    for (const [at, { sha }] of commits.entries()) {
      const found = `${shortHash(sha)} a second time`;
      if (seen.has(sha)) report(file, ["commits", at, "sha"], "each commit once", found, "Merge the two.");
      seen.add(sha);
    }
  }
};
