import type { Knowledge } from "../../model/knowledge.ts";
import { type Addresses, changeFilePath, commitFilePath, fileAddress } from "./addresses.ts";
import { changeFile, changesFile } from "./change-file.ts";
import { byHashFiles, commitFile } from "./commit-file.ts";
import { claimsFile, releasesFile, topicsFile } from "./list-files.ts";
import { type ApiContent, type ApiFileKind, apiFiles } from "./schema/files.ts";
import { apiJsonSchemas, schemaFile } from "./schema/json-schemas.ts";

/** 1.N; N grows with each added field. A field that goes away or changes its meaning needs /api/v2/. */
export const SCHEMA_VERSION = "1.2";

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
  return new Map([
    file("index.json", "index", indexFile(known, address)),
    file("changes.json", "changes", changesFile(known, address)),
    file("topics.json", "topics", topicsFile(known, address)),
    file("releases.json", "releases", releasesFile(known, address)),
    file("claims.json", "claims", claimsFile(known, address)),
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

function indexFile(known: Knowledge, address: Addresses): ApiContent<"index"> {
  const { corpus, changes, commits, verdicts } = known;
  return {
    counts: {
      changes: changes.length,
      commits: commits.length,
      commitsWithFacts: commits.filter(({ facts }) => facts).length,
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
