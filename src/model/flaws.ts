// Over 250 lines: the flaws of a change and the release without them are one decision, read and tested together.
import { compareReleases, seriesOf } from "../domain/release.ts";
import type { Flaw, FlawRange } from "../records/schema/claim.ts";
import { type Since, safeRelease } from "./first-release.ts";
import { type ChangeEntry, type CommitEntry, type Knowledge, subjectOf } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** A published flaw of a commit, with the claim that reports it. */
export interface KnownFlaw extends Flaw {
  /** The commit that introduced it. */
  commit: string;
  verdict: Verdict;
}

/** A commit that fixes one of the others and is in no record of a flaw. */
export interface KnownFix extends FurtherFix {
  sha: string;
  subject: string | null;
  /** The commit it fixes; undefined for one that a record lists as a fix of the whole change. */
  of: string | undefined;
  /** It was taken back, so no release needs it. */
  isReverted: boolean;
}

/** The known flaws, and the earliest release without any of them. */
export interface Flaws {
  /** The newest first. */
  flaws: KnownFlaw[];
  further: KnownFix[];
  /** The mainline and the series that flaws name; empty when the release with all commits is not known. */
  branches: Branch[];
  /** The release with all commits; undefined when no source names it. */
  complete: string | undefined;
  /** Commits that bring much else, with the number of their flaws, which are not counted here. */
  elsewhere: { sha: string; count: number }[];
}

/**
 * The flaws of a change: those of its commits in any role, without commits of which it is a small part. Commits with
 * the role `fix` count as fixes.
 * @example flawsOfChange(entry, known).branches[0]?.safeSince // "v5.16"
 */
export function flawsOfChange({ record, since }: ChangeEntry, known: Knowledge): Flaws {
  const having = (isFix: boolean) =>
    record.commits
      .filter(({ role, carriesMore }) => (role === "fix") === isFix && !carriesMore)
      .flatMap(({ sha }) => known.commit(sha) ?? []);
  const elsewhere = record.commits
    .filter(({ carriesMore }) => carriesMore)
    .map(({ sha }) => ({ sha, count: known.flawsBrought(sha).length }))
    .filter(({ count }) => count > 0);
  return { ...flawsOf(having(false), having(true), since.complete, known), elsewhere };
}

/**
 * The flaws that commits of a change fixed, and that none of its commits brought: what the change is the fix of.
 * @example flawsFixedBy(entry.record.commits, known)[0]?.cve // "CVE-2013-1858"
 */
export function flawsFixedBy(commits: readonly { sha: string }[], known: Knowledge): KnownFlaw[] {
  const own = new Set(commits.map(({ sha }) => sha));
  const fixed = commits.flatMap(({ sha }) =>
    known.flawsFixed(sha).flatMap((verdict) => flawOf(sha, verdict)),
  );
  const others = fixed.filter(
    ({ ranges }) => !ranges.some(({ introduced }) => introduced !== null && own.has(introduced.sha)),
  );
  return [...new Map(others.map((flaw) => [flaw.cve, flaw])).values()].sort(newestFirst);
}

/**
 * The mainline release that has all of it and every known fix, whether published flaw or not.
 * @returns undefined where no flaw and no fix is known, and where the release of one fix is not known
 * @example releaseWithEveryFix(flawsOfChange(entry, known)) // "v5.16"
 */
export function releaseWithEveryFix(flaws: Flaws): string | undefined {
  return hasFlaws(flaws) ? flaws.branches[0]?.safeSince : undefined;
}

/**
 * The flaws and fixes of a change or a commit.
 * @param commits those it is made of
 * @param fixes further commits that a record lists as fixes
 * @param since the release that has all of it
 */
export function flawsOf(commits: CommitEntry[], fixes: CommitEntry[], since: Since, known: Knowledge): Flaws {
  const all = [...commits, ...fixes].flatMap((commit) => flawsOfCommit(commit, known)).sort(newestFirst);
  // One record may name two of the commits.
  const flaws = [...new Map(all.map((flaw) => [flaw.cve, flaw])).values()];
  const fixing = new Set(flaws.flatMap(({ ranges }) => ranges.map(({ fixed }) => fixed?.sha)));
  const own = new Set(commits.map(({ sha }) => sha));
  const further = new Map<string, KnownFix>();
  for (const fix of fixes) {
    const { sha } = fix;
    further.set(sha, {
      name: sha,
      sha,
      subject: subjectOf(fix),
      of: undefined,
      isReverted: false,
      release: safeRelease(fix.since),
    });
  }
  for (const commit of [...commits, ...fixes]) {
    for (const { sha, subject } of fixesOf(commit)) {
      if (own.has(sha) || further.has(sha)) continue;
      const release = releaseOf(sha, commit, known);
      const fixed = { of: commit.sha, isReverted: isReverted(sha, commit, known) };
      further.set(sha, { name: sha, sha, subject, ...fixed, release });
    }
  }
  const rest = [...further.values()].filter(({ sha }) => !fixing.has(sha));
  const needed = rest.filter((fix) => !fix.isReverted);
  const complete = safeRelease(since);
  const named = flaws.map(({ cve, ranges }) => ({ name: cve, ranges }));
  const branches = complete === undefined ? [] : safeSince(complete, named, needed);
  return { flaws, further: rest, branches, complete, elsewhere: [] };
}

/** Whether any flaw or fix is known. */
export function hasFlaws({ flaws, further, elsewhere }: Flaws): boolean {
  return flaws.length + further.length + elsewhere.length > 0;
}

/**
 * Whether a commit began the history: the records date every flaw of unknown age from it, so that their fixes are
 * not about it.
 */
export function isStartOfHistory({ facts }: CommitEntry): boolean {
  return facts?.parents.length === 0;
}

/** Every other commit that records of flaws name, and its relation to this one. */
export function commitsOfFlaws(
  commit: CommitEntry,
  known: Pick<Knowledge, "flawsBrought">,
): { sha: string; as: "fix" | "same flaw" }[] {
  if (isStartOfHistory(commit)) return [];
  const ranges = flawsOfCommit(commit, known).flatMap((flaw) => flaw.ranges);
  return [
    ...ranges.flatMap(({ fixed }) => (fixed ? [{ sha: fixed.sha, as: "fix" as const }] : [])),
    ...ranges.flatMap(({ introduced }) =>
      introduced && introduced.sha !== commit.sha ? [{ sha: introduced.sha, as: "same flaw" as const }] : [],
    ),
  ];
}

/** The flaws that a commit brought, in the order of the claims. */
export function flawsOfCommit(
  { sha }: Pick<CommitEntry, "sha">,
  known: Pick<Knowledge, "flawsBrought">,
): KnownFlaw[] {
  return known.flawsBrought(sha).flatMap((verdict) => flawOf(sha, verdict));
}

function flawOf(commit: string, verdict: Verdict): KnownFlaw[] {
  return verdict.claim.field === "flaw" ? [{ ...verdict.claim.value, commit, verdict }] : [];
}

/** Newest id first, by number: CVE-2025-10, then CVE-2025-9. */
function newestFirst(a: KnownFlaw, b: KnownFlaw): number {
  return b.cve.localeCompare(a.cve, "en", { numeric: true });
}

function fixesOf({ facts, verdicts }: CommitEntry): { sha: string; subject: string }[] {
  const claimed = verdicts.flatMap(({ claim }) => (claim.field === "followUp" ? [claim.value] : []));
  const all = [...(facts?.followUps ?? []), ...claimed];
  return all.filter(({ kind }) => kind === "fix");
}

/** Whether a follow-up was taken back, by a revert that was not taken back itself. */
function isReverted(
  sha: string,
  commit: CommitEntry,
  known: Knowledge,
  asked: ReadonlySet<string> = new Set(),
): boolean {
  const proved = (commit.facts?.laterFollowUps ?? []).filter(({ of }) => of === sha);
  const claimed = known.verdicts.flatMap(({ claim }) =>
    claim.field === "followUp" && claim.commit === sha ? [claim.value] : [],
  );
  // Claims may go round in a circle.
  const next = new Set([...asked, sha]);
  return [...proved, ...claimed].some(
    (each) => each.kind === "revert" && !next.has(each.sha) && !isReverted(each.sha, commit, known, next),
  );
}

function releaseOf(sha: string, { facts }: CommitEntry, known: Knowledge): string | undefined {
  const proved = facts?.followUps.find((followUp) => followUp.sha === sha)?.release;
  if (proved) return proved;
  const entry = known.commit(sha);
  return entry && safeRelease(entry.since);
}

/** One flaw of a change, by name: its CVE id. */
export interface NamedFlaw {
  name: string;
  ranges: FlawRange[];
}

/** A fix that no record of a flaw names, with the mainline release that has it; undefined where that is not known. */
export interface FurtherFix {
  name: string;
  release: string | undefined;
}

/** One line of releases that has the change. */
export interface Branch {
  /** "mainline", or a stable series by its first release: "v5.15". */
  name: string;
  /** The earliest release with the change and every known fix; undefined where a fix is not known to be in any. */
  safeSince: string | undefined;
  /** Names of the flaws and fixes of which no release of this line is known to have the fix. */
  open: string[];
}

export const MAINLINE = "mainline";

/**
 * The mainline and each stable series that the flaws name, newest first, with the earliest release that has the whole
 * change and all fixes. A series has what its first mainline release had; later backports are known only where a flaw
 * names them. Series that began with every fix, or without a part of the change, are left out. Nothing is said about a
 * series that no flaw names.
 * @param complete the mainline release with the whole change: "v5.8"
 * @returns the mainline first
 * @example safeSince("v5.8", [flaw], []) // [{ name: "mainline", safeSince: "v5.10", open: [] }, ...]
 */
export function safeSince(complete: string, flaws: NamedFlaw[], further: FurtherFix[]): Branch[] {
  const mainline = branch(MAINLINE, complete, flaws, further);
  const since = mainline.safeSince;
  const series = new Set(
    flaws
      .flatMap(({ ranges }) => ranges.flatMap(({ introduced, fixed }) => [introduced, fixed]))
      .flatMap((landing) => (landing && isStable(landing.release) ? [seriesOf(landing.release)] : [])),
  );
  const older = [...series]
    .filter((name) => since === undefined || compareReleases(name, since) < 0)
    .sort((a, b) => compareReleases(b, a))
    .map((name) => branch(name, complete, flaws, further))
    .filter(({ name, open }) => compareReleases(complete, name) <= 0 || open.length > 0);
  return [mainline, ...older];
}

function branch(name: string, complete: string, flaws: NamedFlaw[], further: FurtherFix[]): Branch {
  const start = name === MAINLINE ? complete : name;
  const since = [start];
  const open: string[] = [];
  for (const flaw of flaws) {
    const fixedIn = name === MAINLINE ? onMainline(flaw.ranges) : onSeries(name, flaw.ranges);
    if (fixedIn === "never") open.push(flaw.name);
    else since.push(...fixedIn);
  }
  // For a series with only a part of the change, only flaws are reported.
  const isWhole = compareReleases(complete, start) <= 0;
  for (const fix of isWhole ? further : []) {
    const isThere =
      fix.release !== undefined && (name === MAINLINE || compareReleases(fix.release, name) <= 0);
    if (!isThere) open.push(fix.name);
    else if (name === MAINLINE && fix.release !== undefined) since.push(fix.release);
  }
  return { name, safeSince: open.length > 0 ? undefined : since.sort(compareReleases).at(-1), open };
}

/** The mainline releases that fixed a flaw, one for each commit that introduced it. */
function onMainline(ranges: FlawRange[]): string[] | "never" {
  const here = ranges.filter(({ introduced }) => introduced === null || !isStable(introduced.release));
  return each(here, (commit) =>
    here.flatMap(({ introduced, fixed }) =>
      introduced?.sha === commit && fixed && !isStable(fixed.release) ? [fixed.release] : [],
    ),
  );
}

/** The same for a stable series, which has what the mainline had when it began. */
function onSeries(name: string, ranges: FlawRange[]): string[] | "never" {
  const isOwn = (release: string) => isStable(release) && seriesOf(release) === name;
  const isEarlier = (release: string) => !isStable(release) && compareReleases(release, name) <= 0;
  const here = ranges.filter(
    ({ introduced }) => introduced === null || isOwn(introduced.release) || isEarlier(introduced.release),
  );
  return each(here, (commit) =>
    here.flatMap(({ introduced, fixed }) => {
      if (introduced?.sha !== commit || fixed === null) return [];
      // The first release of the series has what was fixed before.
      return isOwn(fixed.release) ? [fixed.release] : isEarlier(fixed.release) ? [name] : [];
    }),
  );
}

/**
 * The latest fix for each commit that introduced a flaw; "never" when one has none. A flaw of which nobody knows what
 * introduced it is taken to be in every release before its fix.
 */
function each(here: FlawRange[], fixesOf: (commit: string | undefined) => string[]): string[] | "never" {
  const commits = [...new Set(here.map(({ introduced }) => introduced?.sha))];
  const latest = commits.map((commit) => fixesOf(commit).sort(compareReleases).at(-1));
  return latest.every((release) => release !== undefined) ? latest : "never";
}

function isStable(release: string): boolean {
  return seriesOf(release) !== release;
}
