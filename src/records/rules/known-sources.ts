import type { Path } from "../read/locate.ts";
import type { Citation } from "../schema/primitives.ts";
import type { Rule } from "./rule.ts";

/** A cited document is a record of content/documents. */
export const knownSources: Rule = ({ corpus, known, reportUnknown }) => {
  const check = (file: string, citations: Pick<Citation, "document">[], path: Path) => {
    for (const [at, { document }] of citations.entries()) {
      if (document === undefined || known.documents.has(document)) continue;
      const place = [...path, at, "document"];
      const otherwise = "Add the document, or cite a url.";
      reportUnknown(file, place, "a known document", document, known.documents, otherwise);
    }
  };
  for (const { file, sources, status, patchsets, interfaces, config } of corpus.changes) {
    check(file, status.evidence, ["status", "evidence"]);
    check(file, sources, ["sources"]);
    for (const [at, { firstEvidence }] of patchsets.entries())
      check(file, firstEvidence ?? [], ["patchsets", at, "firstEvidence"]);
    for (const [at, { claims }] of interfaces.entries()) check(file, claims, ["interfaces", at, "claims"]);
    for (const [at, { evidence }] of config.entries()) check(file, evidence, ["config", at, "evidence"]);
  }
  for (const { file, sources } of corpus.topics) check(file, sources, ["sources"]);
};
