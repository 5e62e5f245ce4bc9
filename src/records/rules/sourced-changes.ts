import type { Rule } from "./rule.ts";

/** A published change cites a source, or the outline of a document lists it. */
export const sourcedChanges: Rule = ({ corpus, known, report }) => {
  // Outlines of invalid documents are missing here, so nothing can be concluded from their absence.
  if (corpus.documents.length < known.documents.size) return;
  const items = corpus.documents.flatMap(({ outline }) => outline.flatMap((section) => section.items));
  const listed = new Set(items.map(({ change }) => change));
  for (const { file, slug, sources, draft } of corpus.changes) {
    if (draft || sources.length > 0 || listed.has(slug)) continue;
    const remedy = "Cite one, or list the change in a document's outline.";
    report(file, ["sources"], "at least one source", "none", remedy);
  }
};
