import type { Rule } from "./rule.ts";

/** A change that is no draft cites a source, or is listed in the outline of one. */
export const sourcedChanges: Rule = ({ corpus, known, report }) => {
  // The outline of a document with problems is not known: no change is blamed for that.
  if (corpus.documents.length < known.documents.size) return;
  const items = corpus.documents.flatMap(({ outline }) => outline.flatMap((section) => section.items));
  const listed = new Set(items.map(({ change }) => change));
  for (const { file, slug, sources, draft } of corpus.changes) {
    if (draft || sources.length > 0 || listed.has(slug)) continue;
    const remedy = "Cite one, or list the change in a document's outline.";
    report(file, ["sources"], "at least one source", "none", remedy);
  }
};
