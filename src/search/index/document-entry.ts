import type { Knowledge } from "../../model/knowledge.ts";
import type { DocumentRecord } from "../../records/corpus.ts";
import type { Entry, Indexed } from "./entry.ts";
import { filled } from "./filled.ts";

export function indexedDocument(document: DocumentRecord, known: Knowledge): Indexed {
  const { slug, title, authors, venue, date, note = "" } = document;
  const disagrees = known.verdicts.some(
    (verdict) => verdict.document.slug === slug && verdict.state === "disagrees",
  );
  return {
    entry: filled<Entry>({
      kind: "document",
      path: `/documents/${slug}/`,
      title,
      summary: [document.kind.replace("-", " "), venue].filter(Boolean).join(", "),
      date,
      people: authors,
      documents: [slug],
      disagreeing: disagrees || undefined,
    }),
    names: [slug, title],
    manPages: [],
    synonyms: [slug],
    body: note,
  };
}
