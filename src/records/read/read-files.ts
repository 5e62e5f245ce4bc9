import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { z } from "zod";
import { didYouMean } from "../../domain/nearest.ts";
import { quoted, spellOut } from "../../domain/text.ts";
import type { Problem } from "../problem.ts";
import { change } from "../schema/change.ts";
import { document } from "../schema/document.ts";
import { type KernelLine, kernelLine, lineId, type VendorFact, vendorFact } from "../schema/kernels.ts";
import { releases } from "../schema/releases.ts";
import { anyRepository, type HeaderRepository, type Repository } from "../schema/repository.ts";
import { type Synonyms, synonyms, topic } from "../schema/topic.ts";
import { fileProblem, listFolder, namesIn, notAFolder, type Place } from "./files.ts";
import { aliasesOf, type KnownNames, namesOf } from "./known-names.ts";
import { factsFolder } from "./read-facts.ts";
import { type ReadRecord, readRecord } from "./read-record.ts";

/** The allowed entries of the content folder. */
const PARTS = [
  "changes",
  "topics",
  "documents",
  "releases.yaml",
  "synonyms.yaml",
  "repositories",
  "facts",
  "kernels",
];

export interface Named<T> {
  name: string;
  file: string;
  record: ReadRecord<T>;
}

interface Folder<T> {
  records: Named<T>[];
  problems: Problem[];
}

/** Reads all records except facts and validates each individually. */
export function readFiles(contentDir: string) {
  const root = { path: contentDir, file: shownPath(contentDir) };
  const changes = readFolder(root, "changes", change, "markdown");
  const topics = readFolder(root, "topics", topic, "markdown");
  const documents = readFolder(root, "documents", document, "yaml");
  const repositories = readFolder(root, "repositories", anyRepository, "yaml");
  const kernels = readKernels(contentDir);
  const place = placeIn(root, "releases.yaml");
  const releaseList = { name: "releases", file: place.file, record: readRecord(place, releases, "yaml") };
  const words = readSynonyms(root);
  const problems = [
    ...strangersIn(root),
    ...[changes, topics, documents, repositories].flatMap((folder) => folder.problems),
    ...kernels.problems,
    ...releaseList.record.problems,
    ...words.problems,
  ];
  return {
    changes: changes.records,
    topics: topics.records,
    documents: documents.records,
    ...byKind(repositories.records),
    kernelLines: kernels.lines,
    vendorFacts: kernels.facts,
    releases: releaseList,
    synonyms: words.groups,
    facts: { ...placeIn(root, "facts"), path: factsFolder(contentDir) },
    known: knownNames(changes, topics, documents, byKind(repositories.records).repositories, kernels.lines),
    problems,
  };
}

/** Lines of kernels and vendor facts, for commands that need no other content too. */
export function readKernels(contentDir: string): {
  lines: Named<KernelLine>[];
  facts: Named<VendorFact>[];
  problems: Problem[];
} {
  const root = placeIn({ path: contentDir, file: shownPath(contentDir) }, "kernels");
  const lines = readFolder(root, "lines", kernelLine, "yaml", lineId);
  const facts = readFolder(root, "facts", vendorFact, "yaml");
  const problems = [...strangersIn(root, ["lines", "facts"]), ...lines.problems, ...facts.problems];
  return { lines: lines.records, facts: facts.records, problems };
}

function readFolder<T>(
  root: Place,
  name: string,
  schema: z.ZodType<T>,
  format: "markdown" | "yaml",
  names?: z.ZodType<string>,
): Folder<T> {
  const listed = listFolder(placeIn(root, name), format === "markdown" ? ".md" : ".yaml", names);
  const records = listed.entries.map((entry) => ({
    name: entry.name,
    file: entry.file,
    record: readRecord(entry, schema, format),
  }));
  return { records, problems: [...listed.problems, ...records.flatMap(({ record }) => record.problems)] };
}

/** A file that could not be read counts as a repository of commits, so that those that name it are not refused too. */
function byKind(records: Named<Repository | HeaderRepository>[]): {
  repositories: Named<Repository>[];
  headerRepositories: Named<HeaderRepository>[];
} {
  const isHeaders = (each: Named<Repository | HeaderRepository>): each is Named<HeaderRepository> =>
    each.record.data?.kind === "headers";
  return {
    repositories: records.filter((each): each is Named<Repository> => !isHeaders(each)),
    headerRepositories: records.filter(isHeaders),
  };
}

/** The file is optional: search works without synonyms. */
function readSynonyms(root: Place): { groups: Synonyms["groups"]; problems: Problem[] } {
  const place = placeIn(root, "synonyms.yaml");
  if (!existsSync(place.path)) return { groups: [], problems: [] };
  const { data, problems } = readRecord(place, synonyms, "yaml");
  return { groups: data?.groups ?? [], problems };
}

function knownNames(
  changes: Folder<unknown>,
  topics: Folder<unknown>,
  documents: Folder<unknown>,
  repositories: Named<Repository>[],
  kernelLines: Named<KernelLine>[],
): KnownNames {
  return {
    changes: namesOf(changes.records),
    changeAliases: aliasesOf(changes.records),
    topics: namesOf(topics.records),
    topicAliases: aliasesOf(topics.records),
    documents: namesOf(documents.records),
    repositories: namesOf(repositories),
    kernelLines: namesOf(kernelLines),
  };
}

/** Relative to the working directory if inside it, else absolute. */
function shownPath(contentDir: string): string {
  const below = relative(process.cwd(), contentDir);
  const shown = below.startsWith("..") ? resolve(contentDir) : below || ".";
  return spellOut(shown.split(sep).join("/"));
}

function placeIn(root: Place, name: string): Place {
  return { path: join(root.path, name), file: `${root.file}/${name}` };
}

function strangersIn(root: Place, parts: readonly string[] = PARTS): Problem[] {
  const names = namesIn(root);
  if (names === null) return [notAFolder(root)];
  return names
    .filter(({ name }) => !parts.includes(name))
    .map(({ name }) => {
      const remedy = didYouMean(name, parts, "Move it out of the content.");
      return fileProblem(`${root.file}/${spellOut(name)}`, `only ${parts.join(", ")}`, quoted(name), remedy);
    });
}
