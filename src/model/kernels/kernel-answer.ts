import type { NamedKernel } from "../../domain/uname.ts";
import type { KernelEvidence } from "./arrival.ts";
import type { OpenFlaw } from "./flaws.ts";
import type { Subject } from "./subject.ts";

/**
 * has: all of it, usable as the kernel is delivered, as far as it was read. lacks: not there, not built or refused.
 * partly: usable, but not all of it. has-with-flaws: with published flaws. off-by-default, restricted: an administrator
 * can turn it on. cannot-tell: the name of the kernel does not say. unknown: the release, or the name, is not known.
 */
export type KernelVerdict =
  | "has"
  | "lacks"
  | "partly"
  | "has-with-flaws"
  | "off-by-default"
  | "restricted"
  | "cannot-tell"
  | "unknown";

/** The answer for one name on one kernel. The keys up to `evidence` are a contract with programs that read the JSON. */
export interface KernelAnswer {
  kernel: string;
  name: string;
  answer: KernelVerdict;
  /** The first mainline release with it: "v5.6"; null: none, or an interval. */
  release: string | null;
  /** The reason in words. */
  because: string;
  evidence: KernelEvidence[];
  /** Code, configuration and default are three answers; null: not known. */
  parts: { code: boolean | null; configuration: boolean | null; default: "on" | "off" | "restricted" | null };
  /** How a program can find out on the running kernel; null where the answer needs no asking. */
  howToTell: string | null;
  /** How an administrator turns it on; null where it is on, or nobody can. */
  turnOn: string | null;
  /** The published flaws that this kernel has; empty where none is known or the kernel's level is hidden. */
  flaws: OpenFlaw[];
  /** Changes that extend the interface and are not in this kernel, the oldest first; empty where nothing is compared. */
  extendedLater: { change: string; title: string; release: string }[];
  /**
   * Of what cannot be told: whether the mainline release has it that a vendor's kernel began with, or the newest known
   * one. Null: not known, or the answer is another.
   */
  baseHas: boolean | null;
  /** It is a change that takes something away: what "has" it no longer has that thing. */
  removes: boolean;
  /** What each line says that the kernel may be of, where there are several. */
  candidates?: { line: string; answer: KernelVerdict; because: string }[];
}

/** What could be found. */
export type KnownSubject = Exclude<Subject, { kind: "unknown" }>;

/** Whether a subject is a change that takes something away. */
export function removes(subject: Subject): boolean {
  return subject.kind === "change" && subject.entry.record.removes === true;
}

/** An answer to be filled in: what the subject says by itself. */
export function blankAnswer(kernel: NamedKernel, subject: Subject): KernelAnswer {
  return {
    kernel: kernel.input,
    name: subject.kind === "unknown" ? subject.name : subject.called,
    answer: "unknown",
    release: subject.kind === "unknown" ? null : subject.first.release,
    because: "",
    evidence: subject.kind === "unknown" ? [] : subject.first.evidence,
    parts: { code: null, configuration: null, default: null },
    howToTell: null,
    turnOn: null,
    flaws: [],
    extendedLater: [],
    baseHas: null,
    removes: removes(subject),
  };
}

/** The word for a default that an administrator can change. */
export function verdictOfDefault(state: "off" | "restricted"): KernelVerdict {
  return state === "off" ? "off-by-default" : "restricted";
}

/** The words that stand beside a release or a title, for one kernel. */
export const verdictMarks: Record<KernelVerdict, string> = {
  has: "has",
  "has-with-flaws": "has",
  partly: "has part",
  "off-by-default": "off",
  restricted: "restricted",
  lacks: "lacks",
  "cannot-tell": "cannot tell",
  unknown: "cannot tell",
};
