import { answerSubject } from "../model/kernels/answer.ts";
import type { KernelSources } from "../model/kernels/arrival.ts";
import type { KernelVerdict } from "../model/kernels/kernel-answer.ts";
import { kernelOfLine } from "../model/kernels/of-lines.ts";
import { factsOfLine, releasesInWords, verdictOfFact } from "../model/kernels/vendor-layers.ts";
import { verdictInWords, verdictWords } from "../output/kernel-text.ts";
import type { KernelLineRecord, VendorFactRecord } from "../records/corpus.ts";
import { vendorFactKinds } from "../records/schema/kernels.ts";
import { knowledge } from "./content.ts";
import { shownSeries } from "./kernel-answers.ts";
import { subjects } from "./kernel-subjects.ts";
import { changeHref, href, interfaceHref, kernelHref, releaseHref, topicHref } from "./links.ts";
import { changeLink, releaseView } from "./views.ts";

/** An answer about a kernel: its shape and its words. */
export interface VerdictView {
  answer: KernelVerdict;
  words: string;
}

export function kernelPaths() {
  return knowledge().corpus.kernelLines.map(({ id }) => ({ params: { id } }));
}

/** All lines by vendor, and the series in support of the mainline. */
export function kernelList() {
  const known = knowledge();
  const { kernelLines, support } = known.corpus;
  const { sources } = subjects();
  const { compare } = new Intl.Collator("en", { numeric: true });
  const vendors = Map.groupBy(kernelLines, ({ vendor }) => vendor);
  return {
    releases: href("/releases/"),
    count: kernelLines.length,
    vendors: [...vendors]
      .sort(([a], [b]) => compare(a, b))
      .map(([vendor, lines]) => ({
        vendor,
        id: vendor.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
        lines: lines
          .toSorted((a, b) => compare(b.title, a.title))
          .map((line) => ({
            href: kernelHref(line.id),
            title: line.title,
            base: line.base === null ? undefined : releaseView(line.base, known),
            until: line.until,
            extendedUntil: line.extendedUntil,
            facts: factsOfLine(line.id, sources).length,
          })),
      })),
    support: support && {
      link: { href: support.url, title: support.title },
      asOf: support.asOf,
      series: support.series
        .filter(({ until }) => until === null || until >= support.asOf)
        .toReversed()
        .map(({ series, until }) => ({ release: releaseView(series, known), until })),
    },
  };
}

export type KernelPage = ReturnType<typeof kernelPage>;

export function kernelPage(id: string) {
  const known = knowledge();
  const { sources } = subjects();
  const line = sources.lines.get(id);
  if (!line) throw new Error(`no line of kernels has the id ${id}`);
  const { title, vendor, names, base, uname, releases, released, until, extendedUntil, note, file } = line;
  const facts = factsOfLine(id, sources).toSorted(
    (a, b) => vendorFactKinds.indexOf(b.kind) - vendorFactKinds.indexOf(a.kind),
  );
  const shared = line.kernelOf === undefined ? undefined : sources.lines.get(line.kernelOf);
  return {
    crumb: { href: href("/kernels/"), title: "Kernels" },
    ...{ title, vendor, names, uname, releases, released, until, extendedUntil, note, file },
    base: base === null ? undefined : releaseView(base, known),
    /** Where the flaws of the stable series stand whose levels it follows. */
    flaws:
      line.showsPatch && base !== null && shownSeries().includes(base)
        ? { href: `${releaseHref(base)}#flaws`, title: `${base} at its newest level` }
        : undefined,
    shared: shared && { href: kernelHref(shared.id), title: shared.title },
    sources: line.sources.map(({ url, at, kind }) => ({ url, at, kind: kind.replaceAll("-", " ") })),
    facts: facts.map((fact) => factView(fact, line, sources)),
    /** Undefined for a line whose kernels each begin with a release of their own. */
    answers: base === null ? undefined : answersOf(line, facts),
  };
}

/** The place of a vendor fact on the page of its line. */
export function factAnchor({ slug }: VendorFactRecord): string {
  return `fact-${slug}`;
}

function factView(fact: VendorFactRecord, line: KernelLineRecord, { known, interfaces }: KernelSources) {
  const { kind, summary, howToTell, turnOn, contradicts } = fact;
  return {
    id: factAnchor(fact),
    changes: fact.changes.map((slug) => ({
      href: changeHref(slug),
      title: known.change(slug)?.record.title ?? slug,
    })),
    interfaces: fact.interfaces.map((name) => ({
      href: interfaces.has(name) ? interfaceHref(name) : undefined,
      title: name,
    })),
    verdict: { answer: verdictOfFact(fact), words: kind.replaceAll("-", " ") },
    builds: releasesInWords(fact, line),
    ...{ summary, howToTell, turnOn, contradicts },
    sources: fact.sources.map(({ url, at, kind: of }) => ({ url, at, kind: of.replaceAll("-", " ") })),
  };
}

/** What the newest kernels of a line have, topic by topic; changes without any vendor fact are counted. */
function answersOf(line: KernelLineRecord, facts: readonly VendorFactRecord[]) {
  const { sources, changes } = subjects();
  const newest = line.releases.at(-1);
  const kernel = kernelOfLine(line, newest);
  const withFacts = new Set(facts.flatMap((fact) => fact.changes));
  const answers = changes.map((subject) => {
    const found = answerSubject(kernel, subject, sources);
    const { answer, because } = found;
    return {
      topic: subject.entry.record.topics[0],
      ...changeLink(subject.entry),
      isShort: answer === "cannot-tell" && !withFacts.has(subject.name),
      verdict: { answer, words: verdictInWords(found) },
      because: because.replace(`${kernel.input}: `, ""),
    };
  });
  const words = [...new Set(answers.map(({ verdict }) => verdict.words))];
  return {
    newest: newest?.version,
    counts: words
      .map((each) => answers.filter(({ verdict }) => verdict.words === each))
      .flatMap((same) => (same[0] ? [{ verdict: same[0].verdict, count: same.length }] : []))
      .sort((a, b) => order.indexOf(a.verdict.answer) - order.indexOf(b.verdict.answer)),
    topics: sources.known.corpus.topics
      .map(({ id, name }) => ({ id, name, own: answers.filter(({ topic }) => topic === id) }))
      .filter(({ own }) => own.length > 0)
      .map(({ id, name, own }) => ({
        id: `topic-${id}`,
        name,
        told: own
          .filter(({ isShort }) => !isShort)
          .sort((a, b) => order.indexOf(a.verdict.answer) - order.indexOf(b.verdict.answer)),
        page: topicHref(id),
        untold: untoldOf(own),
      })),
  };
}

/** How many changes have no vendor fact, and the word for them; undefined for none. */
function untoldOf<V>(
  all: readonly { isShort: boolean; verdict: V }[],
): { verdict: V; count: number } | undefined {
  const untold = all.filter(({ isShort }) => isShort);
  return untold[0] && { verdict: untold[0].verdict, count: untold.length };
}

const order = Object.keys(verdictWords) as KernelVerdict[];
