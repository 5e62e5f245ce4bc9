import type { Backport } from "../records/schema/facts.ts";
import type { CommitEntry, Knowledge } from "./knowledge.ts";

/** The stable releases that a clone proved to have a commit's backport. */
export interface Backports {
  /** False where no clone with stable releases has the commits: then nothing is known. */
  isRead: boolean;
  found: Backport[];
}

/**
 * @param commits those of a change, or one
 * @example backportsOf([commit], known) // { isRead: true, found: [{ branch: "4.14", release: "v4.14.12", ... }] }
 */
export function backportsOf(
  commits: readonly CommitEntry[],
  { corpus }: Pick<Knowledge, "corpus">,
): Backports {
  const isRead = commits.some(
    ({ facts, repository }) =>
      facts && (corpus.clones.get(repository)?.[facts.provedBy]?.stableTags ?? 0) > 0,
  );
  return { isRead, found: commits.flatMap(({ facts }) => facts?.backports ?? []) };
}
