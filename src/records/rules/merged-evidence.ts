import { KERNEL } from "../schema/repository.ts";
import type { Rule } from "./rule.ts";

/**
 * A published change merged into the kernel names its commits or what it landed as, or a document claims its
 * release. In other repositories a change may have neither, such as the new home of libcap.
 */
export const mergedEvidence: Rule = ({ corpus, known, report }) => {
  // Claims of invalid documents are missing here, so nothing can be concluded from their absence.
  if (corpus.documents.length < known.documents.size) return;
  const claims = corpus.documents.flatMap((document) => document.claims);
  const released = new Set(claims.filter(({ field }) => field === "release").map(({ change }) => change));
  for (const { file, slug, repository, status, commits, relations, draft } of corpus.changes) {
    if (draft || repository !== KERNEL || status.state !== "merged") continue;
    const landed = relations.some(({ type }) => type === "landed-as");
    if (commits.length > 0 || landed || released.has(slug)) continue;
    const remedy = "Name its commits, relate it to what it landed as, or claim its release in a document.";
    report(file, ["status", "state"], "commits or a claimed release for a merged change", "neither", remedy);
  }
};
