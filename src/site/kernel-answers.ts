import { compareReleases } from "../domain/release.ts";
import { packRuns } from "../domain/run-lengths.ts";
import { compareBuilds, kernelReader, type LineNames, type NamedKernel } from "../domain/uname.ts";
import { answerSubject } from "../model/kernels/answer.ts";
import { type AnswerTable, evidenceLetters } from "../model/kernels/answer-table.ts";
import { allSubjects } from "../model/kernels/compare.ts";
import { type KernelAnswer, type KernelVerdict, removes } from "../model/kernels/kernel-answer.ts";
import { kernelNames } from "../model/kernels/kernel-names.ts";
import { kernelOfLine } from "../model/kernels/of-lines.ts";
import { newestLevel } from "../model/kernels/standing.ts";
import type { Subject } from "../model/kernels/subject.ts";
import { verdictWords } from "../output/kernel-text.ts";
import type { KernelLineRecord } from "../records/corpus.ts";
import { evidenceOfSubject, kernelPageOf, subjects } from "./kernel-subjects.ts";
import { href, kernelHref } from "./links.ts";

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

/** The answers of all kernels, for the scripts: they look answers up and decide nothing. */
export function kernelFile(): AnswerTable {
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
        builds: buildsOf(line)
          .map((build): [string, number] => [build, numberOf(kernelOfBuild(line, build))])
          .filter(([, column], at, all) => column !== all[at - 1]?.[1]),
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
    levels: stableSeries().flatMap(levelsOf),
    lines,
    columns,
    evidence: packRuns(
      everySubject()
        .flatMap((subject) => (subject.kind === "unknown" ? [] : evidenceLetters[evidenceOfSubject(subject)]))
        .join(""),
    ),
    subjects: everySubject().flatMap((subject, at) => {
      if (subject.kind === "unknown") return [];
      const { presentIn, release, words } = subject.complete;
      const removedIn = subject.kind === "interface" ? subject.removals[0]?.arrival.release : undefined;
      return {
        name: isShared(subject) ? `change:${subject.name}` : subject.name,
        ...(subject.kind === "change" ? { title: subject.entry.record.title } : {}),
        ...(removes(subject) ? { removes: true as const } : {}),
        href: kernelPageOf(subject),
        since: subject.first.release,
        needs: presentIn,
        ...(presentIn !== null && presentIn === release ? {} : { words }),
        ...(removedIn === undefined ? {} : { removedIn }),
        mainline: packRuns(mainline.map((column) => column[at]).join("")),
      };
    }),
  };
}

/** The builds from which on facts say something else of a line, in their order: those that a fact names, and the next. */
function buildsOf({ id, kernelOf, releases }: KernelLineRecord): string[] {
  const { corpus } = subjects().sources.known;
  const facts = corpus.vendorFacts.filter(({ lines }) =>
    lines.some((line) => line === id || line === kernelOf),
  );
  const named = [
    ...facts.flatMap(({ from, until, absentIn }) => [from, until, absentIn].flatMap((each) => each ?? [])),
    ...releases.map(({ build }) => build),
  ];
  const next = named.map((build) => `${Number.parseInt(build, 10) + 1}`);
  return [...new Set(["0", ...named, ...next])].sort(compareBuilds);
}

/** A kernel of a line by its build, which is none of its releases. */
function kernelOfBuild(line: KernelLineRecord, build: string): NamedKernel {
  const whole = kernelOfLine(line);
  const input = `${whole.input}, build ${build}`;
  return { ...whole, input, build, candidates: whole.candidates.map((each) => ({ ...each, build })) };
}

/** The series of which a fact or a backport speaks. */
function stableSeries(): string[] {
  const { corpus, commits } = subjects().sources.known;
  const branches = commits.flatMap(({ facts }) => facts?.backports.map(({ branch }) => `v${branch}`) ?? []);
  const named = new Set([...corpus.vendorFacts.flatMap(({ lines }) => lines), ...branches]);
  return corpus.releases.map(({ version }) => version).filter((version) => named.has(version));
}

/** What of a series depends on its level, flaws apart: what nobody can say of the series as a whole. */
function levelsOf(series: string): AnswerTable["levels"] {
  const { sources } = subjects();
  const own = answersOn(releaseKernel(series));
  const whole = answersOn(releaseKernel(`${series}.y`));
  const newest = Number(newestLevel(series, sources.known.corpus).slice(series.length + 1));
  return everySubject().flatMap((subject, at) => {
    const plain = own[at] && letterOf(own[at]);
    const asSeries = whole[at];
    if (asSeries?.answer !== "cannot-tell" || letterOf(asSeries) === plain) return [];
    const steps: [number, string][] = [[-1, letterOf(asSeries)]];
    for (let level = 0; level <= newest; level += 1) {
      const letter = letterOf(answerSubject(releaseKernel(`${series}.${level}`), subject, sources));
      if (steps.at(-1)?.[1] !== letter) steps.push([level, letter]);
    }
    return [[series, at, steps] satisfies AnswerTable["levels"][number]];
  });
}
