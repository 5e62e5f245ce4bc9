import { shortHash } from "../domain/hash.ts";
import { seriesOf } from "../domain/release.ts";
import type { Corpus, PublishedFlaws } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";

/**
 * Joins what the kernel CVE team's repository says with the document that stands for it: the flaws of commits, and
 * the releases that its records name. Such claims are generated, and the document's version and date are those of
 * the clone that was read.
 */
export function withPublishedFlaws(corpus: Corpus): Corpus {
  const { flaws, documents } = corpus;
  if (flaws === null) return corpus;
  const { revision, date } = flaws.source;
  return {
    ...corpus,
    documents: documents.map((document) => {
      if (document.flawRecords === undefined) return document;
      const claims = [...document.claims, ...claimsOf(flaws, document.flawRecords.fileUrl)];
      return { ...document, date, version: `${shortHash(revision)} (${date})`, claims };
    }),
  };
}

function claimsOf({ source, flaws, releases }: PublishedFlaws, fileUrl: string): Claim[] {
  const at = (cve: string) =>
    fileUrl
      .replace("{revision}", shortHash(source.revision))
      .replace("{path}", `cve/published/${cve.split("-")[1]}/${cve}.dyad`);
  return [
    ...Object.entries(flaws).map(([cve, { title, commits, ranges }]): Claim => ({
      commit: commits[0],
      field: "flaw",
      value: { cve, title, ranges },
      at: at(cve),
      confidence: "quoted",
    })),
    // A stable release is that of a backport; what a commit is asked for is its mainline release.
    ...Object.entries(releases)
      .filter(([, { release }]) => seriesOf(release) === release)
      .map(([sha, { release, cve }]): Claim => ({
        commit: sha,
        field: "release",
        value: release,
        at: at(cve),
        confidence: "quoted",
      })),
  ];
}
