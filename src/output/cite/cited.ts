import { citable, citableSubject } from "../../model/citable.ts";
import { nameWithKind } from "../../model/evidence.ts";
import { headline, type ReleaseAnswer, statusInWords } from "../../model/headline.ts";
import type { InterfaceEntry } from "../../model/interface-entries.ts";
import { type InterfaceSince, interfaceBracket } from "../../model/interface-since.ts";
import type { ChangeEntry, CommitEntry, Knowledge } from "../../model/knowledge.ts";
import type { Repository } from "../../records/schema/repository.ts";

/** What a citation may say of a commit: facts and quoted claims. Null where there is neither. */
export interface CitedCommit {
  kind: "commit";
  /** 40 hex digits. */
  sha: string;
  /** Id and title of its repository: "linux", "Linux kernel". */
  repository: { id: string; title: string };
  subject: string | null;
  author: string | null;
  /** The author's day, YYYY-MM-DD. */
  day: string | null;
  /** The sources of what is a claim, each with its kind: "git.zx2c4.com (commit page)". Empty where all are facts. */
  per: string[];
  /** Address of the commit itself, at its repository. */
  source: string;
  /** Address of its page here; undefined where the site does not know its own address. */
  page: string | undefined;
}

export interface CitedChange {
  kind: "change";
  slug: string;
  title: string;
  /** Release or status in a few words: "first in v4.9, 2016-12-11, per git history"; "rejected as of 2026-01-01". */
  standing: string;
  commits: CitedCommit[];
  page: string | undefined;
}

export interface CitedInterface {
  kind: "interface";
  /** As programs write it: "CLONE_NEWTIME", "/proc/<pid>/ns/time". */
  name: string;
  /** The release with its evidence: "since Linux v5.6, 2020-03-29, header facts"; "in v2.6.12 or before, header facts". */
  standing: string;
  /** Its first release, where there is one that nothing of equal weight contradicts: "v5.6". */
  release: string | undefined;
  /** The commit that introduces it, where a record or a claim names it. */
  commits: CitedCommit[];
  page: string | undefined;
}

export type Cited = CitedCommit | CitedChange | CitedInterface;

/** What a citation calls it by: the title of a change, the name of an interface. */
export function titleOf(cited: CitedChange | CitedInterface): string {
  return cited.kind === "change" ? cited.title : cited.name;
}

/** The commits that a citation names, in the order of the record. */
export function commitsOf(cited: Cited): CitedCommit[] {
  return cited.kind === "commit" ? [cited] : cited.commits;
}

/**
 * What a citation says of a change: the release with its evidence, as the page of the change has it.
 * @param page the whole address of its page, where the site knows its own
 * @example citeChange(entry, known, undefined).standing // "first in v4.13, 2017-09-03, per Linux man-pages (manual page)"
 */
export function citeChange(entry: ChangeEntry, known: Knowledge, page: string | undefined): CitedChange {
  const { record } = entry;
  return {
    kind: "change",
    slug: record.slug,
    title: record.title,
    standing: standingOf(entry, known),
    commits: citeCommits(
      record.commits.map(({ sha }) => sha),
      known,
    ),
    page,
  };
}

function citeCommits(shas: string[], known: Knowledge): CitedCommit[] {
  return shas.flatMap((sha) => {
    const commit = known.commit(sha);
    const repository = known.corpus.repositories.find(({ id }) => id === commit?.repository);
    return commit && repository ? [citeCommit(commit, repository, undefined)] : [];
  });
}

/**
 * What a citation says of an interface: its own first release with the evidence, as its page has it.
 * @param page the whole address of its page, where the site knows its own
 * @example citeInterface(entry, known, undefined).standing // "since Linux v5.9, 2020-10-11, header facts"
 */
export function citeInterface(
  { name, since, uses }: InterfaceEntry,
  known: Knowledge,
  page: string | undefined,
): CitedInterface {
  const [only, ...others] = since.releases;
  const named = uses.flatMap(({ listed }) => (listed.role === "introduces" ? (listed.commit ?? []) : []));
  return {
    kind: "interface",
    name,
    standing: [
      standingOfInterface(since),
      ...(since.removed ? [sinceInWords(since.removed, "removed in")] : []),
    ].join("; "),
    release: others.length === 0 ? only?.version : undefined,
    commits: citeCommits([...new Set([...(since.commit ? [since.commit] : []), ...named])], known),
    page,
  };
}

/** "since Linux v5.9, 2020-10-11, header facts": in the headers of that release first, or what else it rests on. */
function standingOfInterface(since: InterfaceSince): string {
  const { origin, releases, sources, isDisputedByHeaders } = since;
  const headers = isDisputedByHeaders ? "headers disagree" : "header facts";
  const bracket = interfaceBracket(since);
  if (origin === "headers" && bracket !== undefined) return `${bracket}, ${headers}`;
  const isOfKernel = releases.every(({ version }) => version.startsWith("v"));
  const fact = origin === "headers" ? headers : "per git history";
  const before = isOfKernel ? "since Linux" : "since";
  if ((origin === "commit" || origin === "change") && sources.length === 0 && releases.length === 1)
    return `${before} ${datedInWords(releases)}, the release of its ${origin}`;
  return sinceInWords(since, before, fact);
}

/** "first in v4.13, 2017-09-03, per Linux man-pages (manual page)": the release with its day and how it is known. */
function standingOf(entry: ChangeEntry, known: Knowledge): string {
  const { status, showsStatus, removes, verb, first } = headline(entry, known);
  const before = removes ? verb : "first in";
  return [
    ...(showsStatus ? [statusInWords(status)] : []),
    ...(first ? [sinceInWords(first, before)] : []),
  ].join(", ");
}

/** @param fact what a fact rests on, in words */
function sinceInWords(
  { releases, evidence, sources, unreleasedAsOf }: ReleaseAnswer,
  before: string,
  fact = "per git history",
): string {
  if (releases.length === 0)
    return unreleasedAsOf === undefined ? "release unknown" : `in no release up to ${unreleasedAsOf}`;
  const names = [...new Set(sources.map(nameWithKind))];
  const others = names.length > 1 ? ` and ${names.length - 1} more` : "";
  const known = {
    fact: `, ${fact}`,
    quoted: `, per ${names[0]}${others}`,
    derived: `, derived from ${names[0]}${others}`,
    disputed: `; sources disagree: ${names.join(", ")}`,
    unknown: "",
  }[evidence];
  return `${before} ${datedInWords(releases)}${known}`;
}

function datedInWords(releases: ReleaseAnswer["releases"]): string {
  return releases.map(({ version, day }) => `${version}, ${day ?? "date unknown"}`).join(", or ");
}

/**
 * What a citation says of a commit: facts, and what a source quotes and nothing contradicts.
 * @param page the whole address of its page, where the site knows its own
 * @example citeCommit(commit, repository, undefined).day // "2017-05-08", the author's
 */
export function citeCommit(
  commit: CommitEntry,
  repository: Pick<Repository, "title" | "commitUrl">,
  page: string | undefined,
): CitedCommit {
  const { sha } = commit;
  const subject = citableSubject(commit);
  const author = citable(commit, "author");
  const date = citable(commit, "authorDate");
  return {
    kind: "commit",
    sha,
    repository: { id: commit.repository, title: repository.title },
    subject: subject?.value ?? null,
    author: author?.value ?? null,
    day: /^\d{4}-\d\d-\d\d/.exec(date?.value ?? "")?.[0] ?? null,
    per: [...new Set([subject, author, date].flatMap((field) => field?.per ?? []))],
    source: repository.commitUrl.replace("{sha}", sha),
    page,
  };
}

/** An address with every character that a markup language could interpret percent-encoded. */
export function plainAddress(address: string): string {
  return new URL(address).href.replace(/[()[\]{}<>"'`\\^|*+]|_$/g, encoded);
}

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
