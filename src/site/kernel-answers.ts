import { compareReleases, seriesOf } from "../domain/release.ts";
import { packRuns } from "../domain/run-lengths.ts";
import { kernelReader, type LineNames, type NamedKernel } from "../domain/uname.ts";
import { answerSubject } from "../model/kernels/answer.ts";
import { allSubjects } from "../model/kernels/compare.ts";
import type { KernelAnswer, KernelVerdict } from "../model/kernels/kernel-answer.ts";
import { kernelNames } from "../model/kernels/kernel-names.ts";
import { kernelOfLine } from "../model/kernels/of-lines.ts";
import type { Subject } from "../model/kernels/subject.ts";
import { verdictWords } from "../output/kernel-text.ts";
import { kernelPageOf, subjects } from "./kernel-subjects.ts";
import { href, kernelHref } from "./links.ts";

/**
 * Every answer of the model, for the scripts of the pages about kernels: they look answers up and decide nothing.
 * Runs of letters are packed by `packRuns`.
 */
export interface KernelFile {
  /** The answer that each letter stands for, in words: { "h": ["has", "has it"] }. */
  letters: Record<string, [answer: KernelVerdict, words: string]>;
  /** The letter of what cannot be told, but the base has it. */
  baseHas: string;
  /** Mainline releases with their days, the oldest first. */
  releases: [release: string, day: string | null][];
  /** Lines of vendors; `columns` are the numbers of the answers of each release, or of the one line. */
  lines: { id: string; href: string; title: string; vendor: string; releases: string[]; columns: number[] }[];
  /** A letter for each subject, in their order. */
  columns: string[];
  subjects: SubjectRow[];
}

/** A change or an interface. */
export interface SubjectRow {
  name: string;
  /** The title of a change. */
  title?: string;
  href: string;
  /** The release it came with; null: not known, or an interval. */
  since: string | null;
  /** The lowest release that is known to have all of it. */
  needs: string | null;
  /** When it came, in words, where no release alone says it. */
  words?: string;
  /** A letter for each mainline release. */
  mainline: string;
}

/** Series out of support that people still ask about. */
const askedSeries = ["v4.19", "v5.4"];

const letters: Record<Exclude<KernelVerdict, "cannot-tell">, string> = {
  has: "h",
  lacks: "l",
  partly: "p",
  "has-with-flaws": "f",
  "off-by-default": "o",
  restricted: "r",
  unknown: "u",
};

/** Where the pages find it. */
export const kernelFileHref = href("/kernels/answers.json");
export const kernelNamesHref = href("/kernels/names.json");

/** What the name of a kernel is read with: see `kernelReader`. */
export function kernelNamesFile(): LineNames[] {
  return kernelNames(subjects().sources.known.corpus.kernelLines);
}

/** Of what cannot be told, what the mainline release has that a vendor's line began with. */
const untold: { letter: string; baseHas: boolean | null; words: string }[] = [
  { letter: "b", baseHas: true, words: "cannot tell, the base has it" },
  { letter: "n", baseHas: false, words: "cannot tell, the base lacks it" },
  { letter: "c", baseHas: null, words: verdictWords["cannot-tell"] },
];

function letterOf({ answer, baseHas }: KernelAnswer): string {
  if (answer !== "cannot-tell") return letters[answer];
  return untold.find((each) => each.baseHas === baseHas)?.letter ?? "c";
}

let asked: Map<string, KernelAnswer[]> | undefined;

/** The answers of a kernel to all subjects, made once a build. */
export function answersOn(kernel: NamedKernel): KernelAnswer[] {
  const { sources } = subjects();
  asked ??= new Map();
  const known = asked.get(kernel.input);
  if (known) return known;
  const answers = everySubject().map((subject) => answerSubject(kernel, subject, sources));
  asked.set(kernel.input, answers);
  return answers;
}

let every: Subject[] | undefined;

/** All changes and interfaces, made once a build. */
export function everySubject(): Subject[] {
  every ??= allSubjects(subjects().sources, {});
  return every;
}

/** The newest level of a series that is known: "v5.10.250"; the series itself where it has none. */
export function newestLevel(series: string): string {
  const { corpus } = subjects().sources.known;
  const levels = [...corpus.stableDates.keys(), ...corpus.stableReleases.map(({ version }) => version)];
  return levels.filter((tag) => seriesOf(tag) === series).reduce(later, series);
}

function later(a: string, b: string): string {
  return compareReleases(a, b) < 0 ? b : a;
}

/** The series that are in support on the day of the list of supported series, and two that are asked about anyway. */
export function shownSeries(): string[] {
  const { support } = subjects().sources.known.corpus;
  const isSupported = ({ until }: { until: string | null }) =>
    until === null || until >= (support?.asOf ?? "");
  const supported = support?.series.filter(isSupported).map(({ series }) => series) ?? [];
  return [...new Set([...askedSeries, ...supported])].sort(compareReleases);
}

/** @example releaseKernel("v5.4").base // "v5.4" */
export const releaseKernel = kernelReader([]);

/** A change with the name of an interface is asked for as the commands ask for it: "change:openat2". */
function isShared({ kind, name }: Subject): boolean {
  return kind === "change" && subjects().sources.interfaces.has(name);
}

export function kernelFile(): KernelFile {
  const { corpus } = subjects().sources.known;
  const lettersOf = (kernel: NamedKernel) => answersOn(kernel).map(letterOf);
  const mainline = corpus.releases.map(({ version }) => lettersOf(releaseKernel(version)));
  const columns: string[] = [];
  const numberOf = (kernel: NamedKernel) => {
    const column = packRuns(lettersOf(kernel).join(""));
    return columns.includes(column) ? columns.indexOf(column) : columns.push(column) - 1;
  };
  const lines = corpus.kernelLines
    .filter(({ isUpstream }) => !isUpstream)
    .map((line) => {
      const kernels = line.releases.map((release) => kernelOfLine(line, release));
      return {
        ...{ id: line.id, href: kernelHref(line.id), title: line.title, vendor: line.vendor },
        releases: line.releases.map(({ version }) => version),
        columns: (kernels.length > 0 ? kernels : [kernelOfLine(line)]).map(numberOf),
      };
    });
  const decided = Object.entries(letters) as [KernelVerdict, string][];
  return {
    letters: Object.fromEntries([
      ...decided.map(([answer, letter]) => [letter, [answer, verdictWords[answer]]]),
      ...untold.map(({ letter, words }) => [letter, ["cannot-tell", words]]),
    ]),
    baseHas: "b",
    releases: corpus.releases.map(({ version, date }) => [version, date]),
    lines,
    columns,
    subjects: everySubject().flatMap((subject, at) => {
      if (subject.kind === "unknown") return [];
      const arrival = subject.kind === "change" ? subject.complete : subject.first;
      return {
        name: isShared(subject) ? `change:${subject.name}` : subject.name,
        ...(subject.kind === "change" ? { title: subject.entry.record.title } : {}),
        href: kernelPageOf(subject),
        since: subject.first.release,
        needs: arrival.presentIn,
        ...(arrival.presentIn !== null && arrival.presentIn === arrival.release
          ? {}
          : { words: arrival.words }),
        mainline: packRuns(mainline.map((column) => column[at]).join("")),
      };
    }),
  };
}
