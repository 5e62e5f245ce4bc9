import type { OpenRepository } from "../releases/open-repository.ts";
import { falseAncestry, hasParents, refuseForged } from "./check-object.ts";
import { commitLines, readCommits } from "./read-commits.ts";

/**
 * Reads a few commit objects in one git process, in no particular order.
 * @param commits positions
 * @returns by position; commits that the clone no longer has are left out
 * @throws GitError when git fails
 * @throws CloneRefused when an object is forged, or names other parents than the history
 */
export async function readObjects(
  { clone, history }: OpenRepository,
  commits: readonly number[],
): Promise<Map<number, Buffer>> {
  const objects = new Map<number, Buffer>();
  if (commits.length === 0) return objects;
  await readCommits(clone.gitDirectory, commitLines(history.oids, commits), 1, (place, buffer, from, to) => {
    const commit = commits[place] as number;
    if (!hasParents(history, commit, buffer, from)) throw falseAncestry(clone, history, commit);
    refuseForged(clone, history, commit, buffer.subarray(from, to));
    objects.set(commit, Buffer.from(buffer.subarray(from, to)));
  });
  return objects;
}
