import type { Rule } from "./rule.ts";

/** A merged change that is no draft names its commits, or some document says which release has it. */
export const mergedEvidence: Rule = ({ corpus, known, report }) => {
  // The claims of a document with problems are not known: no change is blamed for that.
  if (corpus.documents.length < known.documents.size) return;
  const claims = corpus.documents.flatMap((document) => document.claims);
  const released = new Set(claims.filter(({ field }) => field === "release").map(({ change }) => change));
  for (const { file, slug, status, commits, draft } of corpus.changes) {
    if (draft || status.state !== "merged" || commits.length > 0 || released.has(slug)) continue;
    const remedy = "Name its commits, or claim its release in a document.";
    report(file, ["status", "state"], "commits or a claimed release for a merged change", "neither", remedy);
  }
};
