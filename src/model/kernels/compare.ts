import { compareReleases } from "../../domain/release.ts";
import { compareBuilds, type NamedKernel } from "../../domain/uname.ts";
import { answerSubject } from "./answer.ts";
import type { KernelSources } from "./arrival.ts";
import { differenceOf, isThere } from "./difference.ts";
import { type KernelAnswer, type KernelVerdict, removes } from "./kernel-answer.ts";
import { changeSubject, interfaceSubject, type Subject } from "./subject.ts";
import { candidateInWords } from "./vendor-layers.ts";

/** Which subjects are looked at. */
export interface SubjectFilter {
  /** Id of a topic: only changes with it, and interfaces that such changes list. */
  topic?: string | undefined;
  /** A sort of interface ("syscall"), or "change". */
  kind?: string | undefined;
}

/**
 * Every change of the kernel and every interface of the content, changes first, in the order of the knowledge.
 * @example allSubjects(sources, { topic: "user", kind: "change" }).length
 */
export function allSubjects(sources: KernelSources, { topic, kind }: SubjectFilter): Subject[] {
  const isOf = (record: { topics: readonly string[] }) =>
    topic === undefined || record.topics.includes(topic);
  const changes = sources.known.changes
    .filter(({ record }) => (kind === undefined || kind === "change") && isOf(record))
    .map((entry) => changeSubject(entry, sources))
    .filter((subject) => subject.kind !== "unknown");
  const interfaces = [...sources.interfaces.values()]
    .filter(({ kinds }) => kind === undefined || kinds.some((each) => each === kind))
    .filter((entry) => entry.changes.some(({ record }) => isOf(record)))
    .map((entry) => interfaceSubject(entry, sources));
  return [...changes, ...interfaces];
}

/** One thing on two kernels. */
export interface Difference {
  subject: Subject;
  before: KernelAnswer;
  after: KernelAnswer;
}

/** What differs between two kernels. */
export interface Comparison {
  /** Lacking on the first, there on the second. */
  came: Difference[];
  /** In part on the first, whole on the second. */
  completed: Difference[];
  /** There on the first, lacking on the second; and changes that took something away in between. */
  went: Difference[];
  /** There on both, but on, off or restricted by default on one of them. */
  changedDefault: Difference[];
  /** Published flaws of the first that the second does not have. */
  flawsFixed: { subject: Subject; cves: string[] }[];
  /** Published flaws of the second that the first does not have, though it has the thing. */
  flawsBrought: { subject: Subject; cves: string[] }[];
  /** What at least one of the two cannot tell. */
  cannotTell: Difference[];
  /** How many these are. */
  untold: number;
}

/**
 * What came, was completed, went, changed its default or lost flaws from one kernel to another.
 * @example compareKernels(read("v5.4"), read("v6.1"), allSubjects(sources, {}), sources).came.length
 */
export function compareKernels(
  from: NamedKernel,
  to: NamedKernel,
  subjects: readonly Subject[],
  sources: KernelSources,
): Comparison {
  const answers = (kernel: NamedKernel) => subjects.map((subject) => answerSubject(kernel, subject, sources));
  return compareAnswers(subjects, answers(from), answers(to));
}

/** The same of answers that are at hand. @param before the answer for each subject, in their order */
export function compareAnswers(
  subjects: readonly Subject[],
  before: readonly KernelAnswer[],
  after: readonly KernelAnswer[],
): Comparison {
  const found: Comparison = {
    came: [],
    completed: [],
    went: [],
    changedDefault: [],
    flawsFixed: [],
    flawsBrought: [],
    cannotTell: [],
    untold: 0,
  };
  for (const [at, subject] of subjects.entries()) {
    const [first, second] = [before[at], after[at]];
    if (!first || !second) continue;
    const kind = differenceOf(first.answer, second.answer, removes(subject));
    const difference = { subject, before: first, after: second };
    if (kind === "untold") found.cannotTell.push(difference);
    else if (kind !== null) found[kind].push(difference);
    if (!isThere(first.answer) || !isThere(second.answer)) continue;
    const [fixed, brought] = [flawsOnlyIn(first, second), flawsOnlyIn(second, first)];
    if (fixed.length > 0) found.flawsFixed.push({ subject, cves: fixed });
    if (brought.length > 0) found.flawsBrought.push({ subject, cves: brought });
  }
  return { ...found, untold: found.cannotTell.length };
}

function flawsOnlyIn(one: KernelAnswer, other: KernelAnswer): string[] {
  const its = new Set(other.flaws.map(({ cve }) => cve));
  return one.flaws.map(({ cve }) => cve).filter((cve) => !its.has(cve));
}

/**
 * Whether the second of two kernels is the older one: by its base, within one series by its level, within one line of a
 * vendor by its build.
 * @example isBackwards(read("v6.1"), read("v5.10")) // true
 */
export function isBackwards(from: NamedKernel, to: NamedKernel): boolean {
  if (from.base === null || to.base === null) return false;
  const order = compareReleases(to.base, from.base);
  if (order !== 0) return order < 0;
  if (from.build !== null && to.build !== null && from.candidates[0]?.line === to.candidates[0]?.line)
    return compareBuilds(to.build, from.build) < 0;
  if (from.candidate !== to.candidate)
    return from.candidate === null || (to.candidate ?? Infinity) < from.candidate;
  return from.patch !== null && to.patch !== null && to.patch < from.patch;
}

/** An answer in a list of them. */
export interface ListedAnswer extends KernelAnswer {
  /** The reason without what every answer of the list says: "came with v5.6 (2020-03-29)". */
  inShort: string;
}

/**
 * What a kernel lacks, by the release that has it first, the oldest first; what no release has; what is switched off, and
 * what is not told.
 * @example lackedBy(read("v5.4"), allSubjects(sources, { topic: "user" }), sources).lacks[0]?.release // "v5.5"
 */
export function lackedBy(
  kernel: NamedKernel,
  subjects: readonly Subject[],
  sources: KernelSources,
): {
  lacks: ListedAnswer[];
  /** Changes that no release is known to have: proposed, superseded, rejected. */
  never: ListedAnswer[];
  off: ListedAnswer[];
  partly: ListedAnswer[];
  untold: ListedAnswer[];
  has: number;
} {
  const [line, ...others] = kernel.candidates;
  const where = line && others.length === 0 ? candidateInWords(line, sources.lines.get(line.line)) : "";
  const all = subjects
    // What a kernel still has of a thing that went later is nothing that it lacks.
    .filter((subject) => !removes(subject))
    .map((subject) => ({ subject, arrival: arrivalOf(subject) }))
    .sort((a, b) => compareReleases(a.arrival ?? "v0.0", b.arrival ?? "v0.0"))
    .map(({ subject, arrival }) => {
      const answer = answerSubject(kernel, subject, sources);
      return { arrival, answer: { ...answer, inShort: inShort(subject, answer, where) } };
    });
  const having = (...wanted: KernelVerdict[]) =>
    all.filter(({ answer }) => wanted.includes(answer.answer)).map(({ answer }) => answer);
  const lacking = all.filter(({ answer }) => answer.answer === "lacks");
  const landed = ({ arrival }: (typeof all)[number]) => arrival !== null;
  return {
    lacks: lacking.filter(landed).map(({ answer }) => answer),
    never: lacking.filter((each) => !landed(each)).map(({ answer }) => answer),
    off: having("off-by-default", "restricted"),
    partly: having("partly"),
    untold: having("cannot-tell", "unknown"),
    has: having("has", "has-with-flaws").length,
  };
}

/** The oldest release that is known to have it. */
function arrivalOf(subject: Subject): string | null {
  return subject.kind === "unknown" ? null : (subject.first.release ?? subject.first.presentIn);
}

function inShort(subject: Subject, { because }: KernelAnswer, where: string): string {
  if (because.startsWith(`${where}: `)) return because.slice(where.length + 2);
  if (subject.kind === "unknown") return because;
  const { words } = subject.first;
  const isAll = because.startsWith(`${subject.label} ${words}, so `) && because.endsWith(" lacks it.");
  return isAll && !because.includes(". ") ? words : because;
}
