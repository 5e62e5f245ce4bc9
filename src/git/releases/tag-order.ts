import { compareReleases, type TagKind } from "../../domain/release.ts";
import { type History, parentsOf } from "../history/history.ts";
import { labelReachable, UNLABELLED } from "../history/reachability.ts";
import { type ReleaseTag, stableBase } from "./refs.ts";
import { ancestryAmong } from "./tag-closures.ts";

/** A release tag of a commit. */
export interface PlacedTag extends ReleaseTag {
  /** Position of the tagged commit. */
  commit: number;
  /** Whether the commit bears the date that is known of the release. */
  isConfirmed: boolean;
}

/** A release tag that is not believed, or a release whose tag is missing. */
export interface TagProblem {
  /** "v4.0" */
  tag: string;
  kind: TagKind;
  /** Why, without the subject: "its commit is dated 2011-05-04, the release 2015-04-12". */
  reason: string;
  /** Whether it stays open what is true, so that no facts may be written. */
  isDoubtful: boolean;
}

export interface OrderedTags {
  problems: TagProblem[];
  /** For each commit the index of the first of the remaining tags that contains it, see `labelReachable`. */
  firstTag: Int32Array;
}

/**
 * Finds the releases and candidates whose place in the history contradicts their version: an earlier release that
 * contains a later one or, where all lie on one line, a later one that does not contain an earlier one. The tag that
 * contradicts most others is left out, until none contradicts. Where two contradict only each other, a known date
 * decides; without one both are left out, since a release that is given too late misleads nobody.
 * @param tags in version order
 * @param isOneLine whether each release has to contain all earlier ones; otherwise they may lie on branches
 */
export function releaseOrder(history: History, tags: readonly PlacedTag[], isOneLine: boolean): OrderedTags {
  const firstTag = labelReachable(history, tags.map(startOf));
  if (isOrdered(history, tags, firstTag, isOneLine)) return { problems: [], firstTag };
  const problems = contradictions(history, tags, isOneLine);
  const out = new Set(problems.map(({ tag }) => tag));
  const kept = tags.filter(({ name }) => !out.has(name));
  return { problems, firstTag: labelReachable(history, kept.map(startOf)) };
}

function startOf({ commit }: PlacedTag): number {
  return commit;
}

/**
 * Whether nothing contradicts, from the labels alone. No earlier tag contains a later one if each tagged commit has
 * the label of its own tag. Then a tag contains the one before it exactly if some commit that is new in it has that
 * one's commit as a parent.
 */
function isOrdered(
  history: History,
  tags: readonly PlacedTag[],
  firstTag: Int32Array,
  isOneLine: boolean,
): boolean {
  const starts: number[] = [];
  for (const [index, { commit }] of tags.entries()) {
    if (index === 0 || commit !== tags[index - 1]?.commit) starts.push(index);
    if (firstTag[commit] !== starts.at(-1)) return false;
  }
  if (!isOneLine) return true;
  const expected = new Map(
    starts.slice(1).map((start, at) => [tags[starts[at] as number]?.commit ?? -1, start]),
  );
  const isTagged = new Uint8Array(history.size);
  for (const commit of expected.keys()) isTagged[commit] = 1;
  const { links } = history;
  for (let child = 0; child < history.size; child += 1) {
    const second = links[2 * child + 1] as number;
    if (second < UNLABELLED) {
      for (const parent of parentsOf(history, child)) visit(parent, child);
      continue;
    }
    visit(links[2 * child] as number, child);
    visit(second, child);
  }
  return expected.size === 0;

  function visit(parent: number, child: number): void {
    if (parent >= 0 && isTagged[parent] === 1 && expected.get(parent) === firstTag[child])
      expected.delete(parent);
  }
}

interface Contradiction {
  /** Index of the other tag. */
  other: number;
  reason: string;
}

function contradictions(history: History, tags: readonly PlacedTag[], isOneLine: boolean): TagProblem[] {
  const isAncestor = ancestryAmong(history, tags.map(startOf));
  const found: Map<number, Contradiction>[] = tags.map(() => new Map());
  const note = (index: number, other: number, reason: string) => found[index]?.set(other, { other, reason });
  for (const [later, { name, commit }] of tags.entries()) {
    for (const [earlier, { name: before, commit: place }] of tags.slice(0, later).entries()) {
      if (commit === place) continue;
      if (isAncestor(later, earlier)) {
        note(earlier, later, `it contains ${name}, a later release`);
        note(later, earlier, `it is contained in ${before}, an earlier release`);
      } else if (isOneLine && !isAncestor(earlier, later)) {
        note(earlier, later, `${name}, a later release, does not contain it`);
        note(later, earlier, `it does not contain ${before}, an earlier release`);
      }
    }
  }
  const problems: TagProblem[] = [];
  const weight = (index: number) => 2 * (found[index]?.size ?? 0) - (tags[index]?.isConfirmed ? 1 : 0);
  for (;;) {
    const contradicting = [...tags.keys()].filter((index) => found[index]?.size);
    if (contradicting.length === 0) return problems;
    const most = Math.max(...contradicting.map(weight));
    const worst = contradicting.filter((index) => weight(index) === most);
    const isTied = (index: number) => worst.some((other) => found[index]?.has(other));
    const removed = worst.some(isTied) ? worst.filter(isTied) : worst;
    for (const index of removed) problems.push(problemOf(index));
    for (const index of removed) {
      for (const other of found[index]?.keys() ?? []) found[other]?.delete(index);
      found[index]?.clear();
    }
  }

  function problemOf(index: number): TagProblem {
    const { name, kind, isConfirmed } = tags[index] as PlacedTag;
    const others = [...(found[index]?.values() ?? [])];
    return {
      tag: name,
      kind,
      reason: others[0]?.reason ?? "",
      isDoubtful: isConfirmed || !others.every(({ other }) => tags[other]?.isConfirmed),
    };
  }
}

/**
 * The same for stable releases, which lie outside the mainline: a release of 2.6.32.y contains nothing that is newer
 * than v2.6.32 on the mainline.
 * @param stable in version order
 * @param mainline believed releases and candidates, in version order
 * @param firstTag the labels of `mainline`
 */
export function stableOrder(
  history: History,
  stable: readonly PlacedTag[],
  mainline: readonly PlacedTag[],
  firstTag: Int32Array,
): TagProblem[] {
  if (stable.length === 0) return [];
  const reasons = new Map<number, Pick<TagProblem, "reason" | "isDoubtful">>();
  const labels = firstTag.map((label) => (label === UNLABELLED ? UNLABELLED : ON_MAINLINE));
  labelReachable(history, stable.map(startOf), labels);
  const names = new Set(mainline.map(({ name }) => name));
  const isTooNew = (index: number, place: number) => {
    const tag = mainline[firstTag[place] as number];
    const base = stableBase(stable[index]?.name ?? "");
    return tag !== undefined && names.has(base) && compareReleases(tag.name, base) > 0;
  };
  for (const [index, { commit }] of stable.entries()) {
    const label = labels[commit] as number;
    if (label === index || stable[label]?.commit === commit) continue;
    const container = stable[label] ?? mainline[firstTag[commit] as number];
    const reason = `it is contained in ${container?.name}`;
    if (label !== ON_MAINLINE) {
      reasons.set(label, { reason: `it contains ${stable[index]?.name}, a later release`, isDoubtful: true });
      reasons.set(index, { reason: `${reason}, an earlier release`, isDoubtful: true });
    } else if (isTooNew(index, commit)) reasons.set(index, { reason, isDoubtful: false });
  }
  for (let child = 0; child < history.size; child += 1) {
    const index = labels[child] as number;
    if (index < 0) continue;
    const parent = parentsOf(history, child).find(
      (each) => labels[each] === ON_MAINLINE && isTooNew(index, each),
    );
    if (parent === undefined) continue;
    const reason = `it contains commits of ${mainline[firstTag[parent] as number]?.name}`;
    reasons.set(index, { reason, isDoubtful: false });
  }
  return [...reasons].map(([index, problem]) => ({
    ...{ tag: stable[index]?.name ?? "", kind: "stable" },
    ...problem,
  }));
}

const ON_MAINLINE = -2;
