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
  const { corpus, changes, commits } = known;
  const releases = corpus.releases.map(({ version, date }) =>
    explained(
      {
        version,
        date,
        firstUsable: slugs(changes.filter(({ since }) => since.first.releases.includes(version))),
        complete: slugs(changes.filter(({ since }) => since.complete.releases.includes(version))),
        commits: commits.filter(({ since }) => since.releases.includes(version)).map(({ sha }) => sha),
        page: address(`/releases/${version}/`),
      },
      { date: "The source of the dates gives none for this release." },
    ),
  );
  return { counts: { releases: releases.length }, source: corpus.releasesSource, releases };
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
