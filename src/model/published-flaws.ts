import { shortHash } from "../domain/hash.ts";
import { seriesOf } from "../domain/release.ts";
import type { Corpus, DocumentRecord, PublishedFlaws } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";

/**
 * Joins what the kernel CVE team's repository says with the document that stands for it: the flaws of commits, and
 * the releases that its records name. Such claims are generated, and the document's version and date are those of
 * the clone that was read. What other documents claim of flaws names releases too.
 */
export function withPublishedFlaws(corpus: Corpus): Corpus {
  const { flaws, changes, documents } = corpus;
  const listed = new Set(changes.flatMap(({ commits }) => commits.map(({ sha }) => sha)));
  return {
    ...corpus,
    documents: documents.map((document) => {
      if (document.flawRecords === undefined || flaws === null) return withReleases(document, listed);
      const { revision, date } = flaws.source;
      const claims = [...document.claims, ...claimsOf(flaws, document.flawRecords.fileUrl)];
      return { ...document, date, version: `${shortHash(revision)} (${date})`, claims };
    }),
  };
}

/** With the mainline releases that its claims of flaws name for commits of changes, where it claims none. */
function withReleases(document: DocumentRecord, listed: ReadonlySet<string>): DocumentRecord {
  const added = new Map<string, Claim>();
  for (const { field, value, at } of document.claims) {
    if (field !== "flaw") continue;
    for (const landing of value.ranges.flatMap(({ introduced, fixed }) => [introduced, fixed])) {
      if (landing === null || seriesOf(landing.release) !== landing.release || !listed.has(landing.sha))
        continue;
      added.set(landing.sha, {
        commit: landing.sha,
        field: "release",
        value: landing.release,
        ...(at === undefined ? {} : { at }),
        confidence: "derived",
        reason: `The record of ${value.cve} names this release, or a candidate of it.`,
      });
    }
  }
  for (const { commit, field } of document.claims) if (field === "release" && commit) added.delete(commit);
  return added.size === 0 ? document : { ...document, claims: [...document.claims, ...added.values()] };
}

function claimsOf({ source, flaws, releases }: PublishedFlaws, fileUrl: string): Claim[] {
  const at = (cve: string) =>
    fileUrl
      .replace("{revision}", shortHash(source.revision))
      .replace("{path}", `cve/published/${cve.split("-")[1]}/${cve}.dyad`);
  return [
    ...Object.entries(flaws).map(
      ([cve, { title, commits, ranges }]): Claim => ({
        commit: commits[0],
        field: "flaw",
        value: { cve, title, ranges },
        at: at(cve),
        confidence: "quoted",
      }),
    ),
    // A stable release is that of a backport; what a commit is asked for is its mainline release.
    ...Object.entries(releases)
      .filter(([, { release }]) => seriesOf(release) === release)
      .map(
        ([sha, { release, cve }]): Claim => ({
          commit: sha,
          field: "release",
          value: release,
          at: at(cve),
          confidence: "quoted",
        }),
      ),
  ];
}
