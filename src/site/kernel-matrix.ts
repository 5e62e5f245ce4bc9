import { compareReleases } from "../domain/release.ts";
import { answerSubject } from "../model/kernels/answer.ts";
import { allSubjects } from "../model/kernels/compare.ts";
import { type KernelAnswer, type KernelVerdict, removes } from "../model/kernels/kernel-answer.ts";
import { answerOfNewest } from "../model/kernels/of-lines.ts";
import { newestLevel } from "../model/kernels/standing.ts";
import type { Subject } from "../model/kernels/subject.ts";
import { factsOfLine, verdictOfFact } from "../model/kernels/vendor-layers.ts";
import { removalShortWords, verdictShortWords } from "../output/kernel-text.ts";
import type { KernelLineRecord } from "../records/corpus.ts";
import { releaseKernel, shownSeries } from "./kernel-answers.ts";
import { factAnchor, type VerdictView } from "./kernel-pages.ts";
import { evidenceOfSubject, kernelPageOf, subjects } from "./kernel-subjects.ts";
import { href, kernelHref, releaseHref, topicHref } from "./links.ts";

/** The oldest release that a vendor's line in the table may have begun with: RHEL 8 has it. */
const OLDEST_BASE = "v4.18";
/** Lines of vendors in the table, while they are in support. */
const askedLines = /^(?:el\d+|debian-\d+|ubuntu-\d[02468]\.04)$/;

/** A kernel in a table: its heading, and what it says of a subject. */
export interface KernelColumn {
  href: string;
  /** "5.10", "el9", "Debian 12" */
  label: string;
  /** What exactly was asked about: the level ".250" of a series, the minor release "9.7" of a line. */
  exact: string | undefined;
  title: string;
  isVendor: boolean;
  ask: (subject: Subject) => { answer: KernelAnswer; from: string | null };
  /** Where the reason of an answer stands. */
  reason: (subject: Subject, answer: KernelVerdict) => string;
}

export interface CellView {
  href: string;
  answer: KernelVerdict;
  words: string;
}

/** The lines of vendors in the table: those in support that at least one vendor fact is known of. */
export function shownLines(): KernelLineRecord[] {
  const { corpus } = subjects().sources.known;
  const asOf = corpus.support?.asOf ?? "";
  const withFacts = new Set(corpus.vendorFacts.flatMap(({ lines }) => lines));
  const { compare } = new Intl.Collator("en", { numeric: true });
  return corpus.kernelLines
    .filter(({ id, base, until, extendedUntil = until }) => {
      const isAsked = askedLines.test(id) && withFacts.has(id);
      const isInSupport = extendedUntil !== undefined && extendedUntil >= asOf;
      return isAsked && isInSupport && base !== null && compareReleases(base, OLDEST_BASE) >= 0;
    })
    .sort((a, b) => compare(rank(a.id) + a.id, rank(b.id) + b.id));
}

/** RHEL first, since its lines have the most facts. */
function rank(id: string): string {
  return id.startsWith("el") ? "0" : "1";
}

function seriesColumn(series: string): KernelColumn {
  const { sources } = subjects();
  const level = newestLevel(series, subjects().sources.known.corpus);
  const kernel = releaseKernel(level);
  return {
    href: releaseHref(series),
    label: series.replace(/^v/, ""),
    exact: level === series ? undefined : level.slice(series.length),
    title: `mainline and stable ${level}`,
    isVendor: false,
    ask: (subject) => ({ answer: answerSubject(kernel, subject, sources), from: null }),
    reason: kernelPageOf,
  };
}

function lineColumn(line: KernelLineRecord): KernelColumn {
  const { sources } = subjects();
  const facts = factsOfLine(line.id, sources);
  return {
    href: kernelHref(line.id),
    label: line.id.startsWith("el") ? line.id : `${line.vendor} ${line.id.replace(/^\D+/, "")}`,
    exact: line.releases.at(-1)?.version,
    title: line.title,
    isVendor: true,
    ask: (subject) => answerOfNewest(subject, line, sources),
    reason: (subject, answer) => {
      const about = facts.filter(({ changes, interfaces }) =>
        (subject.kind === "change" ? changes : interfaces).includes(subject.name),
      );
      const fact = about.find((each) => verdictOfFact(each) === answer) ?? about[0];
      return fact ? `${kernelHref(line.id)}#${factAnchor(fact)}` : `${kernelHref(line.id)}#facts`;
    },
  };
}

const meanings: Record<KernelVerdict, string> = {
  has: "usable as the kernel is delivered",
  "has-with-flaws": "has it, with published flaws",
  partly: "usable, but not all of it",
  "off-by-default": "an administrator can enable it",
  restricted: "by default; an administrator can lift that",
  lacks: "missing, not built in, or refused",
  "cannot-tell": "no source that was read decides",
  unknown: "no release is known",
};

/** The answers with what each means, those that a table has. */
function legendOf(answers: ReadonlySet<KernelVerdict>): { verdict: VerdictView; meaning: string }[] {
  return (Object.keys(meanings) as KernelVerdict[])
    .filter((answer) => answers.has(answer))
    .map((answer) => ({ verdict: { answer, words: verdictShortWords[answer] }, meaning: meanings[answer] }));
}

let made: KernelColumn[] | undefined;

/** The kernels of every table, made once a build. */
function columns(): KernelColumn[] {
  made ??= [...shownSeries().map(seriesColumn), ...shownLines().map(lineColumn)];
  return made;
}

let topics: { id: string; name: string; count: number; href: string }[] | undefined;

/** The topics that have a table, made once a build: the page of each topic asks for them. */
export function matrixTopics() {
  const { sources } = subjects();
  topics ??= sources.known.corpus.topics
    .map(({ id, name }) => ({ id, name, count: allSubjects(sources, { topic: id }).length }))
    .filter(({ count }) => count > 0)
    .map((topic) => ({ ...topic, href: matrixHref(topic.id) }));
  return topics;
}

export const matrixHref = (topic: string) => href(`/topics/${topic}/kernels/`);

export function matrixPaths() {
  return matrixTopics().map(({ id }) => ({ params: { id } }));
}

export type MatrixPage = ReturnType<typeof matrixPage>;

/** Everything of a topic on the kernels that people ask about. */
export function matrixPage(id: string) {
  const { sources } = subjects();
  const topic = sources.known.corpus.topics.find((each) => each.id === id);
  if (!topic) throw new Error(`no topic has the id ${id}`);
  const all = allSubjects(sources, { topic: id });
  const groups = [...Map.groupBy(all, kindOf)].map(([kind, own]) => ({
    kind: kind === "change" ? "changes" : kind,
    rows: own.map(rowView).sort((a, b) => Number(a.since === null) - Number(b.since === null)),
  }));
  const given = groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ answer }) => answer)));
  return {
    name: topic.name,
    crumb: { href: topicHref(id), title: topic.name },
    kernels: href("/kernels/"),
    columns: columns().map(({ ask: _, reason: __, ...heading }) => heading),
    count: all.length,
    groups,
    legend: legendOf(new Set(given)),
  };
}

function kindOf(subject: Subject): string {
  if (subject.kind === "change") return "change";
  return (subject.kind === "interface" && subject.kinds[0]) || "other";
}

/** What is known of the mainline release that a vendor's line began with, where that is all that is known. */
function untoldWords(baseHas: boolean | null): string {
  return baseHas === null ? verdictShortWords["cannot-tell"] : baseHas ? "base has" : "base lacks";
}

function rowView(subject: Subject) {
  const answers = columns().map((column) => ({ column, ...column.ask(subject) }));
  const told = answers.filter(({ answer }) => answer.answer !== "cannot-tell");
  return {
    href: kernelPageOf(subject),
    name: subject.kind === "change" ? subject.entry.record.title : subject.name,
    isCode: subject.kind !== "change",
    since: subject.kind === "unknown" ? null : subject.first.release,
    evidence: evidenceOfSubject(subject),
    /** Whether two kernels that can tell say different things. */
    differs: new Set(told.map(({ answer, from }) => `${answer.answer} ${from}`)).size > 1,
    cells: answers.map(({ column, answer: { answer, baseHas }, from }): CellView => {
      const words = removes(subject)
        ? removalShortWords(answer)
        : answer === "cannot-tell"
          ? untoldWords(baseHas)
          : verdictShortWords[answer];
      const isFrom = from !== null && answer !== "cannot-tell";
      return { href: column.reason(subject, answer), answer, words: isFrom ? `${words} ${from}+` : words };
    }),
  };
}
