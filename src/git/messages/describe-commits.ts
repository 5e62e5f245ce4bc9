import { shaAt } from "../history/history.ts";
import type { OpenRepository } from "../releases/open-repository.ts";
import { type Citations, type CitingCommit, findCitations, parseCitingCommit } from "./citations.ts";
import { addLaterFollowUps } from "./later-follow-ups.ts";
import { parseSubject } from "./parse-commit.ts";
import { referencesIn } from "./references.ts";
import { type MessageSearch, scanMessages } from "./scan-messages.ts";

/** The mainline commit that a commit on another branch says it copies. */
export interface Upstream {
  /** Whole; the digits of the message where the clone has no such commit. */
  sha: string;
  /** Whether the clone's mainline contains it. */
  inMainline: boolean;
  /** First mainline release that contains it; null: unreleased, or not in the mainline. */
  release: string | null;
  candidate: string | null;
}

/** What a clone proves about one commit. */
export interface DescribedCommit {
  /** Position in the history. */
  commit: number;
  /** 40 hex digits. */
  sha: string;
  subject: string;
  /** The commit object, for `parseCommit`. */
  object: Buffer;
  /** First release that contains it: "v2.6.24"; null: unreleased. */
  release: string | null;
  /** First candidate that contains it, if it was in one before the release: "v2.6.24-rc1". */
  candidate: string | null;
  /** Hash of the merge that brought it into the mainline; null: on the first-parent chain, or not in the mainline. */
  mainline: string | null;
  isMainline: boolean;
  /** Series and first stable release of a commit outside the mainline: { branch: "2.6.32", release: "v2.6.32.4" }. */
  stable: { branch: string; release: string } | null;
  /** Null: in the mainline itself, or its message names none. */
  upstream: Upstream | null;
  /** Null when messages were not searched. */
  citations: Citations | null;
}

/**
 * Describes commits. The number of git processes does not depend on the number of commits, only on how
 * long chains of follow-ups are.
 * @param commits positions, each once
 * @param search how to search the messages for follow-ups and backports; null to leave them out
 * @returns by position; commits that are in the commit-graph but no longer in the clone are left out
 * @throws GitError when git fails
 * @example
 * const commit = repository.history.index.find("1da177e4c3f41524e886b7f1b8a0c1fc7321cac2");
 * (await describeCommits(repository, [commit], null)).get(commit)?.release // "v2.6.12"
 */
export async function describeCommits(
  repository: OpenRepository,
  commits: readonly number[],
  search: MessageSearch | null,
): Promise<Map<number, DescribedCommit>> {
  const described = new Map<number, DescribedCommit>();
  if (commits.length === 0) return described;
  const { history, containment } = repository;
  const { objects, citing, citations } = await scanMessages(repository, commits, search);
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
      stable: containment.stableReleaseOf(commit),
      upstream: upstreamOf(commit, object, repository),
      citations: null,
    });
  }
  if (search === null) return described;
  const parsed = parseCitingCommits(objects, citing);
  const found = findCitations(history, containment, [...described.values()], parsed);
  await addLaterFollowUps(repository, found, citations);
  for (const each of described.values()) each.citations = found.get(each.commit) ?? null;
  return described;
}

/** Of several copied commits the first in the mainline counts. */
function upstreamOf(
  commit: number,
  object: Buffer,
  { history, containment }: OpenRepository,
): Upstream | null {
  if (containment.isMainline(commit)) return null;
  const copied = referencesIn(object).filter(({ kind }) => kind === "copy");
  const upstreams = copied.map(({ prefix }): Upstream => {
    const [found, ...others] = history.index.findPrefix(prefix);
    if (found === undefined || others.length > 0)
      return { sha: prefix, inMainline: false, release: null, candidate: null };
    const sha = shaAt(history, found);
    return { sha, inMainline: containment.isMainline(found), ...containment.releaseOf(found) };
  });
  return upstreams.find(({ inMainline }) => inMainline) ?? upstreams[0] ?? null;
}

function parseCitingCommits(
  objects: ReadonlyMap<number, Buffer>,
  citing: ReadonlySet<number>,
): CitingCommit[] {
  return [...objects]
    .filter(([commit]) => citing.has(commit))
    .map(([commit, object]) => parseCitingCommit(commit, object));
}
