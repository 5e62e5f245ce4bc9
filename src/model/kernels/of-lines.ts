import type { LineCandidate, NamedKernel } from "../../domain/uname.ts";
import type { KernelLineRecord } from "../../records/corpus.ts";
import { answerSubject } from "./answer.ts";
import type { KernelSources } from "./arrival.ts";
import type { KernelAnswer } from "./kernel-answer.ts";
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
  offer: "has" | "off" | "lacks" | "cannot-tell";
  /** true: cannot tell, but the mainline release it began with has all that no vendor fact is known of. */
  baseHas: boolean;
  /** The answers of that release, or of the newest, or of the line as a whole. */
  answers: KernelAnswer[];
}

const enough = new Set<KernelAnswer["answer"]>(["has", "has-with-flaws", "partly"]);
const offByDefault = new Set<KernelAnswer["answer"]>(["off-by-default", "restricted"]);

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
  const offered = (release: string | null, answers: KernelAnswer[], offer = worst(answers)): LineOffer => {
    const isMet = ({ answer, baseHas }: KernelAnswer) => enough.has(answer) || baseHas === true;
    return { line, release, offer, baseHas: offer === "cannot-tell" && answers.every(isMet), answers };
  };
  const steps = line.releases.map((release) => ({ release: release.version, answers: ask(release) }));
  if (steps.length === 0) return offered(null, ask());
  for (const wanted of ["has", "off"] as const) {
    // From there on: a later release that lost it again is no basis.
    const from = steps.findIndex((_, at) =>
      steps.slice(at).every(({ answers }) => isAtLeast(worst(answers), wanted)),
    );
    const step = steps[from];
    if (step) return offered(step.release, step.answers, wanted);
  }
  // Not read so far, but of no release known to have all.
  const ever = steps.find(({ answers }) => isAtLeast(worst(answers), "off"));
  return ever ? offered(ever.release, ever.answers) : offered(null, steps.at(-1)?.answers ?? []);
}

function worst(answers: readonly KernelAnswer[]): LineOffer["offer"] {
  if (answers.some(({ answer }) => answer === "lacks")) return "lacks";
  if (answers.some(({ answer }) => !enough.has(answer) && !offByDefault.has(answer))) return "cannot-tell";
  return answers.every(({ answer }) => enough.has(answer)) ? "has" : "off";
}

function isAtLeast(offer: LineOffer["offer"], wanted: "has" | "off"): boolean {
  return offer === "has" || (wanted === "off" && offer === "off");
}
