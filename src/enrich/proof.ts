import { shortHash } from "../domain/hash.ts";
import { type History, parentsOf, shaAt } from "../git/history/history.ts";
import { labelReachable, UNLABELLED } from "../git/history/reachability.ts";
import type { Citations } from "../git/messages/citations.ts";
import type { DescribedCommit } from "../git/messages/describe-commits.ts";
import { describeCommits } from "../git/messages/describe-commits.ts";
import { parseCommit } from "../git/messages/parse-commit.ts";
import type { MessageSearch } from "../git/messages/scan-messages.ts";
import type { OpenRepository } from "../git/releases/open-repository.ts";
import type { CloneEntry, CommitFacts } from "../records/schema/facts.ts";

/** What one clone proves. */
export interface Proof {
  /** Identifies the clone in the facts: its newest tag and its head. */
  key: string;
  clone: CloneEntry;
  /** Where the ancestry was read from, see `History.origin`. */
  ancestry: string;
  commits: Map<string, CommitFacts>;
}

/**
 * Asks a clone about commits; those it does not have are left out.
 * @param search how to look for follow-ups and backports in the messages
 */
export async function prove(
  repository: OpenRepository,
  shas: Iterable<string>,
  search: MessageSearch,
): Promise<Proof> {
  const { history } = repository;
  const places = [...shas].map((sha) => history.index.find(sha)).filter((commit) => commit >= 0);
  const described = await describeCommits(repository, places, search);
  const clone = cloneEntry(repository);
  const key = `${clone.newestTag ?? "untagged"}-${shortHash(clone.head)}`;
  const facts = [...described.values()].map((commit) => factsOf(commit, history, clone, key));
  return { key, clone, ancestry: history.origin, commits: new Map(facts.map((each) => [each.sha, each])) };
}

function cloneEntry({ history, mainline, newestTag, tags, tips }: OpenRepository): CloneEntry {
  const reached = labelReachable(history, tips);
  let commits = 0;
  for (let commit = 0; commit < history.size; commit += 1) if (reached[commit] !== UNLABELLED) commits += 1;
  return {
    head: shaAt(history, history.index.find(mainline.oid)),
    mainlineRef: mainline.name,
    newestTag,
    commits,
    stableTags: tags.filter(({ kind }) => kind === "stable").length,
  };
}

function factsOf(described: DescribedCommit, history: History, clone: CloneEntry, key: string): CommitFacts {
  const { commit, sha, object, release, candidate, mainline, isMainline, citations } = described;
  const { subject, author, committer, trailers } = parseCommit(object);
  const parents = parentsOf(history, commit).map((parent) => shaAt(history, parent));
  // Without tags nothing shows that a commit is unreleased.
  const hasTags = clone.newestTag !== null;
  const { followUps, laterFollowUps, backports } = citations ?? NONE;
  return {
    sha,
    subject,
    author: { name: author.name, date: author.date },
    committer: { name: committer.name, date: committer.date },
    parents,
    merge: parents.length > 1,
    ...(hasTags ? { release, candidate } : {}),
    mainline,
    inMainline: isMainline,
    trailers,
    followUps: hasTags ? followUps : followUps.map(withoutRelease),
    ...(laterFollowUps.length === 0
      ? {}
      : { laterFollowUps: hasTags ? laterFollowUps : laterFollowUps.map(withoutRelease) }),
    backports,
    provedBy: key,
  };
}

const NONE: Citations = { followUps: [], laterFollowUps: [], backports: [] };

function withoutRelease<T extends { release: string | null }>({ release: _, ...followUp }: T) {
  return followUp;
}
