import { isHashPrefix } from "../../domain/hash.ts";
import { type History, shaAt } from "../history/history.ts";
import type { Backport, FollowUp } from "../messages/citations.ts";
import { type DescribedCommit, describeCommits } from "../messages/describe-commits.ts";
import type { MessageSearch } from "../messages/scan-messages.ts";
import type { OpenRepository } from "./open-repository.ts";

/** The answer for one hash. The keys up to `error` are a contract with programs that read the JSON. */
export interface SinceAnswer {
  input: string;
  sha: string | null;
  subject: string | null;
  /** "v2.6.24"; null: unreleased as of the clone's newest tag. */
  release: string | null;
  /** "v2.6.24-rc1"; null: in no candidate before its release. */
  candidate: string | null;
  /** Hash of the merge that brought it into the mainline; null: on the first-parent chain, or not in the mainline. */
  mainline: string | null;
  /** Null: not searched for. */
  followUps: FollowUp[] | null;
  backports: Backport[] | null;
  error: "malformed" | "unknown" | "ambiguous" | null;
  /** Whole hashes that begin with the ambiguous input. */
  candidates?: string[];
  /** Whether the mainline ref or a mainline tag contains it; absent when there is no such commit. */
  inMainline?: boolean;
}

/**
 * Answers for hashes and prefixes.
 * @param inputs 7 to 40 hex digits each; anything else is answered with an error, never passed to git
 * @param search how to search the messages for follow-ups and backports; null to leave them out
 * @returns one answer per input, in the same order
 * @throws GitError when git fails
 * @example
 * const [answer] = await since(repository, ["8db6c34f1dbc"], null);
 * answer?.release // "v4.14"
 */
export async function since(
  repository: OpenRepository,
  inputs: readonly string[],
  search: MessageSearch | null,
): Promise<SinceAnswer[]> {
  const resolved = inputs.map((input) => resolveHash(input, repository.history));
  const commits = new Set(resolved.flatMap((each) => (each.error === null ? [each.commit] : [])));
  const described = await describeCommits(repository, [...commits], search);
  return inputs.map((input, at) => answer(input, resolved[at] as Resolved, described));
}

function answer(input: string, resolved: Resolved, described: Map<number, DescribedCommit>): SinceAnswer {
  if (resolved.error !== null) {
    const { error } = resolved;
    return {
      ...nothing(input),
      error,
      ...("candidates" in resolved ? { candidates: resolved.candidates } : {}),
    };
  }
  const commit = described.get(resolved.commit);
  if (!commit) return { ...nothing(input), error: "unknown" };
  const { sha, subject, release, candidate, mainline, isMainline, citations } = commit;
  return {
    input,
    sha,
    subject,
    release,
    candidate,
    mainline,
    followUps: citations?.followUps ?? null,
    backports: citations?.backports ?? null,
    error: null,
    inMainline: isMainline,
  };
}

function nothing(input: string): Omit<SinceAnswer, "error"> {
  return {
    input,
    sha: null,
    subject: null,
    release: null,
    candidate: null,
    mainline: null,
    followUps: null,
    backports: null,
  };
}

export type Resolved =
  | { commit: number; error: null }
  | { error: "malformed" | "unknown" }
  | { error: "ambiguous"; candidates: string[] };

/**
 * Checks a hash as people write it.
 * @returns 7 to 40 hex digits in lower case; null when the input is not a hash
 * @example parseHash("8DB6C34F1DBC") // "8db6c34f1dbc"
 */
export function parseHash(input: string): string | null {
  const hash = input.length <= 40 ? input.toLowerCase() : "";
  return isHashPrefix(hash) ? hash : null;
}

/** Finds the commit for a hash or a prefix. Names of branches and tags are not accepted. */
export function resolveHash(input: string, history: History): Resolved {
  const hash = parseHash(input);
  if (hash === null) return { error: "malformed" };
  const commits = history.index.findPrefix(hash);
  const [commit] = commits;
  if (commit === undefined) return { error: "unknown" };
  if (commits.length === 1) return { commit, error: null };
  return { error: "ambiguous", candidates: commits.map((each) => shaAt(history, each)) };
}
