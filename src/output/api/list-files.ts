import type { Since } from "../../model/first-release.ts";
import { releaseAnswer } from "../../model/headline.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import type { VerdictState } from "../../model/verdict.ts";
import type { Addresses } from "./addresses.ts";
import { claimPart, documentsOf } from "./claim-part.ts";
import { explained } from "./explained.ts";
import type { ApiContent } from "./schema/files.ts";

/** Every topic, with the slugs of its changes. */
export function topicsFile({ corpus, changes }: Knowledge, address: Addresses): ApiContent<"topics"> {
  const topics = corpus.topics.map(
    ({ id, name, kind, aliases, flag, procFile, manPages, summary, body, sources }) => ({
      id,
      name,
      kind,
      aliases,
      ...(flag === undefined ? {} : { flag }),
      ...(procFile === undefined ? {} : { procFile }),
      manPages,
      summary,
      body,
      sources,
      changes: slugs(changes.filter(({ record }) => record.topics.includes(id))),
      page: address(`/topics/${id}/`),
    }),
  );
  return { counts: { topics: topics.length }, topics };
}

/** Every mainline release, with what it brought. */
export function releasesFile(known: Knowledge, address: Addresses): ApiContent<"releases"> {
  const { corpus } = known;
  const changes = known.changes.toSorted((a, b) => (a.record.slug < b.record.slug ? -1 : 1));
  const firstUsable = changes.map(({ record, since }): Dated => [record.slug, since.first]);
  const complete = changes.map(({ record, since }): Dated => [record.slug, since.complete]);
  const commits = known.commits.map(({ sha, since }): Dated => [sha, since]);
  const releases = corpus.releases.map(({ version, date }) => {
    const [first, all, its] = [firstUsable, complete, commits].map((list) =>
      list.filter(([, since]) => since.releases.includes(version)),
    ) as [Dated[], Dated[], Dated[]];
    return explained(
      {
        version,
        date,
        firstUsable: first.map(([slug]) => slug),
        complete: all.map(([slug]) => slug),
        commits: its.map(([sha]) => sha),
        evidence: {
          firstUsable: evidenceOf(first, known),
          complete: evidenceOf(all, known),
          commits: evidenceOf(its, known),
        },
        page: address(`/releases/${version}/`),
      },
      { date: "The source of the dates gives none for this release." },
    );
  });
  return { counts: { releases: releases.length }, source: corpus.releasesSource, releases };
}

/** A slug or hash, and when it came. */
type Dated = [name: string, since: Since];

function evidenceOf(dated: Dated[], known: Knowledge) {
  return Object.fromEntries(dated.map(([name, since]) => [name, releaseAnswer(since, known).evidence]));
}

/** Every claim with its source and its verdict, in the order of the documents. */
export function claimsFile({ verdicts }: Knowledge, address: Addresses): ApiContent<"claims"> {
  const having = (wanted: VerdictState) => verdicts.filter(({ state }) => state === wanted).length;
  return {
    counts: {
      claims: verdicts.length,
      agrees: having("agrees"),
      disagrees: having("disagrees"),
      unverified: having("unverified"),
    },
    claims: verdicts.map(claimPart),
    documents: documentsOf(verdicts, [], address),
  };
}

function slugs(entries: Knowledge["changes"]): string[] {
  return entries.map(({ record }) => record.slug).sort();
}
