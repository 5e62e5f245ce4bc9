import { hashesOfLine, type LineOfHashes } from "../../domain/reference.ts";
import { compareReleases } from "../../domain/release.ts";
import { type History, shaAt } from "../history/history.ts";
import type { Backport, FollowUp, LaterFollowUp } from "../messages/citations.ts";
import { type DescribedCommit, describeCommits, type Upstream } from "../messages/describe-commits.ts";
import type { MessageSearch } from "../messages/scan-messages.ts";
import type { OpenRepository } from "./open-repository.ts";
import type { Ref } from "./refs.ts";
import type { TagProblem } from "./tag-order.ts";

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
  /** `empty`: a blank line; `malformed`: a line without a hash. */
  error: "empty" | "malformed" | "unknown" | "ambiguous" | null;
  /** Whole hashes that begin with the ambiguous input. */
  candidates?: string[];
  /** Whether the mainline ref or a mainline tag contains it; absent when there is no such commit. */
  inMainline?: boolean;
  /** The series and first stable release of a commit outside the mainline; null: in none; absent like `inMainline`. */
  stable?: { branch: string; release: string } | null;
  /** The mainline commit that a commit outside the mainline says it copies; null: none; absent like `inMainline`. */
  upstream?: (Upstream & Pick<SinceAnswer, "since">) | null;
  /** The tag whose object the hash is, "v2.6.12"; `sha` is the commit it points at. Absent for a commit's own hash. */
  tag?: string;
  /** Releases that may have it first too: their tags are missing or false; absent when there are none. */
  mayBe?: string[];
  /** Why release tags of the clone are not used, at most 20; absent when all are. */
  tagProblems?: Pick<TagProblem, "tag" | "reason">[];
  /**
   * Where the ancestry was read from, and whether all of it was compared with the commit objects; absent like
   * `inMainline`.
   */
  ancestry?: Ancestry;
  /** The digits that were read from the input, where it is more than them. */
  hash?: string;
  /** Other hashes that the input names; nothing is said of them. */
  alsoNamed?: string[];
  /**
   * Fixes and reverts of the follow-ups, of those in turn, and so on to the end; null: not searched for; absent when
   * there is no such commit.
   */
  laterFollowUps?: LaterFollowUp[] | null;
  /** What the content says of the release, its facts and claims, where no clone does. */
  since?: { inWords: string };
  /** The clone lacks the commit, so that all above is the content's; absent where there was no clone, or it has it. */
  inClone?: false;
}

export interface Ancestry {
  from: "commit-graph" | "objects";
  verified: boolean;
}

/**
 * Answers for hashes, and for lines that name one.
 * @param inputs each is about one commit, see `hashesOfLine`; a line without a hash is answered with an error, never
 * passed to git
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
  const lines = inputs.map(hashesOfLine);
  // A hash has at least 7 digits.
  const tags = Map.groupBy(repository.refs, ({ tagObject = "" }) => tagObject.slice(0, 7));
  const resolved = inputs.map((input, at) => resolve(input, lines[at] ?? null, repository.history, tags));
  const commits = new Set(resolved.flatMap((each) => (each.error === null ? [each.commit] : [])));
  const described = await describeCommits(repository, [...commits], search);
  const ancestry = ancestryOf(repository);
  const tagProblems = repository.tagProblems.slice(0, 20).map(({ tag, reason }) => ({ tag, reason }));
  const doubt = tagProblems.length === 0 ? () => ({}) : doubtOf(repository);
  return inputs.map((input, at) => {
    const answered = answer(input, resolved[at] as Resolved, described, ancestry);
    const problems = tagProblems.length === 0 ? {} : { tagProblems };
    return { ...answered, ...doubt(answered), ...problems, ...readFrom(input, lines[at] ?? null) };
  });
}

/** Releases between the one that has a commit first and the one before it, if it is open what is in them. */
function doubtOf({ tags, tagProblems }: OpenRepository): (answer: SinceAnswer) => { mayBe?: string[] } {
  const releases = tags.filter(({ kind }) => kind === "release").map(({ name }) => name);
  const open = tagProblems.filter(({ isDoubtful, kind }) => isDoubtful && kind === "release");
  return ({ sha, release }) => {
    if (sha === null) return {};
    const before = release === null ? releases.at(-1) : releases[releases.indexOf(release) - 1];
    const mayBe = open
      .map(({ tag }) => tag)
      .filter((tag) => before === undefined || compareReleases(before, tag) < 0)
      .filter((tag) => release === null || compareReleases(tag, release) < 0);
    return mayBe.length === 0 ? {} : { mayBe };
  };
}

function ancestryOf({ history, verify }: OpenRepository): Ancestry {
  return { from: history.origin === "rev-list" ? "objects" : "commit-graph", verified: verify };
}

function answer(
  input: string,
  resolved: Resolved,
  described: Map<number, DescribedCommit>,
  ancestry: Ancestry,
): SinceAnswer {
  const tag = "tag" in resolved && resolved.tag !== undefined ? { tag: resolved.tag } : {};
  if (resolved.error !== null) {
    const { error } = resolved;
    return {
      ...nothing(input),
      error,
      ...tag,
      ...("candidates" in resolved ? { candidates: resolved.candidates } : {}),
    };
  }
  const commit = described.get(resolved.commit);
  if (!commit) return { ...nothing(input), error: "unknown" };
  const { sha, subject, release, candidate, mainline, isMainline, stable, upstream, citations } = commit;
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
    stable,
    upstream,
    laterFollowUps: citations?.laterFollowUps ?? null,
    ancestry,
    ...tag,
  };
}

/** What was read from an input that is more than a hash. */
function readFrom(input: string, line: LineOfHashes | null): Pick<SinceAnswer, "hash" | "alsoNamed"> {
  if (!line || input.length === line.hash.length) return {};
  const alsoNamed = line.others.map(({ hash }) => hash);
  return { hash: line.hash.hash, ...(alsoNamed.length > 0 ? { alsoNamed } : {}) };
}

/** The answer for a blank line. */
export function emptyAnswer(input: string): SinceAnswer {
  return { ...nothing(input), error: "empty" };
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

type Resolved =
  | { commit: number; error: null; tag?: string }
  | { error: "empty" | "malformed" | "unknown"; tag?: string }
  | { error: "ambiguous"; candidates: string[] };

/**
 * Finds the commit of a hash or a prefix, which may be that of a tag object. Names of branches and tags are not
 * accepted.
 */
function resolve(
  input: string,
  line: LineOfHashes | null,
  history: History,
  tags: ReadonlyMap<string, readonly Ref[]>,
): Resolved {
  if (line === null) return { error: /[^\s\ufeff]/.test(input) ? "malformed" : "empty" };
  const commits = history.index.findPrefix(line.hash.hash);
  const [commit] = commits;
  if (commits.length > 1)
    return { error: "ambiguous", candidates: commits.map((each) => shaAt(history, each)) };
  if (commit !== undefined) return { commit, error: null };
  const { hash } = line.hash;
  const tagged = (tags.get(hash.slice(0, 7)) ?? []).filter(({ tagObject }) => tagObject?.startsWith(hash));
  const [ref] = tagged;
  if (ref === undefined) return { error: "unknown" };
  const objects = new Set(tagged.flatMap(({ tagObject }) => tagObject ?? []));
  if (objects.size > 1) return { error: "ambiguous", candidates: [...objects] };
  const target = history.index.find(ref.oid);
  const tag = ref.name.replace(/^refs\/tags\//, "");
  return target < 0 ? { error: "unknown", tag } : { commit: target, error: null, tag };
}
