import { didYouMean } from "../../domain/nearest.ts";
import { quoted } from "../../domain/text.ts";
import type { Path } from "../read/locate.ts";
import type { Citation } from "../schema/primitives.ts";
import type { Rule } from "./rule.ts";

/** A cited document is a record of content/documents. */
export const knownSources: Rule = ({ corpus, known, report }) => {
  const check = (file: string, citations: Citation[], path: Path) => {
    for (const [at, { document }] of citations.entries()) {
      if (document === undefined || known.documents.has(document)) continue;
      const remedy = didYouMean(document, known.documents, "Add the document, or cite a url.");
      report(file, [...path, at, "document"], "a known document", quoted(document), remedy);
    }
  };
  for (const { file, sources, status } of corpus.changes) {
    check(file, status.evidence, ["status", "evidence"]);
    check(file, sources, ["sources"]);
  }
  for (const { file, sources } of corpus.topics) check(file, sources, ["sources"]);
};
