import { compareReleases, releaseOfCandidate, tagKinds } from "../domain/release.ts";
import type { Corpus } from "../records/corpus.ts";
import type { Proof } from "./proof.ts";

/** The commits that the content names. */
export interface WantedCommits {
  /** Commits of changes, by the repository that the change names. */
  byRepository: Map<string, Set<string>>;
  /** Named only in claims, which name no repository: looked up in all of them. */
  anywhere: Set<string>;
}

export function wantedCommits({ changes, documents, repositories }: Corpus): WantedCommits {
  const byRepository = new Map(repositories.map(({ id }) => [id, new Set<string>()]));
  for (const change of changes) {
    for (const { sha } of change.commits) byRepository.get(change.repository)?.add(sha);
  }
  const placed = new Set([...byRepository.values()].flatMap((shas) => [...shas]));
  const claimed = documents
    .flatMap(({ claims }) => claims)
    .flatMap((claim) => [claim.commit, claim.field === "followUp" ? claim.value.sha : undefined]);
  const anywhere = claimed.filter((sha) => sha !== undefined && !placed.has(sha)) as string[];
  return { byRepository, anywhere: new Set(anywhere) };
}

/** A commit that the content names and the clone does not have. */
export interface MissingCommit {
  sha: string;
  /**
   * expected: claims name a release newer than the clone; surprising: one that the clone has; unclear: no claim names
   * a release, or the clone has no tags.
   */
  kind: "expected" | "surprising" | "unclear";
  /** Releases that claims name, in version order. */
  claimed: string[];
}

/**
 * The commits of a repository that the clone does not have and that have no facts from another clone. A commit that only
 * claims name may be of any repository: it counts where the releases they name have the form of this one's tags.
 */
export function missingCommits(corpus: Corpus, repository: string, proof: Proof): MissingCommit[] {
  const { byRepository, anywhere } = wantedCommits(corpus);
  const shapes = corpus.repositories.find(({ id }) => id === repository);
  const isOwnTag = (tag: string) => shapes !== undefined && tagKinds(shapes)(tag) !== null;
  const others = [...anywhere].filter(
    (sha) => proof.clone.newestTag !== null && claimedReleases(corpus, sha).every(isOwnTag),
  );
  return [...(byRepository.get(repository) ?? []), ...others]
    .filter((sha) => !proof.commits.has(sha) && !corpus.facts.has(sha))
    .sort()
    .map((sha) => {
      const claimed = claimedReleases(corpus, sha);
      return { sha, claimed, kind: kindOf(claimed, proof.clone.newestTag) };
    });
}

function claimedReleases({ documents }: Corpus, sha: string): string[] {
  const tags = documents
    .flatMap(({ claims }) => claims)
    .flatMap((claim) => (claim.commit === sha && claim.field === "release" ? [claim.value] : []));
  return [...new Set(tags)].sort(compareReleases);
}

function kindOf(claimed: string[], newestTag: string | null): MissingCommit["kind"] {
  const [earliest] = claimed;
  if (earliest === undefined || newestTag === null) return "unclear";
  return compareReleases(earliest, releaseOfCandidate(newestTag)) > 0 ? "expected" : "surprising";
}
