import { compareReleases } from "../domain/release.ts";
import { safeRelease } from "../model/first-release.ts";
import type { CommitEntry, Knowledge } from "../model/knowledge.ts";
import { href } from "./links.ts";
import type { HashView, LinkView } from "./views.ts";

/** A clone that facts were read from, at which head. */
export interface CloneView {
  head: HashView;
  mainlineRef: string;
  newestTag: string | null;
  /** How many commits it has, with thousands separated. */
  commits: string;
}

/** Which clones prove some commits, and what would prove the rest. */
export interface ProofsView {
  repository: string;
  clones: CloneView[];
  /** The commits that no clone has proved; undefined where there are none. */
  unproved: { which: string; isOne: boolean; latest: string | undefined; how: string } | undefined;
}

/** How to verify a claim. */
const how = href("/about/#verify");

/** What would prove a commit that no clone has. */
export interface NotProvedView {
  repository: LinkView;
  /** The newest release of the clones that were read. */
  newest: string | undefined;
  claimed: string | undefined;
  how: string;
}

export function proofsView(repository: string, commits: CommitEntry[], known: Knowledge): ProofsView {
  const unproved = commits.filter(({ facts }) => !facts);
  return {
    repository,
    clones: clonesProving(commits, repository, known),
    unproved:
      unproved.length === 0
        ? undefined
        : { which: which(unproved, commits), isOne: unproved.length === 1, latest: latestOf(unproved), how },
  };
}

/** The clones that prove what is known of some commits. */
export function clonesProving(
  commits: CommitEntry[],
  repository: string,
  { corpus }: Pick<Knowledge, "corpus">,
): CloneView[] {
  const clones = corpus.clones.get(repository) ?? {};
  const keys = [...new Set(commits.flatMap(({ facts }) => facts?.provedBy ?? []))];
  return keys.flatMap((key) => (clones[key] ? [cloneView(clones[key])] : []));
}

export function notProvedView(commit: CommitEntry, { corpus }: Knowledge): NotProvedView {
  const repository = corpus.repositories.find(({ id }) => id === commit.repository);
  const clones = Object.values(corpus.clones.get(commit.repository) ?? {});
  const tags = clones.flatMap(({ newestTag }) => newestTag ?? []);
  return {
    repository: { href: repository?.url ?? "", title: repository?.title ?? commit.repository },
    newest: tags.sort(compareReleases).at(-1),
    claimed: safeRelease(commit.since),
    how,
  };
}

/** The clones of a repository that were read. */
export function clonesOf(repository: string, { corpus }: Knowledge): CloneView[] {
  return Object.values(corpus.clones.get(repository) ?? {}).map(cloneView);
}

function cloneView(clone: {
  head: string;
  mainlineRef: string;
  newestTag: string | null;
  commits: number;
}): CloneView {
  const { head, mainlineRef, newestTag, commits } = clone;
  return { head: { sha: head, href: "" }, mainlineRef, newestTag, commits: commits.toLocaleString("en") };
}

function latestOf(commits: CommitEntry[]): string | undefined {
  const releases = commits.flatMap(({ since }) => safeRelease(since) ?? []);
  return releases.sort(compareReleases).at(-1);
}

function which(unproved: CommitEntry[], all: CommitEntry[]): string {
  if (unproved.length < all.length) return `${unproved.length} of these commits`;
  return all.length === 1 ? "this commit" : "these commits";
}
