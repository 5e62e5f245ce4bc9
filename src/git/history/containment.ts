import { type ReleaseTag, stableSeries } from "../releases/refs.ts";
import { type History, shaAt } from "./history.ts";
import { paint, paintMerges, UNPAINTED } from "./reachability.ts";

/** Which releases contain a commit, and how it came into the mainline; answers are look-ups. */
export interface Containment {
  /** The first release, and the first candidate if it was in one before; null for unreleased. */
  releaseOf: (commit: number) => { release: string | null; candidate: string | null };
  /** The merge that brought it to the mainline; null on the chain itself and outside the mainline. */
  mergeOf: (commit: number) => string | null;
  /** Whether the mainline ref or a mainline tag reaches it. */
  isMainline: (commit: number) => boolean;
  /** The first stable release with a commit that is not in the mainline; null when there is none. */
  stableReleaseOf: (commit: number) => { branch: string; release: string } | null;
  /** For sort(): orders commits by when they came into the mainline's releases, unreleased ones last. */
  compare: (a: number, b: number) => number;
}

/**
 * Paints a history with its releases.
 * @param tags in version order, as `releaseTags` gives them
 * @param mainline position of the mainline's newest commit
 */
export function findContainment(
  history: History,
  tags: readonly ReleaseTag[],
  mainline: number,
): Containment {
  // A tag that is no commit (v2.6.11 is a tree) is nowhere in history, and contains nothing.
  const placed = tags.map((tag) => ({ ...tag, commit: history.index.find(tag.oid) }));
  const mainlineTags = placed.filter(({ kind }) => kind !== "stable");
  const releases = placed.filter(({ kind }) => kind === "release");
  const firstTag = paint(history, mainlineTags.map(startOf));
  const firstRelease = paint(history, releases.map(startOf));
  const { broughtBy, merges } = paintMerges(history, mainline);
  const isMainline = (commit: number) => broughtBy[commit] !== UNPAINTED || firstTag[commit] !== UNPAINTED;
  const tagOf = (commit: number) => mainlineTags[firstTag[commit] as number];
  const stableTagOf = onceAsked(() => paintStable(history, placed, isMainline));

  return {
    releaseOf: (commit) => {
      const tag = tagOf(commit);
      return {
        release: releases[firstRelease[commit] as number]?.name ?? null,
        candidate: tag?.kind === "candidate" ? tag.name : null,
      };
    },
    mergeOf: (commit) => {
      const merge = merges[broughtBy[commit] as number];
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
  return tag === UNPAINTED ? Number.MAX_SAFE_INTEGER : tag;
}

/** What the mainline contains is not painted: a stable release contains all of the release it stems from. */
function paintStable(
  history: History,
  tags: readonly (ReleaseTag & { commit: number })[],
  isMainline: (commit: number) => boolean,
): (commit: number) => string | null {
  const stable = tags.filter(({ kind }) => kind === "stable");
  if (stable.length === 0) return () => null;
  const colours = new Int32Array(history.size);
  for (let commit = 0; commit < history.size; commit += 1)
    colours[commit] = isMainline(commit) ? -2 : UNPAINTED;
  paint(history, stable.map(startOf), colours);
  return (commit) => stable[colours[commit] as number]?.name ?? null;
}

function onceAsked<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
