import { findCiting } from "./find-citing.ts";
import { type Aftermath, type Citing, findAftermath, parseCiting } from "./follow-ups.ts";
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
 * Describes commits, whatever their number with one git process.
 * @param commits positions, each once
 * @param mentions entries of a MentionList, for follow-ups and backports; null to leave them out. The list only
 * tells which messages to read: every one that is reported is read here
 * @returns by position; a commit that the commit-graph knows but the clone no longer has is left out
 */
export async function describeCommits(
  { clone, history, containment }: OpenRepository,
  commits: readonly number[],
  mentions: Uint8Array | null,
): Promise<Map<number, DescribedCommit>> {
  const described = new Map<number, DescribedCommit>();
  if (commits.length === 0) return described;
  const citing: Citing[] = [];
  const read = [...commits, ...(mentions === null ? [] : findCiting(history, commits, mentions))];
  await readCommits(clone.gitDirectory, hexLines(history.oids, read), (place, buffer, from, to) => {
    const commit = read[place] as number;
    if (place >= commits.length) {
      citing.push(parseCiting(commit, buffer, from, to));
      return;
    }
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
  const found = findAftermath(history, containment, targets, citing);
  for (const [commit, each] of described) each.aftermath = found.get(commit) ?? null;
  return described;
}
