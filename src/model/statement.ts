import type { Corpus, DocumentRecord } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";

/** A claim together with the document that makes it. */
export interface Statement {
  claim: Claim;
  document: DocumentRecord;
}

/** Every claim of every document, in the order of the documents. */
export function statements(corpus: Pick<Corpus, "documents">): Statement[] {
  return corpus.documents.flatMap((document) => document.claims.map((claim) => ({ claim, document })));
}

/**
 * A public copy of the commit itself, read off word for word, is the nearest thing to a fact short of a
 * clone: where it contradicts another source, the other source is the one in doubt.
 */
export function isFromCommitPage({ claim, document }: Statement): boolean {
  return document.kind === "commit-page" && claim.confidence === "quoted";
}
