import { compareReleases } from "../../domain/release.ts";
import type { Backport, FollowUp } from "../../records/schema/facts.ts";
import type { Containment } from "../history/containment.ts";
import { type History, shaAt } from "../history/history.ts";
import { parseCommit } from "./parse-commit.ts";
import { type Reference, type ReferenceKind, referencesIn } from "./references.ts";

/** What came after a commit: in the mainline, and as copies on stable branches. */
export interface Aftermath {
  followUps: FollowUp[];
  backports: Backport[];
}

interface Target {
  commit: number;
  sha: string;
  subject: string;
}

/** A commit that cites, read from the clone. */
export interface Citing {
  commit: number;
  subject: string;
  /** Committer's. */
  seconds: number;
  references: Reference[];
}

/**
 * What messages say of the given commits.
 *
 * A commit outside the mainline that says it copies another is a backport, and no follow-up of anything: what it
 * cites, its original cites too.
 * @param all every commit whose message may speak of them
 */
export function findAftermath(
  history: History,
  containment: Containment,
  targets: readonly Target[],
  all: readonly Citing[],
): Map<number, Aftermath> {
  const asked = new Map(targets.map((target) => [target.commit, target]));
  const citing = all.toSorted(
    (a, b) => containment.compare(a.commit, b.commit) || a.seconds - b.seconds || bySha(history, a, b),
  );
  const found = new Map(targets.map(({ commit }) => [commit, { followUps: [], backports: [] } as Aftermath]));
  for (const each of citing) {
    const isOutside = !containment.isMainline(each.commit);
    const isCopy = isOutside && each.references.some(({ kind }) => kind === "copy");
    for (const [target, kind] of strongest(each, asked, history)) {
      const aftermath = found.get(target) as Aftermath;
      if (!isCopy) aftermath.followUps.push(followUp(each, kind, history, containment));
      else if (kind === "copy") addBackport(aftermath.backports, each, history, containment);
    }
  }
  for (const { backports } of found.values()) backports.sort(byRelease);
  return found;
}

/** Reads what a commit that cites says. */
export function parseCiting(commit: number, object: Buffer): Citing {
  const { subject, committer } = parseCommit(object);
  return { commit, subject, seconds: committer.seconds, references: referencesIn(object) };
}

const strength: Record<ReferenceKind, number> = { copy: 3, revert: 2, fix: 1, mention: 0 };

/** For each of the asked commits that one message speaks of, the weightiest thing it says. */
function strongest(
  { commit, references }: Citing,
  asked: ReadonlyMap<number, Target>,
  history: History,
): Map<number, ReferenceKind> {
  const said = new Map<number, ReferenceKind>();
  for (const reference of references) {
    const target = resolve(reference, asked, history);
    if (target === null || target === commit) continue;
    const before = said.get(target);
    if (before === undefined || strength[reference.kind] > strength[before]) said.set(target, reference.kind);
  }
  return said;
}

/** A prefix that fits several commits names the one whose subject is quoted beside it, or none. */
function resolve(
  { prefix, quotedSubject }: Reference,
  asked: ReadonlyMap<number, Target>,
  history: History,
): number | null {
  const fitting = history.index.findPrefix(prefix);
  const [first] = fitting;
  if (first === undefined) return null;
  if (fitting.length === 1) return asked.has(first) ? first : null;
  const quoted = quotedSubject;
  if (quoted === null) return null;
  return fitting.find((commit) => asked.get(commit)?.subject.replace(/\s+/g, " ").startsWith(quoted)) ?? null;
}

function followUp(each: Citing, kind: ReferenceKind, history: History, containment: Containment): FollowUp {
  return {
    sha: shaAt(history, each.commit),
    subject: each.subject,
    kind: kind === "copy" ? "mention" : kind,
    release: containment.releaseOf(each.commit).release,
  };
}

/** Of several copies in one series, the one released first counts. */
function addBackport(backports: Backport[], each: Citing, history: History, containment: Containment): void {
  const stable = containment.stableReleaseOf(each.commit);
  if (stable === null) return;
  const at = backports.findIndex(({ branch }) => branch === stable.branch);
  const backport = { sha: shaAt(history, each.commit), ...stable };
  if (at < 0) backports.push(backport);
  else if (byRelease(backport, backports[at] as Backport) < 0) backports[at] = backport;
}

function byRelease(a: Backport, b: Backport): number {
  return compareReleases(a.release ?? "", b.release ?? "");
}

function bySha(history: History, a: Citing, b: Citing): number {
  return shaAt(history, a.commit) < shaAt(history, b.commit) ? -1 : 1;
}
