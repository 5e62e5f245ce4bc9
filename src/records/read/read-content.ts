import { NameFinder } from "../../domain/names-table.ts";
import { compareReleases } from "../../domain/release.ts";
import type { Corpus, HeaderHistoryRecord } from "../corpus.ts";
import { compareProblems, type Problem } from "../problem.ts";
import { applyRules } from "./apply-rules.ts";
import { topicsOfTags } from "./known-names.ts";
import { type Facts, readFacts } from "./read-facts.ts";
import { type Named, readFiles } from "./read-files.ts";

type Files = ReturnType<typeof readFiles>;

/**
 * Reads and checks everything in a content folder. Records with problems are left out of the corpus, so
 * references to them may dangle: publish only without problems.
 * @param today the last day that is not in the future; by default today at UTC+14
 * @param bodies "unchecked" for answers that need no body: parsing them takes two fifths of the time
 */
export function readContent(
  contentDir: string,
  today: string = latestToday(),
  bodies: "checked" | "unchecked" = "checked",
): { corpus: Corpus; problems: Problem[] } {
  const files = readFiles(contentDir);
  const { known, releases } = files;
  const histories = new Set(headerHistories(files).map(({ id }) => id));
  const facts = readFacts(files.facts, known.repositories, histories);
  const corpus = corpusOf(files, facts);
  const { kernelLines, vendorFacts } = files;
  const read = [
    ...[...files.changes, ...files.topics, ...files.documents],
    ...[...kernelLines, ...vendorFacts, releases],
  ];
  const sources = new Map(read.map(({ file, record }) => [file, record.source]));
  const problems = [
    ...files.problems,
    ...facts.problems,
    ...applyRules({ corpus, known, releasesFile: releases.file, today }, sources, bodies),
  ].sort(compareProblems);
  return { corpus: withoutRefused(corpus, problems), problems };
}

/** Today at UTC+14, the latest time zone, so that no author's today counts as the future. */
function latestToday(): string {
  return new Date(Date.now() + 14 * 3600 * 1000).toISOString().slice(0, 10);
}

function corpusOf(files: Files, read: Facts): Corpus {
  const { facts, clones, flaws, stableDates, interfaces, names, rewritten } = read;
  const topics = valid(files.topics).map(({ name, file, data, body }) => ({ ...data, id: name, file, body }));
  const list = files.releases.record.data;
  return {
    changes: valid(files.changes).map(({ name, file, data, body }) => ({
      ...data,
      slug: name,
      file,
      body,
      topics: topicsOfTags(data.tags, topics, files.known),
    })),
    topics,
    documents: valid(files.documents).map(({ name, file, data }) => ({ ...data, slug: name, file })),
    // In the order of the file, which a rule checks.
    releases: list?.releases ?? [],
    stableReleases: list?.stable ?? [],
    support: list?.support,
    releasesSource: list?.source ?? { title: "unknown", url: "https://www.kernel.org/" },
    synonyms: files.synonyms,
    repositories: valid(files.repositories).map(({ name, data }) => ({ ...data, id: name })),
    headerHistories: headerHistories(files),
    facts,
    clones,
    flaws,
    stableDates,
    interfaces,
    names: new NameFinder(names),
    kernelLines: valid(files.kernelLines).map(({ name, file, data }) => ({ ...data, id: name, file })),
    vendorFacts: valid(files.vendorFacts).map(({ name, file, data }) => ({ ...data, slug: name, file })),
    rewritten,
  };
}

function headerHistories(files: Files): HeaderHistoryRecord[] {
  const all = [...valid(files.repositories), ...valid(files.headerRepositories)];
  return all
    .flatMap(({ name, data: { title, url, commitUrl, headers } }) =>
      headers === undefined ? [] : [{ id: name, title, url, commitUrl, headers }],
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
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
    kernelLines: corpus.kernelLines.filter(isFine),
    vendorFacts: corpus.vendorFacts.filter(isFine),
    releases: corpus.releases.toSorted((a, b) => compareReleases(a.version, b.version)),
    stableReleases: corpus.stableReleases.toSorted((a, b) => compareReleases(a.version, b.version)),
  };
}
