import type { Since } from "../../model/first-release.ts";
import { releaseAnswer } from "../../model/headline.ts";
import { interfaceEntries } from "../../model/interface-entries.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import type { VerdictState } from "../../model/verdict.ts";
import {
  type Addresses,
  changeFilePath,
  commitFilePath,
  fileAddress,
  interfaceFilePath,
} from "./addresses.ts";
import { changeFile, changesFile } from "./change-file.ts";
import { byHashFiles, commitFile } from "./commit-file.ts";
import { claimPart, documentsOf, explained } from "./file-parts.ts";
import { interfaceFile, interfacesFile } from "./interface-file.ts";
import { kernelsFile } from "./kernels-file.ts";
import { type ApiContent, type ApiFileKind, apiFiles } from "./schema/files.ts";
import { apiJsonSchemas, schemaFile } from "./schema/json-schemas.ts";

/** 1.N; N grows with each added field. A field that goes away or changes its meaning needs /api/v2/. */
export const SCHEMA_VERSION = "1.9";

/**
 * Everything below /api/v1/.
 * @param address makes a path of the site into an address
 * @param generated as `generatedAt` returns it
 * @returns the content of each file by its path: "changes/nsfs-ioctls.json"
 * @throws when a field is null without a reason
 * @example apiDocuments(known, (path) => path, "2026-11-30T00:00:00Z").get("index.json")
 */
export function apiDocuments(known: Knowledge, address: Addresses, generated: string): Map<string, object> {
  const file = <K extends ApiFileKind>(path: string, kind: K, content: ApiContent<K>): [string, object] => [
    path,
    {
      $schema: fileAddress(address, `schemas/${schemaFile(kind)}`),
      schemaVersion: SCHEMA_VERSION,
      generated,
      ...content,
    },
  ];
  const interfaces = interfaceEntries(known);
  return new Map([
    file("index.json", "index", indexFile(known, interfaces.length, address)),
    file("changes.json", "changes", changesFile(known, address)),
    file("topics.json", "topics", topicsFile(known, address)),
    file("releases.json", "releases", releasesFile(known, address)),
    file("claims.json", "claims", claimsFile(known, address)),
    file("kernels.json", "kernels", kernelsFile(known)),
    file("interfaces.json", "interfaces", interfacesFile(interfaces, known, address)),
    ...interfaces.map((entry) =>
      file(interfaceFilePath(entry.name), "interface", interfaceFile(entry, known, address)),
    ),
    // A file cannot redirect: an earlier slug has the same content.
    ...known.changes.flatMap((entry) =>
      [entry.record.slug, ...entry.record.aliases].map((slug) =>
        file(changeFilePath(slug), "change", changeFile(entry, known, address)),
      ),
    ),
    ...known.commits.map((commit) =>
      file(commitFilePath(commit.sha), "commit", commitFile(commit, known, address)),
    ),
    ...[...byHashFiles(known, address)].map(([digits, content]) =>
      file(`by-hash/${digits}.json`, "by-hash", content),
    ),
    ...[...apiJsonSchemas()].map(([name, schema]): [string, object] => [`schemas/${name}`, schema]),
  ]);
}

function indexFile(known: Knowledge, interfaces: number, address: Addresses): ApiContent<"index"> {
  const { corpus, changes, commits, verdicts } = known;
  return {
    counts: {
      changes: changes.length,
      commits: commits.length,
      commitsWithFacts: commits.filter(({ facts }) => facts).length,
      interfaces,
      topics: corpus.topics.length,
      releases: corpus.releases.length,
      documents: corpus.documents.length,
      claims: verdicts.length,
    },
    files: Object.entries(apiFiles).map(([kind, { path, holds }]) => ({
      path,
      holds,
      schema: fileAddress(address, `schemas/${schemaFile(kind as ApiFileKind)}`),
    })),
    documentation: address("/api/"),
    license: "CC0-1.0",
  };
}

/** Every topic, with the slugs of its changes. */
function topicsFile({ corpus, changes }: Knowledge, address: Addresses): ApiContent<"topics"> {
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
function releasesFile(known: Knowledge, address: Addresses): ApiContent<"releases"> {
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
function claimsFile({ verdicts }: Knowledge, address: Addresses): ApiContent<"claims"> {
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
