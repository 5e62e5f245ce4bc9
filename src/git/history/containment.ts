import { type ReleaseTag, stableSeries } from "../releases/refs.ts";
import { type History, shaAt } from "./history.ts";
import { labelMerges, labelReachable, UNLABELLED } from "./reachability.ts";

/** Which releases contain a commit, and which merge brought it into the mainline. All answers are look-ups. */
export interface Containment {
  /** The first release that contains it, and the first candidate if that came before; null for unreleased. */
  releaseOf: (commit: number) => { release: string | null; candidate: string | null };
  /** Hash of the merge that brought it into the mainline; null on the first-parent chain and outside the mainline. */
  mergeOf: (commit: number) => string | null;
  /** Whether the mainline ref or a mainline tag contains it. */
  isMainline: (commit: number) => boolean;
  /** The first stable release that contains a commit outside the mainline; null when there is none. */
  stableReleaseOf: (commit: number) => { branch: string; release: string } | null;
  /** For sort(): by the first mainline tag that contains the commits, unreleased ones last. */
  compare: (a: number, b: number) => number;
}

/**
 * Labels all commits of a history with their releases and merges.
 * @param tags in version order, as `releaseTags` returns them
 * @param mainline position of the mainline's newest commit
 * @param known the labels of the tags that are not stable ones, where they are known already
 * @example findContainment(history, tags, tip).releaseOf(commit) // { release: "v4.14", candidate: "v4.14-rc1" }
 */
export function findContainment(
  history: History,
  tags: readonly ReleaseTag[],
  mainline: number,
  known?: Int32Array,
): Containment {
  // A tag of a tree, such as v2.6.11, has position -1 and contains nothing.
  const placed = tags.map((tag) => ({ ...tag, commit: history.index.find(tag.oid) }));
  const mainlineTags = placed.filter(({ kind }) => kind !== "stable");
  const releases = placed.filter(({ kind }) => kind === "release");
  const firstTag = known ?? labelReachable(history, mainlineTags.map(startOf));
  const firstRelease = labelReachable(history, releases.map(startOf));
  const { mergedBy, merges } = labelMerges(history, mainline);
  const isMainline = (commit: number) => mergedBy[commit] !== UNLABELLED || firstTag[commit] !== UNLABELLED;
  const tagOf = (commit: number) => mainlineTags[firstTag[commit] as number];
  const stableTagOf = lazy(() => labelStable(history, placed, isMainline));

  return {
    releaseOf: (commit) => {
      const tag = tagOf(commit);
      return {
        release: releases[firstRelease[commit] as number]?.name ?? null,
        candidate: tag?.kind === "candidate" ? tag.name : null,
      };
    },
    mergeOf: (commit) => {
      const merge = merges[mergedBy[commit] as number];
      return merge === undefined ? null : shaAt(history, merge);
    },
    isMainline,
    stableReleaseOf: (commit) => {
      const name = stableTagOf()(commit);
      return name === null ? null : { branch: stableSeries(name), release: name };
    },
    compare: (a, b) => rank(firstTag[a] as number) - rank(firstTag[b] as number),
  };
}

function startOf({ commit }: { commit: number }): number {
  return commit;
}

function rank(tag: number): number {
  return tag === UNLABELLED ? Number.MAX_SAFE_INTEGER : tag;
}

/** Only commits outside the mainline get a label: a stable release also contains the release it is based on. */
function labelStable(
  history: History,
  tags: readonly (ReleaseTag & { commit: number })[],
  isMainline: (commit: number) => boolean,
): (commit: number) => string | null {
  const stable = tags.filter(({ kind }) => kind === "stable");
  if (stable.length === 0) return () => null;
  const labels = new Int32Array(history.size);
  for (let commit = 0; commit < history.size; commit += 1)
    labels[commit] = isMainline(commit) ? -2 : UNLABELLED;
  labelReachable(history, stable.map(startOf), labels);
  return (commit) => stable[labels[commit] as number]?.name ?? null;
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
