import { compareReleases } from "../../domain/release.ts";
import type { Containment } from "../history/containment.ts";
import { type History, shaAt } from "../history/history.ts";
import { parseCommit } from "./parse-commit.ts";
import { type Reference, type ReferenceKind, referencesIn } from "./references.ts";

/** A later commit whose message names this one. */
export interface FollowUp {
  sha: string;
  subject: string;
  /** fix: in a "Fixes:" line; revert: it reverts this one; mention: anything else. */
  kind: "fix" | "revert" | "mention";
  /** First mainline release that contains it; null: unreleased. */
  release: string | null;
}

/** A commit that fixes or reverts a follow-up. */
export interface LaterFollowUp {
  /** Hash of the follow-up, or of another later one, that it fixes or reverts. */
  of: string;
  sha: string;
  subject: string;
  kind: "fix" | "revert";
  /** First mainline release that contains it; null: unreleased. */
  release: string | null;
}

/** A copy of the commit in a stable series. */
export interface Backport {
  sha: string;
  /** The series: "4.14" */
  branch: string;
  /** First release of the series that contains it: "v4.14.12" */
  release: string;
}

/** The commits whose messages cite a commit. */
export interface Citations {
  /** In the order in which they came into the mainline's releases, unreleased ones last. */
  followUps: FollowUp[];
  /** Fixes and reverts of the follow-ups, of those in turn, and so on to the end; see `addLaterFollowUps`. */
  laterFollowUps: LaterFollowUp[];
  /** One a series, in version order. */
  backports: Backport[];
}

interface Target {
  commit: number;
  sha: string;
  subject: string;
}

/** A commit that cites others, parsed. */
export interface CitingCommit {
  commit: number;
  subject: string;
  /** Committer date, seconds since the epoch. */
  seconds: number;
  references: Reference[];
}

/**
 * Sorts citing commits into follow-ups and backports of the targets.
 *
 * A commit outside the mainline that says it copies another one is a backport and never a follow-up: its original
 * has the same citations.
 * @param all every commit that may cite a target
 * @returns by position of the target, with an entry for each
 */
export function findCitations(
  history: History,
  containment: Containment,
  targets: readonly Target[],
  all: readonly CitingCommit[],
): Map<number, Citations> {
  const byCommit = new Map(targets.map((target) => [target.commit, target]));
  const citing = all.toSorted(
    (a, b) => containment.compare(a.commit, b.commit) || a.seconds - b.seconds || bySha(history, a, b),
  );
  const found = new Map(
    targets.map(({ commit }) => [commit, { followUps: [], laterFollowUps: [], backports: [] } as Citations]),
  );
  for (const each of citing) {
    const isOutside = !containment.isMainline(each.commit);
    const isCopy = isOutside && each.references.some(({ kind }) => kind === "copy");
    for (const [target, kind] of strongest(each, byCommit, history)) {
      const citations = found.get(target) as Citations;
      if (!isCopy) citations.followUps.push(followUp(each, kind, history, containment));
      else if (kind === "copy") addBackport(citations.backports, each, history, containment);
    }
  }
  for (const { backports } of found.values()) backports.sort(byRelease);
  return found;
}

/** @param object the commit object */
export function parseCitingCommit(commit: number, object: Buffer): CitingCommit {
  const { subject, committer } = parseCommit(object);
  return { commit, subject, seconds: committer.seconds, references: referencesIn(object) };
}

const strength: Record<ReferenceKind, number> = { copy: 3, revert: 2, fix: 1, mention: 0 };

/** The strongest kind of reference that one message makes to each target. */
function strongest(
  { commit, references }: CitingCommit,
  byCommit: ReadonlyMap<number, Target>,
  history: History,
): Map<number, ReferenceKind> {
  const kinds = new Map<number, ReferenceKind>();
  for (const reference of references) {
    const target = resolve(reference, byCommit, history);
    if (target === null || target === commit) continue;
    const before = kinds.get(target);
    if (before === undefined || strength[reference.kind] > strength[before])
      kinds.set(target, reference.kind);
  }
  return kinds;
}

/** An ambiguous prefix stands for the commit whose subject is quoted after it, or for none. */
function resolve(
  { prefix, quotedSubject }: Reference,
  byCommit: ReadonlyMap<number, Target>,
  history: History,
): number | null {
  const matching = history.index.findPrefix(prefix);
  const [first] = matching;
  if (first === undefined) return null;
  if (matching.length === 1) return byCommit.has(first) ? first : null;
  const quoted = quotedSubject;
  if (quoted === null) return null;
  return (
    matching.find((commit) => byCommit.get(commit)?.subject.replace(/\s+/g, " ").startsWith(quoted)) ?? null
  );
}

function followUp(
  each: CitingCommit,
  kind: ReferenceKind,
  history: History,
  containment: Containment,
): FollowUp {
  return {
    sha: shaAt(history, each.commit),
    subject: each.subject,
    kind: kind === "copy" ? "mention" : kind,
    release: containment.releaseOf(each.commit).release,
  };
}

/** Of several copies in one series, the first released one counts. */
function addBackport(
  backports: Backport[],
  each: CitingCommit,
  history: History,
  containment: Containment,
): void {
  const stable = containment.stableReleaseOf(each.commit);
  if (stable === null) return;
  const at = backports.findIndex(({ branch }) => branch === stable.branch);
  const backport = { sha: shaAt(history, each.commit), ...stable };
  if (at < 0) backports.push(backport);
  else if (byRelease(backport, backports[at] as Backport) < 0) backports[at] = backport;
}

function byRelease(a: Backport, b: Backport): number {
  return compareReleases(a.release, b.release);
}

function bySha(history: History, a: CitingCommit, b: CitingCommit): number {
  return shaAt(history, a.commit) < shaAt(history, b.commit) ? -1 : 1;
}
