import type { DocumentRecord } from "../records/corpus.ts";
import type { Since } from "./first-release.ts";
import { type ReleaseAnswer, releaseAnswer } from "./headline.ts";
import type { InterfaceEntry } from "./interface-entries.ts";
import { interfaceBracket } from "./interface-since.ts";
import type { ChangeEntry, CommitEntry, Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** A source that names a release, with every place in it that does. */
export interface WhySource {
  document: DocumentRecord;
  verdicts: Verdict[];
}

/** What a release rests on: everything that a reader needs to check it. */
export interface Why {
  /** "Why v4.11", "Why v5.8 or v5.9", "Why the release is unknown" */
  heading: string;
  /**
   * The commit whose release it is, or one of the releases that sources disagree on; undefined where claims are about a
   * change or interface itself, or nothing is known.
   */
  commit: CommitEntry | undefined;
  /** The release of that commit, where sources name another one too. */
  commitRelease: string | undefined;
  /** Whether a clone proves it, which the facts of the commit name. */
  isProved: boolean;
  /** The sources that the answer counts, in its order. */
  sources: WhySource[];
  /** Those that a fact or better sources contradict. */
  contradicted: WhySource[];
  /** Why there is no release, where neither a clone nor a source names one. */
  missing: string | undefined;
}

/** @example whyOfCommit(commit, known).heading // "Why v4.11" */
export function whyOfCommit(commit: CommitEntry, known: Knowledge): Why {
  return whyOf(releaseAnswer(commit.since, known), commit.since, commit);
}

/**
 * Why a change has its first usable or its complete release: that of one of its commits, else what is claimed of it.
 * @example whyOfChange(entry, "first", known).sources.length // as many as the headline counts
 */
export function whyOfChange(entry: ChangeEntry, which: "first" | "complete", known: Knowledge): Why {
  const since = entry.since[which];
  const decisive = entry.record.commits
    .flatMap(({ sha }) => known.commit(sha) ?? [])
    .find((commit) => commit.since === since);
  return whyOf(releaseAnswer(since, known), since, decisive);
}

/**
 * Why an interface has its release. What headers show of it is in its answer.
 * @example whyOfInterface(entry, known).commit?.sha // the commit that introduces it, where its release is that of the interface
 */
export function whyOfInterface({ since, claims, uses }: InterfaceEntry, known: Knowledge): Why {
  const commit = since.commit === undefined ? undefined : known.commit(since.commit);
  const change = uses.find(({ listed }) => listed.role === "introduces")?.change;
  const verdicts = {
    headers: claims,
    claims: [...claims, ...(commit?.since.verdicts ?? [])],
    commit: commit?.since.verdicts ?? [],
    change: change?.since.first.verdicts ?? [],
  }[since.origin ?? "claims"];
  const decisive = since.origin === "change" ? change && whyOfChange(change, "first", known).commit : commit;
  const why = whyOf(since, { origin: "claim", releases: [], verdicts }, decisive);
  // A bracket, or that no header has it, is known, but is no release.
  if (since.releases.length > 0 || since.origin !== "headers") return why;
  const missing = `It is ${interfaceBracket(since)}, and no source names a release.`;
  return { ...why, heading: "Why no release is given", missing };
}

function whyOf(answer: ReleaseAnswer, { verdicts }: Since, commit: CommitEntry | undefined): Why {
  const { releases, unreleasedAsOf, sources, contradicted } = answer;
  const named = releases.map(({ version }) => version);
  const by = (documents: DocumentRecord[], isNamed: boolean) =>
    [...new Set(documents)].map((document) => ({
      document,
      verdicts: verdicts.filter(
        (verdict) => verdict.document === document && named.includes(String(verdict.claim.value)) === isNamed,
      ),
    }));
  const own = commit?.since.releases ?? [];
  const release = commit?.facts?.release;
  const isProved = typeof release === "string" ? named.includes(release) : unreleasedAsOf !== undefined;
  return {
    heading:
      named.length > 0
        ? `Why ${named.join(" or ")}`
        : unreleasedAsOf === undefined
          ? "Why the release is unknown"
          : `Why none up to ${unreleasedAsOf}`,
    commit,
    commitRelease: commit && own.join() !== named.join() ? own.join(" or ") : undefined,
    isProved,
    sources: by(sources, true),
    contradicted: by(
      contradicted.map(({ document }) => document),
      false,
    ),
    missing:
      isProved || sources.length > 0
        ? undefined
        : "No source names a release, and no clone that was read proves one.",
  };
}
