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
  /** Address of the commit itself, at its repository. */
  source: string;
  /** Address of its page here; undefined where the site does not know its own address. */
  page: string | undefined;
}

export interface CitedChange {
  kind: "change";
  slug: string;
  title: string;
  /** Where it stands, in a few words: "first in v4.9, 2016-12-11"; "rejected as of 2026-01-01". */
  standing: string;
  commits: CitedCommit[];
  page: string | undefined;
}

export type Cited = CitedCommit | CitedChange;

/** The commits that a citation names, in the order of the record. */
export function commitsOf(cited: Cited): CitedCommit[] {
  return cited.kind === "commit" ? [cited] : cited.commits;
}
