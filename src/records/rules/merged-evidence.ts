import { KERNEL } from "../schema/repository.ts";
import type { Rule } from "./rule.ts";

/**
 * A merged kernel change that is no draft names its commits, or what it landed as, or some document says which
 * release has it. Elsewhere a change can be done without either: libcap's move to another home is one.
 */
export const mergedEvidence: Rule = ({ corpus, known, report }) => {
  // The claims of a document with problems are not known: no change is blamed for that.
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
