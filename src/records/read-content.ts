import { join, relative, resolve, sep } from "node:path";
import type { z } from "zod";
import { change } from "../schema/change.ts";
import { document } from "../schema/document.ts";
import { compareReleases } from "../schema/release.ts";
import { releases } from "../schema/releases.ts";
import { repository } from "../schema/repository.ts";
import { topic } from "../schema/topic.ts";
import { applyRules } from "./apply-rules.ts";
import type { Corpus } from "./corpus.ts";
import { aliasesOf, type KnownNames, namesOf } from "./known-names.ts";
import { fileProblem, listFolder, namesIn, notAFolder, type Place } from "./list-folder.ts";
import { didYouMean } from "./nearest.ts";
import { compareProblems, type Problem } from "./problem.ts";
import { quoted, spellOut } from "./quoted.ts";
import { readFacts } from "./read-facts.ts";
import { type ReadRecord, readRecord, type Source } from "./read-record.ts";
import { topicsOfTags } from "./topics-of-tags.ts";

/** What belongs in the content folder. */
const PARTS = ["changes", "topics", "documents", "releases.yaml", "repositories", "facts"];

interface Named<T> {
  name: string;
  file: string;
  record: ReadRecord<T>;
}

/**
 * Reads and checks everything in a content folder. A record with problems is left out of the corpus, so what
 * names it may dangle: publish only when there are no problems.
 * @param today the last day that is not in the future; without it, today where the day begins first
 */
export function readContent(
  contentDir: string,
  today: string = latestToday(),
): { corpus: Corpus; problems: Problem[] } {
  const root = { path: contentDir, file: shownPath(contentDir) };
  const problems = strangersIn(root);
  const changes = readFolder(place(root, "changes"), change, "markdown", problems);
  const topics = readFolder(place(root, "topics"), topic, "markdown", problems);
  const documents = readFolder(place(root, "documents"), document, "yaml", problems);
  const repositories = readFolder(place(root, "repositories"), repository, "yaml", problems);
  const releasesPlace = place(root, "releases.yaml");
  const releaseList = readRecord(releasesPlace, releases, "yaml");
  problems.push(...releaseList.problems);

  const known: KnownNames = {
    changes: namesOf(changes),
    changeAliases: aliasesOf(changes),
    topics: namesOf(topics),
    topicAliases: aliasesOf(topics),
    documents: namesOf(documents),
    repositories: namesOf(repositories),
  };
  const facts = readFacts(place(root, "facts"), known.repositories);
  problems.push(...facts.problems);

  const topicRecords = valid(topics).map(({ name, file, data, body }) => ({ ...data, id: name, file, body }));
  const corpus: Corpus = {
    changes: valid(changes).map(({ name, file, data, body }) => {
      const ids = topicsOfTags(data.tags, topicRecords, known);
      return { ...data, slug: name, file, body, topics: ids };
    }),
    topics: topicRecords,
    documents: valid(documents).map(({ name, file, data }) => ({ ...data, slug: name, file })),
    releases: releaseList.data?.releases ?? [],
    releasesSource: releaseList.data?.source ?? { title: "unknown", url: "https://www.kernel.org/" },
    repositories: valid(repositories).map(({ name, data }) => ({ ...data, id: name })),
    facts: facts.facts,
    clones: facts.clones,
  };
  const sources = new Map<string, Source>();
  for (const { file, record } of [...changes, ...topics, ...documents]) sources.set(file, record.source);
  sources.set(releasesPlace.file, releaseList.source);
  problems.push(...applyRules({ corpus, known, releasesFile: releasesPlace.file, today }, sources));
  return { corpus: withoutRefused(corpus, problems), problems: problems.sort(compareProblems) };
}

/** UTC+14, where a day begins first: nobody's today is refused as the future. */
function latestToday(): string {
  return new Date(Date.now() + 14 * 3600 * 1000).toISOString().slice(0, 10);
}

function shownPath(contentDir: string): string {
  const below = relative(process.cwd(), contentDir);
  const shown = below.startsWith("..") ? resolve(contentDir) : below || ".";
  return spellOut(shown.split(sep).join("/"));
}

function place(root: Place, name: string): Place {
  return { path: join(root.path, name), file: `${root.file}/${name}` };
}

function strangersIn(root: Place): Problem[] {
  const names = namesIn(root);
  if (names === null) return [notAFolder(root)];
  return names
    .filter(({ name }) => !PARTS.includes(name))
    .map(({ name }) => {
      const remedy = didYouMean(name, PARTS, "Move it out of the content.");
      return fileProblem(`${root.file}/${spellOut(name)}`, `only ${PARTS.join(", ")}`, quoted(name), remedy);
    });
}

function readFolder<T>(
  folder: Place,
  schema: z.ZodType<T>,
  format: "markdown" | "yaml",
  problems: Problem[],
): Named<T>[] {
  const listed = listFolder(folder, format === "markdown" ? ".md" : ".yaml");
  problems.push(...listed.problems);
  return listed.entries.map((entry) => {
    const record = readRecord(entry, schema, format);
    problems.push(...record.problems);
    return { name: entry.name, file: entry.file, record };
  });
}

function valid<T>(records: Named<T>[]): { name: string; file: string; data: T; body: string }[] {
  return records.flatMap(({ name, file, record: { data, body } }) =>
    data === null ? [] : [{ name, file, data, body }],
  );
}

function withoutRefused(corpus: Corpus, problems: Problem[]): Corpus {
  const refused = new Set(problems.map(({ file }) => file));
  const isFine = ({ file }: { file: string }) => !refused.has(file);
  return {
    ...corpus,
    changes: corpus.changes.filter(isFine),
    topics: corpus.topics.filter(isFine),
    documents: corpus.documents.filter(isFine),
    releases: corpus.releases.toSorted((a, b) => compareReleases(a.version, b.version)),
  };
}
