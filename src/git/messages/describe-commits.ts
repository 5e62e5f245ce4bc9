import { shaAt } from "../history/history.ts";
import type { OpenRepository } from "../releases/open-repository.ts";
import { type Aftermath, type Citing, findAftermath, parseCiting } from "./citations.ts";
import { parseSubject } from "./parse-commit.ts";
import { readWithCiting, type SearchMessages } from "./scan-messages.ts";

/** What a clone proves about one commit. */
export interface DescribedCommit {
  /** Position. */
  commit: number;
  sha: string;
  subject: string;
  /** As it stands in the clone, for `parseCommit`. */
  object: Buffer;
  release: string | null;
  candidate: string | null;
  mainline: string | null;
  isMainline: boolean;
  /** Null when messages were not asked. */
  aftermath: Aftermath | null;
}

/**
 * Describes commits; how many git processes that takes does not depend on their number.
 * @param commits positions, each once
 * @param search how to look for follow-ups and backports in the messages; null to leave them out
 * @returns by position; a commit that the commit-graph knows but the clone no longer has is left out
 */
export async function describeCommits(
  repository: OpenRepository,
  commits: readonly number[],
  search: SearchMessages | null,
): Promise<Map<number, DescribedCommit>> {
  const described = new Map<number, DescribedCommit>();
  if (commits.length === 0) return described;
  const { history, containment } = repository;
  const { objects, citing } = await readWithCiting(repository, commits, search);
  for (const commit of commits) {
    const object = objects.get(commit);
    if (!object) continue;
    described.set(commit, {
      commit,
      sha: shaAt(history, commit),
      subject: parseSubject(object),
      object,
      ...containment.releaseOf(commit),
      mainline: containment.mergeOf(commit),
      isMainline: containment.isMainline(commit),
      aftermath: null,
    });
  }
  if (search === null) return described;
  const found = findAftermath(history, containment, [...described.values()], citingIn(objects, citing));
  for (const each of described.values()) each.aftermath = found.get(each.commit) ?? null;
  return described;
}

function citingIn(objects: ReadonlyMap<number, Buffer>, citing: ReadonlySet<number>): Citing[] {
  return [...objects]
    .filter(([commit]) => citing.has(commit))
    .map(([commit, object]) => parseCiting(commit, object));
}
