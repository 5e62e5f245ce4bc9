import { citable, citableSubject } from "../../model/citable.ts";
import { nameWithKind } from "../../model/evidence.ts";
import { headline, type ReleaseAnswer, statusInWords } from "../../model/headline.ts";
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

export type Cited = CitedCommit | CitedChange;

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
    commits: record.commits.flatMap(({ sha }) => {
      const commit = known.commit(sha);
      const repository = known.corpus.repositories.find(({ id }) => id === commit?.repository);
      return commit && repository ? [citeCommit(commit, repository, undefined)] : [];
    }),
    page,
  };
}

/** "first in v4.13, 2017-09-03, per Linux man-pages (manual page)": the release with its day and how it is known. */
function standingOf(entry: ChangeEntry, known: Knowledge): string {
  const { status, showsStatus, first } = headline(entry, known);
  return [...(showsStatus ? [statusInWords(status)] : []), ...(first ? [sinceInWords(first)] : [])].join(
    ", ",
  );
}

function sinceInWords({ releases, evidence, sources, unreleasedAsOf }: ReleaseAnswer): string {
  if (releases.length === 0)
    return unreleasedAsOf === undefined ? "release unknown" : `in no release up to ${unreleasedAsOf}`;
  const dated = releases.map(({ version, day }) => `${version}, ${day ?? "date unknown"}`).join(", or ");
  const names = [...new Set(sources.map(nameWithKind))];
  const others = names.length > 1 ? ` and ${names.length - 1} more` : "";
  const known = {
    fact: ", per git history",
    quoted: `, per ${names[0]}${others}`,
    derived: `, derived from ${names[0]}${others}`,
    disputed: `; sources disagree: ${names.join(", ")}`,
    unknown: "",
  }[evidence];
  return `first in ${dated}${known}`;
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
