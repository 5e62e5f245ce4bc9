import { shaAt } from "../history/history.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { OpenRepository } from "../releases/open-repository.ts";
import { falseAncestry, hasParents, refuseForged } from "./check-object.ts";
import { citesOneOf, findCitingCommits } from "./citation-list.ts";
import {
  type Citations,
  type FollowUp,
  findCitations,
  type LaterFollowUp,
  parseCitingCommit,
} from "./citations.ts";
import { commitLines, readCommits } from "./read-commits.ts";

/** The fixes and reverts of commits, by hash. */
type Edges = ReadonlyMap<string, readonly FollowUp[]>;

/** No real history comes near these; without them a forged one could keep us busy for hours. */
const LONGEST_CHAIN = 1000;
const MOST = 1_000_000;

/**
 * Follows the follow-ups of commits to the end: fixes and reverts of them, of those in turn, and so on. Takes one git
 * process for each step, however many commits there are.
 * @param citations what is known of the commits: `laterFollowUps` is filled in
 * @param list entries of the clone's whole citation list
 * @throws GitError when git fails
 * @throws CloneRefused when a chain is longer than any of a real history
 */
export async function addLaterFollowUps(
  repository: OpenRepository,
  citations: ReadonlyMap<number, Citations>,
  list: Uint8Array,
): Promise<void> {
  const edges = new Map<string, FollowUp[]>();
  let next = [...citations.values()].flatMap(({ followUps }) => followUps);
  for (let step = 0; next.length > 0; step += 1) {
    if (step === LONGEST_CHAIN) throw tooMany(repository, `a chain of more than ${LONGEST_CHAIN} follow-ups`);
    const targets = new Map(next.filter(({ sha }) => !edges.has(sha)).map((each) => [each.sha, each]));
    const found = await fixesAndReverts(repository, [...targets.values()], list);
    for (const sha of targets.keys()) edges.set(sha, found.get(sha) ?? []);
    next = [...found.values()].flat();
  }
  let count = 0;
  for (const [commit, each] of citations) {
    each.laterFollowUps = followChains(each.followUps, shaAt(repository.history, commit), edges);
    count += each.laterFollowUps.length;
    if (count > MOST) throw tooMany(repository, `more than ${MOST} follow-ups of follow-ups`);
  }
}

function tooMany({ clone }: OpenRepository, what: string): CloneRefused {
  return new CloneRefused(
    `${clone.name} has ${what}, unlike any real history. Fetch it again from where you trust, or leave out follow-ups: since --no-follow-ups`,
  );
}

async function fixesAndReverts(
  repository: OpenRepository,
  of: readonly FollowUp[],
  list: Uint8Array,
): Promise<Map<string, FollowUp[]>> {
  const { history, containment } = repository;
  const targets = of.map((each) => ({ ...each, commit: history.index.find(each.sha) }));
  const matches = citesOneOf(
    history,
    targets.map(({ commit }) => commit),
  );
  const objects = await readObjects(repository, [...findCitingCommits(history, list, matches)]);
  const citing = [...objects].map(([commit, object]) => parseCitingCommit(commit, object));
  const found = findCitations(history, containment, targets, citing);
  return new Map(
    [...found].map(([commit, { followUps }]) => [
      shaAt(history, commit),
      followUps.filter(({ kind }) => kind !== "mention"),
    ]),
  );
}

/**
 * Reads a few commit objects in one git process, in no particular order.
 * @param commits positions
 * @returns by position; commits that the clone no longer has are left out
 * @throws GitError when git fails
 * @throws CloneRefused when an object is forged, or names other parents than the history
 */
async function readObjects(
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

/**
 * Everything that the edges lead to from the first follow-ups, breadth first. Each commit is passed once, so that no
 * circle of ambiguous hashes is followed for ever.
 * @param target hash of the commit that is followed up
 */
export function followChains(first: readonly FollowUp[], target: string, edges: Edges): LaterFollowUp[] {
  const later: LaterFollowUp[] = [];
  const passed = new Set([target]);
  const queue = first.map(({ sha }) => sha);
  for (const of of queue) {
    if (passed.has(of)) continue;
    passed.add(of);
    for (const { sha, subject, kind, release } of edges.get(of) ?? []) {
      if (sha === target) continue;
      later.push({ of, sha, subject, kind: kind === "revert" ? "revert" : "fix", release });
      queue.push(sha);
    }
  }
  return later;
}
