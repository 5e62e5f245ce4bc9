import { compareReleases } from "../../domain/release.ts";
import type { History } from "../history/history.ts";
import { dateCheck, type KnownReleases } from "./known-dates.ts";
import type { ReleaseTag } from "./refs.ts";
import { type PlacedTag, releaseOrder, stableOrder, type TagProblem } from "./tag-order.ts";

export interface JudgedTags {
  /** The tags that are believed, in version order. */
  tags: ReleaseTag[];
  /** The other tags, and releases whose tag is missing, in version order. */
  problems: TagProblem[];
  /** For each commit the index of the first believed release or candidate that contains it, see `labelReachable`. */
  firstTag: Int32Array;
}

/**
 * Decides which release tags of a clone to believe: anybody can create a tag, and one false tag changes the release of
 * every commit below it. A tag is believed when its release is known, or newer than all known ones, its commit is
 * dated like the release, and its place by ancestry fits its version.
 * @param tags in version order
 * @param days day of each tagged commit, YYYY-MM-DD, by hash
 * @param known null for a repository without a list of releases: then ancestry alone decides, and releases may lie on
 * branches of their own, as those of util-linux do
 * @example judgeTags(history, releaseTags(refs, shapes), days, known).problems // [{ tag: "v4.0", reason: "...", ... }]
 */
export function judgeTags(
  history: History,
  tags: readonly ReleaseTag[],
  days: ReadonlyMap<string, string>,
  known: KnownReleases | null,
): JudgedTags {
  const problems: TagProblem[] = [];
  const check = known === null ? () => ({ isConfirmed: false }) : dateCheck(known);
  const placed = tags.flatMap((tag): PlacedTag[] => {
    const commit = history.index.find(tag.oid);
    // A tag of a tree, such as the kernel's v2.6.11, contains nothing.
    if (commit < 0) return [];
    const dated = tag.isSymbolic
      ? { reason: "it is a symbolic ref, which moves with another one" }
      : check(tag, days.get(tag.oid));
    if (!("reason" in dated)) return [{ ...tag, commit, ...dated }];
    problems.push({ tag: tag.name, kind: tag.kind, reason: dated.reason, isDoubtful: false });
    return [];
  });
  const mainline = placed.filter(({ kind }) => kind !== "stable");
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
