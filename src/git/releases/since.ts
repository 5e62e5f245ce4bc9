import { isHashPrefix } from "../../domain/hash.ts";
import type { Backport, FollowUp } from "../../records/schema/facts.ts";
import { type History, shaAt } from "../history/history.ts";
import { type DescribedCommit, describeCommits } from "../messages/describe-commits.ts";
import type { SearchMessages } from "../messages/scan-messages.ts";
import type { OpenRepository } from "./open-repository.ts";

/** What is known of one hash. The keys up to `error` are a contract with those who read the JSON. */
export interface SinceAnswer {
  input: string;
  sha: string | null;
  subject: string | null;
  /** "v2.6.24"; null: unreleased as of the clone's newest tag. */
  release: string | null;
  /** "v2.6.24-rc1"; null: in no candidate before its release. */
  candidate: string | null;
  /** Hash of the merge; null: on the mainline's first-parent chain itself, or not in the mainline. */
  mainline: string | null;
  /** Null: not looked for. */
  followUps: FollowUp[] | null;
  backports: Backport[] | null;
  error: "malformed" | "unknown" | "ambiguous" | null;
  /** Whole hashes that begin with an ambiguous input. */
  candidates?: string[];
  /** Whether the mainline ref or a mainline tag contains it. */
  inMainline?: boolean;
}

/**
 * Answers for hashes and prefixes, in the order of the input; an input given twice is answered twice.
 * @param search how to look for follow-ups and backports in the messages; null to leave them out
 */
export async function since(
  repository: OpenRepository,
  inputs: readonly string[],
  search: SearchMessages | null,
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
  const { sha, subject, release, candidate, mainline, isMainline, aftermath } = commit;
  return {
    input,
    sha,
    subject,
    release,
    candidate,
    mainline,
    followUps: aftermath?.followUps ?? null,
    backports: aftermath?.backports ?? null,
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

/** A hash as people write it, in lower case and checked before git sees it; null for anything but 7 to 40 hex digits. */
export function checkedHash(input: string): string | null {
  const hash = input.length <= 40 ? input.toLowerCase() : "";
  return isHashPrefix(hash) ? hash : null;
}

/** Finds the commit that a hash or a prefix names. Names of branches and tags are not tried. */
export function resolveHash(input: string, history: History): Resolved {
  const hash = checkedHash(input);
  if (hash === null) return { error: "malformed" };
  const commits = history.index.findPrefix(hash);
  const [commit] = commits;
  if (commit === undefined) return { error: "unknown" };
  if (commits.length === 1) return { commit, error: null };
  return { error: "ambiguous", candidates: commits.map((each) => shaAt(history, each)) };
}
