import type { KernelSources } from "./arrival.ts";
import { type LineOffer, offerOf } from "./of-lines.ts";
import { type MainlineOffer, mainlineOffer } from "./offer.ts";
import type { Subject } from "./subject.ts";

/** What several interfaces and changes need together. */
export interface Needs extends MainlineOffer {
  /** The day of that release, YYYY-MM-DD. */
  day: string | null;
  /** The names whose release that is: what decides it. */
  decidedBy: string[];
  /** Each name with the release it needs, and the one that took it away again; null: none is known. */
  each: { name: string; needs: string | null; removedIn: string | null; words: string }[];
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
    const [removal] = subject.kind === "interface" ? subject.removals : [];
    const end = removal && ` and was removed in ${removal.arrival.release} ("${removal.title}")`;
    return [
      {
        name: subject.called,
        needs: presentIn,
        removedIn: removal?.arrival.release ?? null,
        words: `${words}${end ?? ""}`,
      },
    ];
  });
  const unknown = subjects.flatMap((subject) =>
    subject.kind === "unknown" ? [{ name: subject.name, because: subject.because }] : [],
  );
  const missing = each.filter(({ needs }) => needs === null);
  const offer = mainlineOffer([...each, ...unknown.map(() => ({ needs: null }))]);
  const decisive = offer.release ?? offer.tooLate;
  const known = subjects.filter(({ kind }) => kind !== "unknown");
  const lines = [...sources.lines.values()]
    .filter(({ isUpstream }) => !isUpstream)
    .map((line) => offerOf(known, line, sources))
    .filter(({ answers, baseHas }) => baseHas || answers.some(({ answer }) => answer !== "cannot-tell"));
  return {
    ...offer,
    day: offer.release && sources.known.releaseDate(offer.release),
    decidedBy: each.filter(({ needs }) => needs !== null && needs === decisive).map(({ name }) => name),
    each,
    unknown: [...unknown, ...missing.map(({ name, words }) => ({ name, because: `It ${words}.` }))],
    lines,
  };
}
