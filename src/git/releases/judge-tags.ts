import { compareReleases, releaseOfCandidate } from "../../domain/release.ts";
import { type History, parentsOf } from "../history/history.ts";
import { dateCheck, type KnownReleases } from "./known-dates.ts";
import type { Ref, ReleaseTag } from "./refs.ts";
import { type PlacedTag, releaseOrder, stableOrder, type TagProblem } from "./tag-order.ts";

export interface JudgedTags {
  /** The tags that are believed, in version order. */
  tags: ReleaseTag[];
  /** The other tags, and releases whose tag is missing, in version order. */
  problems: TagProblem[];
  /** For each commit the index of the first believed release or candidate that contains it, see `labelReachable`. */
  firstTag: Int32Array;
}

/** What is read of a tagged commit. */
export interface TaggedCommit {
  /** Day of the commit in UTC, YYYY-MM-DD. */
  day: string;
  subject: string;
}

/** What tags are compared with. */
export interface TagEvidence {
  /** Tagged commits by hash, as far as they can be read. */
  commits: ReadonlyMap<string, TaggedCommit>;
  /** Null for a repository without a list of releases: ancestry alone decides, and releases may lie on branches. */
  known: KnownReleases | null;
  /** What precedes the version in the subject of a release commit; empty where nothing is declared. */
  releaseSubjects: readonly string[];
  /** Refs that may be the mainline, the usual one first. */
  mainlineRefs: readonly Ref[];
}

/**
 * Decides which release tags of a clone to believe: anybody can create a tag, and one false tag changes the release of
 * every commit below it. A tag is believed when its release is known, or newer than all known ones, its commit is
 * dated like the release and has the subject of one, and its place by ancestry fits its version.
 * @param tags in version order
 * @example judgeTags(history, releaseTags(refs, shapes), evidence).problems // [{ tag: "v4.0", reason: "...", ... }]
 */
export function judgeTags(
  history: History,
  tags: readonly ReleaseTag[],
  { commits, known, releaseSubjects, mainlineRefs }: TagEvidence,
): JudgedTags {
  const problems: TagProblem[] = [];
  const check = known === null ? () => ({ isConfirmed: false }) : dateCheck(known);
  const placed = tags.flatMap((tag): PlacedTag[] => {
    const commit = history.index.find(tag.oid);
    // A tag of a tree, such as the kernel's v2.6.11, contains nothing.
    if (commit < 0) return [];
    const dated = tag.isSymbolic
      ? { reason: "it is a symbolic ref, which moves with another one" }
      : check(tag, commits.get(tag.oid)?.day);
    const leaveOut = (reason: string, isDoubtful: boolean) => {
      problems.push({ tag: tag.name, kind: tag.kind, reason, isDoubtful });
      return [];
    };
    if ("reason" in dated) return leaveOut(dated.reason, false);
    const subject = commits.get(tag.oid)?.subject;
    if (subject !== undefined && !isReleaseSubject(subject, tag, releaseSubjects))
      return leaveOut(`its commit is ${JSON.stringify(subject)}, not that of a release`, true);
    return [{ ...tag, commit, ...dated }];
  });
  if (known !== null) problems.push(...besideMainline(history, placed, mainlineRefs));
  const mainline = without(placed, problems).filter(({ kind }) => kind !== "stable");
  const ordered = releaseOrder(history, mainline, known !== null);
  problems.push(...ordered.problems);
  const kept = without(mainline, ordered.problems);
  const stable = placed.filter(({ kind }) => kind === "stable");
  if (known !== null) problems.push(...stableOrder(history, stable, kept, ordered.firstTag));
  const believed = without(placed, problems);
  return {
    tags: believed.map(({ name, oid, kind }) => ({ name, oid, kind })),
    problems: withMissing(known, kept, problems),
    firstTag: ordered.firstTag,
  };
}

/**
 * Whether the subject is that of a commit which makes this release: "Linux 2.6.30". The numbers of candidates are not
 * compared: v2.6.13-rc2 is "Linux v2.6.13-rc3". Commits of stable releases are not compared.
 */
function isReleaseSubject(subject: string, { name, kind }: ReleaseTag, prefixes: readonly string[]): boolean {
  if (prefixes.length === 0 || kind === "stable") return true;
  const version = releaseOfCandidate(name).replace(/^\D*/, "");
  const before = prefixes.find((prefix) => subject.startsWith(prefix + version));
  if (before === undefined) return false;
  const rest = subject.slice(before.length + version.length);
  return kind === "candidate" ? /^-rc\d/.test(rest) : !/^(?:\.?\d|-rc)/.test(rest);
}

/**
 * Tags that are newer than all releases whose date confirms them and lie beside the mainline, where no date and no
 * later release contradicts them. The mainline is the first usual ref that has the newest confirmed release on its
 * first-parent chain; where all are older, such a tag has to have that release on its own.
 */
function besideMainline(history: History, placed: readonly PlacedTag[], refs: readonly Ref[]): TagProblem[] {
  const ordered = placed.filter(({ kind }) => kind !== "stable");
  const last = ordered.findLastIndex(({ isConfirmed }) => isConfirmed);
  const confirmed = ordered[last];
  if (!confirmed || last === ordered.length - 1) return [];
  const chains = refs.map(({ name, oid }) => ({ name, chain: chainOf(history, history.index.find(oid)) }));
  const mainline = chains.find(({ chain }) => chain.has(confirmed.commit));
  return ordered.slice(last + 1).flatMap(({ name, kind, commit }) => {
    const isBeside = mainline ? !mainline.chain.has(commit) : !chainOf(history, commit).has(confirmed.commit);
    const reason = mainline
      ? `it is not on the first-parent chain of ${mainline.name}`
      : `${confirmed.name} is not on its first-parent chain`;
    return isBeside ? [{ tag: name, kind, reason, isDoubtful: true }] : [];
  });
}

function chainOf(history: History, tip: number): Set<number> {
  const chain = new Set<number>();
  for (let commit = tip; commit >= 0 && !chain.has(commit); commit = parentsOf(history, commit)[0] ?? -1)
    chain.add(commit);
  return chain;
}

function without(tags: readonly PlacedTag[], problems: readonly TagProblem[]): PlacedTag[] {
  const out = new Set(problems.map(({ tag }) => tag));
  return tags.filter(({ name }) => !out.has(name));
}

/** Adds the releases that are known and older than the clone's newest tag but have no tag that is believed. */
function withMissing(
  known: KnownReleases | null,
  mainline: readonly PlacedTag[],
  problems: readonly TagProblem[],
): TagProblem[] {
  const newest = mainline.at(-1)?.name;
  const believed = new Set(mainline.map(({ name }) => name));
  const missing = new Set(
    (known?.releases ?? [])
      .map(({ version }) => version)
      .filter((version) => newest && !believed.has(version) && compareReleases(version, newest) < 0),
  );
  const named = problems.map((problem) =>
    missing.delete(problem.tag)
      ? { ...problem, reason: `${problem.reason}, so ${LATER}`, isDoubtful: true }
      : problem,
  );
  const added = [...missing].map((tag) => ({
    tag,
    kind: "release" as const,
    reason: `this clone lacks it, so ${LATER}`,
    isDoubtful: true,
  }));
  return [...named, ...added].sort((a, b) => compareReleases(a.tag, b.tag));
}

const LATER = "what came with it is given a later release";
