/** Turns every record, commit and release into an entry of the search, one kind after the other: over 250 lines. */

import type { Nodes } from "mdast";
import { shortHash } from "../../domain/hash.ts";
import { interfacePath } from "../../domain/interface-path.ts";
import { distinct, visibleText } from "../../domain/text.ts";
import { hasDisputed } from "../../model/disputes.ts";
import { nameOf } from "../../model/evidence.ts";
import { evidenceInWords, headline, type ReleaseAnswer, releaseAnswer } from "../../model/headline.ts";
import { interfaceEntries } from "../../model/interface-entries.ts";
import { type InterfaceSince, interfaceBracket, interfaceEvidence } from "../../model/interface-since.ts";
import {
  bestKnown,
  type ChangeEntry,
  type CommitEntry,
  type Knowledge,
  subjectOf,
} from "../../model/knowledge.ts";
import type { Corpus, DocumentRecord, TopicRecord } from "../../records/corpus.ts";
import { parseBody } from "../../records/read/parse-body.ts";
import { plainRow } from "../query/words.ts";
import type { Entry, Indexed, ReleaseSummary } from "./entry.ts";

/**
 * Every page that search can find.
 * @returns changes, topics, documents and releases, which the browser loads first, then commits. Releases are in
 * version order: `since:` ranges rely on it. An entry's position is its id in the index.
 * @example
 * entriesOf(knowledgeOf(corpus))[0]?.entry.path; // "/changes/pidfd-namespace-ioctls/"
 */
export function entriesOf(known: Knowledge): Indexed[] {
  const { changes, commits, corpus } = known;
  return [
    ...changes.map((entry) => changeEntry(entry, known)),
    ...corpus.topics.filter(({ draft }) => !draft).map((topic) => topicEntry(topic, known)),
    ...corpus.documents.filter(({ draft }) => !draft).map((document) => documentEntry(document, known)),
    ...corpus.releases.map((release) => releaseEntry(release)),
    ...commits.map((commit) => commitEntry(commit, known)),
  ];
}

/**
 * A release answer as entries and leads carry it.
 * @param answer undefined for a change without a release of its own
 * @example summaryOf(headline(change, known).first); // { releases: [["v4.9", "2016-12-11"]], evidence: ["fact", "fact"] }
 */
export function summaryOf(answer: ReleaseAnswer | undefined): ReleaseSummary {
  if (!answer) return {};
  const { releases, evidence, contradicted, unreleasedAsOf } = answer;
  return omitEmpty<ReleaseSummary>({
    releases: releases.map(({ version, day }) => [version, day]),
    evidence: [evidence, evidenceInWords(answer)],
    contradicted: distinct(contradicted.map(({ version, document }) => `${version} by ${nameOf(document)}`)),
    unreleasedAsOf,
  });
}

/** The text of a Markdown body on one line: text and code, without markup and addresses. */
export function plainBody(markdown: string): string {
  const { tree } = parseBody(markdown);
  return tree === null ? "" : visibleText(textOf(tree));
}

function changeEntry(change: ChangeEntry, known: Knowledge): Indexed {
  const { record, places } = change;
  const { first, complete, showsStatus, removes, status } = headline(change, known);
  const firstTags = tagsIn(first);
  const introduced = record.interfaces
    .filter(({ role, makesUsable }) => role === "introduces" || makesUsable)
    .map(({ name }) => name);
  const listed = distinct([...introduced, ...record.interfaces.map(({ name }) => name)]);
  // "MOUNT_ATTR_IDMAP (f2fs)" adds nothing to a record that lists MOUNT_ATTR_IDMAP too.
  const interfaces = listed.filter(
    (name) => !listed.includes(name.replace(/ \(.*\)$/, "")) || !name.includes(" ("),
  );
  const topics = known.corpus.topics.filter(({ id }) => record.topics.includes(id));
  const topicNames = topics.flatMap(({ id, name, aliases }) => [id, name, ...aliases]);
  const commits = record.commits.flatMap(({ sha }) => known.commit(sha) ?? []);
  const verdicts = [...change.verdicts, ...commits.flatMap((commit) => commit.verdicts)];
  const authors = commits.map((commit) => bestKnown(commit, "author").value);
  const subjects = commits.map((commit) => bestKnown(commit, "subject").value);
  const labels = places.map(({ label }) => label);
  const texts = [record.title, record.summary, ...record.tags, ...interfaces, ...record.manPages, ...labels];
  const cited = [...record.sources, ...record.status.evidence].map(({ document }) => document);
  return {
    entry: omitEmpty<Entry>({
      kind: "change",
      path: `/changes/${record.slug}/`,
      title: record.title,
      summary: record.summary,
      ...summaryOf(first),
      complete: complete && summaryOf(complete),
      alsoReleases: tagsIn(complete).filter((tag) => !firstTags.includes(tag)),
      posted: record.patchsets.flatMap(({ date }) => date ?? []).sort()[0],
      tags: record.tags,
      topics: record.topics,
      status: status.state,
      removes: removes || undefined,
      statusWords: showsStatus ? status.words : undefined,
      people: distinct([
        ...authors.map((name) => (typeof name === "string" ? visibleText(name) : "")),
        ...record.patchsets.map(({ author }) => author),
      ]),
      interfaces,
      introduces: interfaces.filter((name) => introduced.includes(name)).length || undefined,
      documents: distinct([
        ...cited,
        ...places.map(({ document }) => document.slug),
        ...verdicts.map(({ document }) => document.slug),
      ]),
      verified: isProved(first),
      disagreeing: hasDisputed(verdicts) || undefined,
    }),
    names: [record.slug, record.title, ...record.aliases, ...interfaces],
    manPages: record.manPages,
    synonyms: [
      record.slug,
      ...record.aliases,
      ...topicNames,
      ...labels,
      ...synonymsFor(texts.join(" | "), known.corpus.synonyms),
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

function topicEntry(topic: TopicRecord, known: Knowledge): Indexed {
  const { id, name, aliases, flag, procFile } = topic;
  // The first manual page is the one about the topic; the others mention it.
  const names = distinct([id, name, ...aliases, flag, procFile, topic.manPages[0]]);
  return {
    entry: omitEmpty<Entry>({
      kind: "topic",
      path: `/topics/${id}/`,
      title: name,
      summary: topic.summary,
      tags: [id],
      topics: [id],
      aliases,
      interfaces: distinct([flag, procFile]),
      documents: distinct(topic.sources.map(({ document }) => document)),
    }),
    names,
    manPages: topic.manPages,
    synonyms: [...aliases, ...synonymsFor(names.join(" | "), known.corpus.synonyms)],
    body: plainBody(topic.body),
  };
}

function documentEntry(document: DocumentRecord, known: Knowledge): Indexed {
  const { slug, title, authors, venue, date, note = "" } = document;
  const own = known.verdicts.filter((verdict) => verdict.document.slug === slug);
  return {
    entry: omitEmpty<Entry>({
      kind: "document",
      path: `/documents/${slug}/`,
      title,
      summary: [document.kind.replace("-", " "), venue].filter(Boolean).join(", "),
      date,
      people: authors,
      documents: [slug],
      disagreeing: hasDisputed(own) || undefined,
    }),
    names: [slug, title],
    manPages: [],
    synonyms: [slug],
    body: note,
  };
}

/**
 * Every interface that a record lists. They are found by their names alone: as pages of the index, so many short ones
 * would change the rank of all others. Each has its own releases, even if none is known, never those of a change.
 */
export function interfacesOf(known: Knowledge): Entry[] {
  return interfaceEntries(known).map(({ name, kinds, since }) => {
    const { of, words } = interfaceEvidence(since);
    return {
      ...omitEmpty<Entry>({
        ...summaryOf(since),
        kind: "interface",
        path: interfacePath(name),
        title: name,
        summary: kinds.join(", "),
        bracket: bracketBeside(since),
        evidence: [of, words],
      }),
      releases: since.releases.map(({ version, day }) => [version, day]),
    };
  });
}

/** What headers leave open, named as theirs beside a release that something else gives. */
function bracketBeside(since: InterfaceSince): string | undefined {
  const bracket = interfaceBracket(since);
  return bracket !== undefined && since.releases.length > 0 ? `headers: ${bracket}` : bracket;
}

function releaseEntry({ version, date }: Corpus["releases"][number]): Indexed {
  return {
    entry: {
      kind: "release",
      path: `/releases/${version}/`,
      title: `Linux ${version}`,
      releases: [[version, date]],
    },
    names: [version, `Linux ${version}`, `kernel ${version}`],
    manPages: [],
    synonyms: [],
    body: "",
  };
}

function commitEntry(commit: CommitEntry, known: Knowledge): Indexed {
  const subject = visibleText(subjectOf(commit) ?? "");
  const first = releaseAnswer(commit.since, known);
  const changes = commit.changes.map(({ change }) => change);
  const claims = commit.verdicts.map(({ claim }) => claim);
  const features = claims.flatMap((claim) => (claim.field === "feature" ? [claim.value] : []));
  const text = (field: "author" | "candidate") => {
    const { value } = bestKnown(commit, field);
    return typeof value === "string" ? visibleText(value) : undefined;
  };
  return {
    entry: omitEmpty<Entry>({
      kind: "commit",
      path: `/commits/${commit.sha}/`,
      title: subject || (features[0] ?? `commit ${shortHash(commit.sha)}`),
      ...summaryOf(first),
      alsoReleases: distinct([text("candidate")]),
      tags: distinct(changes.flatMap(({ tags }) => tags)),
      topics: distinct(changes.flatMap(({ topics }) => topics)),
      people: distinct([text("author")]),
      interfaces: distinct(claims.flatMap((claim) => (claim.field === "introduces" ? claim.value : []))),
      documents: distinct(commit.verdicts.map(({ document }) => document.slug)),
      verified: isProved(first),
      disagreeing: hasDisputed(commit.verdicts) || undefined,
    }),
    names: distinct([subject]),
    manPages: [],
    synonyms: [],
    body: distinct([...features, ...commit.changes.map(({ note }) => note)]).join("\n"),
  };
}

/** Whether a clone proves the release: true, or undefined, to be omitted. */
function isProved(answer: ReleaseAnswer | undefined): true | undefined {
  return answer?.evidence === "fact" && answer.releases.length > 0 ? true : undefined;
}

function tagsIn(answer: ReleaseAnswer | undefined): string[] {
  return answer?.releases.map(({ version }) => version) ?? [];
}

/** For every synonym group that the text has a member of, the other members. */
function synonymsFor(text: string, groups: readonly (readonly string[])[]): string[] {
  const row = plainRow(text);
  const has = (phrase: string) => row.includes(plainRow(phrase));
  return groups.flatMap((group) => (group.some(has) ? group.filter((phrase) => !has(phrase)) : []));
}

/** Nodes whose children are one run of text; between other nodes a space is needed. */
const INLINE = ["paragraph", "heading", "emphasis", "strong", "delete", "link", "linkReference"];

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  if (!("children" in node)) return "";
  return node.children.map(textOf).join(INLINE.includes(node.type) ? "" : " ");
}

/** Removes undefined, "" and [], which would only make the index larger. */
function omitEmpty<T extends object>(record: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
}
