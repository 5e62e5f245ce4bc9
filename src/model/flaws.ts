import type { Flaw, FlawRange } from "../records/schema/claim.ts";
import { subjectOf } from "./best-known.ts";
import { type Since, safeRelease } from "./first-release.ts";
import type { ChangeEntry, CommitEntry, Knowledge } from "./knowledge.ts";
import { type Branch, type FurtherFix, safeSince } from "./safe-since.ts";
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
}

/**
 * The flaws of a change: those of its commits in any role. Commits with the role `fix` count as fixes.
 * @example flawsOfChange(entry, known).branches[0]?.safeSince // "v5.16"
 */
export function flawsOfChange({ record, since }: ChangeEntry, known: Knowledge): Flaws {
  const having = (isFix: boolean) =>
    record.commits
      .filter(({ role }) => (role === "fix") === isFix)
      .flatMap(({ sha }) => known.commit(sha) ?? []);
  return flawsOf(having(false), having(true), since.complete, known);
}

/**
 * The flaws and fixes of a change or a commit.
 * @param commits those it is made of
 * @param fixes further commits that a record lists as fixes
 * @param since the release that has all of it
 */
export function flawsOf(commits: CommitEntry[], fixes: CommitEntry[], since: Since, known: Knowledge): Flaws {
  const all = [...commits, ...fixes].flatMap(flawsOfCommit).sort(newestFirst);
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
      release: safeRelease(fix.since),
    });
  }
  for (const commit of [...commits, ...fixes]) {
    for (const { sha, subject } of fixesOf(commit)) {
      if (own.has(sha) || further.has(sha)) continue;
      const release = releaseOf(sha, commit, known);
      further.set(sha, { name: sha, sha, subject, of: commit.sha, release });
    }
  }
  const rest = [...further.values()].filter(({ sha }) => !fixing.has(sha));
  const complete = safeRelease(since);
  const named = flaws.map(({ cve, ranges }) => ({ name: cve, ranges }));
  const counted = rest.filter(({ release }) => release !== undefined);
  const branches = complete === undefined ? [] : safeSince(complete, named, counted);
  return { flaws, further: rest, branches, complete };
}

/** Whether any flaw or fix is known. */
export function hasFlaws({ flaws, further }: Flaws): boolean {
  return flaws.length + further.length > 0;
}

/** Every commit that records of flaws name beside this one, and its relation to it. */
export function commitsOfFlaws(commit: CommitEntry): { sha: string; as: "fix" | "same flaw" }[] {
  const ranges = flawsOfCommit(commit).flatMap((flaw) => flaw.ranges);
  const others = ranges.filter(({ introduced }) => introduced.sha !== commit.sha);
  return [
    ...ranges.flatMap(({ fixed }) => (fixed ? [{ sha: fixed.sha, as: "fix" as const }] : [])),
    ...others.map(({ introduced }: FlawRange) => ({ sha: introduced.sha, as: "same flaw" as const })),
  ];
}

/** The flaws that claims about a commit report, in the order of the claims. */
export function flawsOfCommit({ sha, verdicts }: CommitEntry): KnownFlaw[] {
  return verdicts.flatMap((verdict) =>
    verdict.claim.field === "flaw" ? [{ ...verdict.claim.value, commit: sha, verdict }] : [],
  );
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

function releaseOf(sha: string, { facts }: CommitEntry, known: Knowledge): string | undefined {
  const proved = facts?.followUps.find((followUp) => followUp.sha === sha)?.release;
  if (proved) return proved;
  const entry = known.commit(sha);
  return entry && safeRelease(entry.since);
}
