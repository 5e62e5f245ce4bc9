import type { LineCandidate, NamedKernel } from "../../domain/uname.ts";
import type { KernelLineRecord } from "../../records/corpus.ts";
import { answerSubject } from "./answer.ts";
import type { KernelSources } from "./arrival.ts";
import type { KernelAnswer } from "./kernel-answer.ts";
import { chooseRelease, isEnough, type Offer } from "./offer.ts";
import type { Subject } from "./subject.ts";

/**
 * A line, or one of its minor releases, as a kernel that can be asked about.
 * @example kernelOfLine(line, line.releases[4]).candidates // [{ line: "el9", release: "9.4", build: "427", ... }]
 */
export function kernelOfLine(
  { id, title, vendor, base }: KernelLineRecord,
  release?: KernelLineRecord["releases"][number],
): NamedKernel {
  const build = release?.build ?? null;
  const candidate: LineCandidate = {
    line: id,
    base,
    build,
    release: release?.version ?? null,
    between: null,
  };
  const input = release ? `${title}, release ${release.version}` : title;
  return { input, form: "name", base, patch: null, candidate: null, vendor, build, candidates: [candidate] };
}

/**
 * The answer for the newest minor release of a line, and the first release from which on it is the same; null: it is
 * the same in all of them, or there are none.
 * @example answerOfNewest(subjectOf("mount_setattr", sources), el9, sources).from // "9.3"
 */
export function answerOfNewest(
  subject: Subject,
  line: KernelLineRecord,
  sources: KernelSources,
): { answer: KernelAnswer; from: string | null } {
  const steps = line.releases.map((release) => ({
    version: release.version,
    answer: answerSubject(kernelOfLine(line, release), subject, sources),
  }));
  const newest = steps.at(-1)?.answer;
  if (!newest) return { answer: answerSubject(kernelOfLine(line), subject, sources), from: null };
  const at = steps.findLastIndex(({ answer }) => answer.answer !== newest.answer);
  return { answer: newest, from: at < 0 ? null : (steps[at + 1]?.version ?? null) };
}

/** What one line has of several things. */
export interface LineOffer {
  line: KernelLineRecord;
  /** The first of its minor releases that has all; null: none does, or the line has none. */
  release: string | null;
  /** has: every kernel of the line, or those from `release` on. lacks, cannot-tell: see `answers`. */
  offer: Offer;
  /** true: cannot tell, but the mainline release it began with has all that no vendor fact is known of. */
  baseHas: boolean;
  /** The answers of that release, or of the newest, or of the line as a whole. */
  answers: KernelAnswer[];
}

/**
 * From which minor release on a line has several things; where its answers are the same all over, without one.
 * @example offerOf(subjects, el9, sources).release // "9.3"
 */
export function offerOf(
  subjects: readonly Subject[],
  line: KernelLineRecord,
  sources: KernelSources,
): LineOffer {
  const ask = (release?: KernelLineRecord["releases"][number]) => {
    const kernel = kernelOfLine(line, release);
    return subjects.map((subject) => answerSubject(kernel, subject, sources));
  };
  const steps = line.releases.length === 0 ? [ask()] : line.releases.map(ask);
  const { at, offer, isFrom } = chooseRelease(steps.map((answers) => answers.map(({ answer }) => answer)));
  const answers = steps[at] ?? [];
  const isMet = ({ answer, baseHas }: KernelAnswer) => isEnough(answer) || baseHas === true;
  const baseHas = offer === "cannot-tell" && answers.every(isMet);
  return { line, release: isFrom ? (line.releases[at]?.version ?? null) : null, offer, baseHas, answers };
}
