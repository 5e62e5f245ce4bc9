import { visibleText } from "../../domain/visible-text.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import { said } from "../../model/said.ts";
import { dated, isProved } from "./dated.ts";
import type { Entry, Indexed } from "./entry.ts";
import { distinct, filled } from "./filled.ts";
import { plainBody } from "./plain-body.ts";
import { synonymsIn } from "./synonyms-in.ts";

export function indexedChange(entry: ChangeEntry, known: Knowledge): Indexed {
  const { record, since, places } = entry;
  const interfaces = record.interfaces.map(({ name }) => name);
  const topics = known.corpus.topics.filter(({ id }) => record.topics.includes(id));
  const topicNames = topics.flatMap(({ id, name, aliases }) => [id, name, ...aliases]);
  const commits = record.commits.flatMap(({ sha }) => known.commit(sha) ?? []);
  const verdicts = [...entry.verdicts, ...commits.flatMap((commit) => commit.verdicts)];
  const authors = commits.map((commit) => said(commit, "author").value);
  const subjects = commits.map((commit) => said(commit, "subject").value);
  const labels = places.map(({ label }) => label);
  const told = [record.title, record.summary, ...record.tags, ...interfaces, ...record.manPages, ...labels];
  const cited = [...record.sources, ...record.status.evidence].map(({ document }) => document);
  return {
    entry: filled<Entry>({
      kind: "change",
      path: `/changes/${record.slug}/`,
      title: record.title,
      summary: record.summary,
      releases: dated(since.first.releases, known),
      alsoReleases: since.complete.releases.filter((tag) => !since.first.releases.includes(tag)),
      posted: record.patchsets.flatMap(({ date }) => date ?? []).sort()[0],
      tags: record.tags,
      topics: record.topics,
      status: record.status.state,
      people: distinct([
        ...authors.map((name) => (typeof name === "string" ? visibleText(name) : "")),
        ...record.patchsets.map(({ author }) => author),
      ]),
      interfaces,
      documents: distinct([
        ...cited,
        ...places.map(({ document }) => document.slug),
        ...verdicts.map(({ document }) => document.slug),
      ]),
      verified: isProved(since.first) || undefined,
      disagreeing: verdicts.some(({ state }) => state === "disagrees") || undefined,
    }),
    names: [record.slug, record.title, ...record.aliases, ...interfaces],
    manPages: record.manPages,
    synonyms: [
      record.slug,
      ...record.aliases,
      ...topicNames,
      ...labels,
      ...synonymsIn(told.join(" | "), known.corpus.synonyms),
    ],
    body: [
      plainBody(record.body),
      ...subjects.map((subject) => (typeof subject === "string" ? visibleText(subject) : "")),
      ...record.patchsets.map(({ title }) => title),
      ...record.commits.map(({ note }) => note ?? ""),
      record.status.note ?? "",
    ].join("\n"),
  };
}
