import { type Aftermath, findAftermath } from "./follow-ups.ts";
import { hexLines } from "./hex-lines.ts";
import { parentsOf, shaAt } from "./history.ts";
import type { OpenRepository } from "./open-repository.ts";
import { type ParsedCommit, parseCommit } from "./parse-commit.ts";
import { readCommits } from "./read-commits.ts";

/** What a clone proves about one commit. */
export interface DescribedCommit extends ParsedCommit {
  sha: string;
  parents: string[];
  release: string | null;
  candidate: string | null;
  mainline: string | null;
  isMainline: boolean;
  /** Null when messages were not asked. */
  aftermath: Aftermath | null;
}

/**
 * Describes commits, whatever their number with the same number of git processes.
 * @param commits positions, each once
 * @param mentions entries of a MentionList, for follow-ups and backports; null to leave them out
 * @returns by position; a commit that the commit-graph knows but the clone no longer has is left out
 */
export async function describeCommits(
  { clone, history, containment }: OpenRepository,
  commits: readonly number[],
  mentions: Uint8Array | null,
): Promise<Map<number, DescribedCommit>> {
  const described = new Map<number, DescribedCommit>();
  if (commits.length === 0) return described;
  await readCommits(clone.gitDirectory, hexLines(history.oids, commits), (place, buffer, from, to) => {
    const commit = commits[place] as number;
    described.set(commit, {
      ...parseCommit(buffer, from, to),
      sha: shaAt(history, commit),
      parents: parentsOf(history, commit).map((parent) => shaAt(history, parent)),
      ...containment.releaseOf(commit),
      mainline: containment.mergeOf(commit),
      isMainline: containment.isMainline(commit),
      aftermath: null,
    });
  });
  if (mentions === null) return described;
  const targets = [...described].map(([commit, { sha, subject }]) => ({ commit, sha, subject }));
  const found = await findAftermath(clone.gitDirectory, history, containment, targets, mentions);
  for (const [commit, each] of described) each.aftermath = found.get(commit) ?? null;
  return described;
}
