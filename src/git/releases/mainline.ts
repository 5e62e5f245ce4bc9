import { type History, parentsOf } from "../history/history.ts";
import { labelReachable, UNLABELLED } from "../history/reachability.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { Ref, ReleaseTag } from "./refs.ts";

const usual = ["refs/remotes/origin/master", "refs/heads/master", "refs/heads/main", "HEAD"];

export interface MainlineQuestion {
  /** The clone, as the user named it. */
  clone: string;
  /** Full or short name of a ref, a tag for example; without it, origin/master, master, main and HEAD are tried. */
  asked?: string | undefined;
  refs: readonly Ref[];
  /** The believed tags, in version order. */
  tags: readonly ReleaseTag[];
  /** Whether releases lie on one line. Otherwise the newest one may be on a branch of its own. */
  isOneLine: boolean;
  /** Gets a sentence when the mainline is not read from the usual ref. */
  note: (sentence: string) => void;
}

/**
 * The ref whose first-parent chain is the mainline. It has to contain the newest release tag: a branch that is older,
 * as in a bare clone that fetched only tags, does not know the merges since. Then the tag itself is used.
 * @throws CloneRefused when there is no such ref, or it does not contain the newest release
 * @example chooseMainline(history, { clone: "linux.git", refs, tags, isOneLine: true, note }).name // "refs/heads/master"
 */
export function chooseMainline(history: History, question: MainlineQuestion): Ref {
  const { clone, asked, refs, tags, isOneLine, note } = question;
  const newest = tags.findLast(({ kind }) => kind !== "stable");
  const candidates = asked === undefined ? usualRefs(refs) : [namedRef(refs, clone, asked)];
  const [first] = candidates;
  if (!newest) {
    if (first) return first;
    throw new CloneRefused(
      `${clone} has no mainline ref (tried ${usual.join(", ")}). Name one with --mainline.`,
    );
  }
  const places = candidates.map((ref) => ({ ref, ...placeOf(history, ref, newest, tags) }));
  const found = places.find(({ hasOnChain }) => hasOnChain) ?? places.find(({ contains }) => contains);
  if (found) {
    if (found.ref !== first) note(`${found.ref.name} is read as the mainline: ${reason(places[0], newest)}.`);
    return found.ref;
  }
  const [place] = places;
  if (place && !place.stable && !place.isOlder && !isOneLine) return place.ref;
  const isBranch = place !== undefined && place.ref.name !== "HEAD" && !place.stable && !place.isOlder;
  if (place && (asked !== undefined || isBranch)) {
    throw new CloneRefused(
      `${reason(place, newest)}, so it cannot be the mainline of ${clone}: merges would be wrong. ` +
        `Update it (git fetch), or name another ref or tag with --mainline.`,
    );
  }
  const tag = { name: `refs/tags/${newest.name}`, oid: newest.oid };
  const why = place ? reason(place, newest) : "there is no branch";
  note(`${tag.name} is read as the mainline: ${why}. To update a clone: git fetch, see the README.`);
  return tag;
}

/** Those of the usual names of a mainline that a clone has, the best first. */
export function usualRefs(refs: readonly Ref[]): Ref[] {
  return usual.flatMap((name) => refs.find((ref) => ref.name === name) ?? []);
}

function namedRef(refs: readonly Ref[], clone: string, asked: string): Ref {
  for (const prefix of ["", "refs/", "refs/heads/", "refs/remotes/", "refs/tags/"]) {
    const found = refs.find(({ name }) => name === prefix + asked);
    if (found) return found;
  }
  const heads = refs.map(({ name }) => name).filter((name) => !name.startsWith("refs/tags/"));
  throw new CloneRefused(
    `${clone} has no ref ${JSON.stringify(asked)}. It has: ${heads.slice(0, 10).join(", ")}.`,
  );
}

interface Place {
  ref: Ref;
  /** Whether the newest release is in its history, and whether on its first-parent chain. */
  contains: boolean;
  hasOnChain: boolean;
  /** Whether it is itself in the history of the newest release. */
  isOlder: boolean;
  /** A stable release on its first-parent chain: then it is a stable branch. */
  stable: string | undefined;
}

function placeOf(
  history: History,
  { oid }: Ref,
  newest: ReleaseTag,
  tags: readonly ReleaseTag[],
): Omit<Place, "ref"> {
  const [tip, end] = [history.index.find(oid), history.index.find(newest.oid)];
  const stableAt = new Map(
    tags.filter(({ kind }) => kind === "stable").map((tag) => [history.index.find(tag.oid), tag.name]),
  );
  let stable: string | undefined;
  let commit = tip;
  // The bound ends the walk in a damaged graph with a cycle.
  for (let length = 0; commit >= 0 && commit !== end && length < history.size; length += 1) {
    stable ??= stableAt.get(commit);
    commit = parentsOf(history, commit)[0] ?? UNLABELLED;
  }
  if (commit === end && end >= 0 && stable === undefined)
    return { contains: true, hasOnChain: true, isOlder: false, stable };
  const reaches = (from: number, to: number) => labelReachable(history, [from])[to] !== UNLABELLED;
  const isInside = commit === end || reaches(tip, end);
  return {
    contains: isInside && stable === undefined,
    hasOnChain: false,
    isOlder: !isInside && reaches(end, tip),
    stable: isInside ? stable : undefined,
  };
}

function reason(place: Place | undefined, newest: ReleaseTag): string {
  if (place?.stable) return `${place.ref.name} is a stable branch, which contains ${place.stable}`;
  const how = place?.isOlder ? "is older than" : "does not contain";
  return `${place?.ref.name} ${how} ${newest.name}, the newest release tag`;
}
