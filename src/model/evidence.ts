import type { DocumentRecord } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";
import type { DocumentKind } from "../records/schema/document.ts";

/** A claim together with the document that makes it. */
export interface Statement {
  claim: Claim;
  document: DocumentRecord;
}

/**
 * How a statement is known.
 * `fact`: computed from a clone. `quoted`: a source says so. `derived`: concluded from a source. `judgement`: ours,
 * in a record. `disputed`: equally good sources contradict each other. `unknown`: no source says.
 */
export type Evidence = "fact" | "quoted" | "derived" | "judgement" | "disputed" | "unknown";

/** The word for each, as pages mark it. */
export const evidenceWords: Record<Evidence, string> = {
  fact: "fact",
  quoted: "claim",
  derived: "derived claim",
  judgement: "judgement",
  disputed: "disputed",
  unknown: "unknown",
};

/** The word for each kind of source. */
export const sourceKinds: Record<DocumentKind, string> = {
  talk: "talk",
  "man-page": "manual page",
  "commit-page": "commit page",
  mail: "mail",
  article: "article",
  source: "source code",
  distribution: "distribution",
  "security-record": "security record",
  data: "data",
};

/** A document by the short name in its title: "Linux man-pages" of "Linux man-pages, state of June 2025". */
export function nameOf({ title }: Pick<DocumentRecord, "title">): string {
  return title.split(/[,:(]/)[0]?.trim() ?? title;
}

/** The short name with the kind of source: "Linux man-pages (manual page)". */
export function nameWithKind(document: Pick<DocumentRecord, "title" | "kind">): string {
  return `${nameOf(document)} (${sourceKinds[document.kind]})`;
}

/**
 * How near a source is to the commit. 1: has the commit word for word, or computed data about it. 2: documents
 * kernel interfaces or the patches of a distribution. 3: speaks of the kernel in passing.
 */
export type Rank = 1 | 2 | 3;

const QUOTED: Record<DocumentKind, Rank> = {
  "commit-page": 1,
  "security-record": 1,
  "man-page": 2,
  distribution: 2,
  data: 3,
  source: 3,
  mail: 3,
  article: 3,
  talk: 3,
};

/**
 * The rank of a statement by the kind of its document. What is concluded from a copy of the commit or from computed
 * data is not read off it, so it ranks one step lower; of the other kinds a conclusion ranks like a quotation. A history
 * of the mainline under other hashes has the commit itself, or a merge with its subject, which another commit may share.
 * What reached the mainline between two releases is in the later one, so a record of landings dates like a copy.
 * @returns 1 for the best
 * @example rankOf({ claim, document }) // 2 for a claim that a manual page makes
 */
export function rankOf({ claim, document }: Statement): Rank {
  if (document.rewrittenHistory) return document.rewrittenHistory.by === "copies" ? 1 : 2;
  if (document.landings && (claim.field === "release" || claim.field === "candidate")) return 1;
  const rank = QUOTED[document.kind];
  return rank === 1 && claim.confidence === "derived" ? 2 : rank;
}
