import type { Corpus } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";

/**
 * Joins what records claim of the first releases of interfaces with the documents that say so, each claim once.
 * @example withInterfaceClaims(corpus).documents[0]?.claims.filter((claim) => claim.interface !== undefined)
 */
export function withInterfaceClaims(corpus: Corpus): Corpus {
  const claims = new Map<string, Map<string, Claim>>();
  for (const { name, claims: own } of corpus.changes.flatMap(({ interfaces }) => interfaces)) {
    for (const { document, release, ...rest } of own) {
      const claim: Claim = { interface: name, field: "release", value: release, ...rest };
      const same = claims.get(document) ?? new Map<string, Claim>();
      claims.set(document, same.set(JSON.stringify(claim), claim));
    }
  }
  const documents = corpus.documents.map((document) => {
    const added = claims.get(document.slug);
    return added ? { ...document, claims: [...document.claims, ...added.values()] } : document;
  });
  return { ...corpus, documents };
}
