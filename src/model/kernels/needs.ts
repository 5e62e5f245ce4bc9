import { compareReleases } from "../../domain/release.ts";
import type { KernelSources } from "./arrival.ts";
import { type LineOffer, offerOf } from "./of-lines.ts";
import type { Subject } from "./subject.ts";

/** What several interfaces and changes need together. */
export interface Needs {
  /** The lowest mainline release that is known to have all of all; null where one has no known release. */
  release: string | null;
  /** The day of that release, YYYY-MM-DD. */
  day: string | null;
  /** The names whose release that is: what decides it. */
  decidedBy: string[];
  /** Each name with the release it needs; null: none is known. */
  each: { name: string; needs: string | null; words: string }[];
  /** Names that nothing is known of, or that are in no release. */
  unknown: { name: string; because: string }[];
  /** Lines of which at least one answer is more than "cannot tell", or of which the base has all. */
  lines: LineOffer[];
}

/**
 * The lowest kernel that has several things, on the mainline and on each line of a vendor.
 * @example needsOf([subjectOf("openat2", sources), subjectOf("CLONE_PIDFD", sources)], sources).release // "v5.6"
 */
export function needsOf(subjects: readonly Subject[], sources: KernelSources): Needs {
  const each = subjects.flatMap((subject) => {
    if (subject.kind === "unknown") return [];
    const { presentIn, words } = subject.complete;
    return [{ name: subject.called, needs: presentIn, words }];
  });
  const unknown = subjects.flatMap((subject) =>
    subject.kind === "unknown" ? [{ name: subject.name, because: subject.because }] : [],
  );
  const missing = each.filter(({ needs }) => needs === null);
  const releases = each.flatMap(({ needs }) => needs ?? []).sort(compareReleases);
  const isWhole = unknown.length === 0 && missing.length === 0;
  const release = isWhole ? (releases.at(-1) ?? null) : null;
  const known = subjects.filter(({ kind }) => kind !== "unknown");
  const lines = [...sources.lines.values()]
    .filter(({ isUpstream }) => !isUpstream)
    .map((line) => offerOf(known, line, sources))
    .filter(({ answers, baseHas }) => baseHas || answers.some(({ answer }) => answer !== "cannot-tell"));
  return {
    release,
    day: release && sources.known.releaseDate(release),
    decidedBy: each.filter(({ needs }) => needs !== null && needs === release).map(({ name }) => name),
    each,
    unknown: [...unknown, ...missing.map(({ name, words }) => ({ name, because: `It ${words}.` }))],
    lines,
  };
}
