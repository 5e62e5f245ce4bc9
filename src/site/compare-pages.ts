import { compareReleases } from "../domain/release.ts";
import { compareAnswers, type Difference } from "../model/kernels/compare.ts";
import type { Subject } from "../model/kernels/subject.ts";
import { differenceInWords } from "../output/kernel-text.ts";
import { answersOn, everySubject, releaseKernel } from "./kernel-answers.ts";
import type { VerdictView } from "./kernel-pages.ts";
import { evidenceOfSubject, kernelPageOf, subjects } from "./kernel-subjects.ts";
import { href } from "./links.ts";
import { type MarkView, type ReleaseView, releaseView } from "./views.ts";

/** From this release on every series has pages, so that no address vanishes with the support of its series. */
const EVERY_SERIES_FROM = "v7.1";
const LONG_TERM_DAYS = 700;

export const compareHref = (from: string, to: string) => href(`/compare/${from}/${to}/`);

let series: string[] | undefined;

/** The series whose pairs have pages: those of long-term support since v4.19, and all from v7.1 on. */
export function comparedSeries(): string[] {
  if (series) return series;
  const { corpus } = subjects().sources.known;
  const dayOf = (release: string) => corpus.releases.find(({ version }) => version === release)?.date ?? null;
  const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const listed = corpus.support?.series ?? [];
  series = listed
    .filter(({ series: each, until }) => {
      if (compareReleases(each, "v4.19") < 0) return false;
      const released = dayOf(each);
      const isLongTerm = until !== null && released !== null && days(released, until) > LONG_TERM_DAYS;
      return isLongTerm || compareReleases(each, EVERY_SERIES_FROM) >= 0;
    })
    .map((each) => each.series)
    .sort(compareReleases);
  return series;
}

export function comparePairs(): { from: string; to: string }[] {
  const all = comparedSeries();
  return all.flatMap((from, at) => all.slice(at + 1).map((to) => ({ from, to })));
}

export function comparePaths() {
  return comparePairs().map((params) => ({ params }));
}

/** The pairs by what they begin with, for the list. */
export function compareList() {
  const all = comparedSeries();
  return {
    rows: all.slice(0, -1).map((from, at) => ({
      from,
      to: all.slice(at + 1).map((to) => ({ title: to, href: compareHref(from, to) })),
    })),
    kernels: href("/kernels/"),
  };
}

interface ItemView {
  href: string;
  name: string;
  /** An interface, whose name is set as code. */
  isCode: boolean;
  /** How its release is known. */
  mark: MarkView;
  before: VerdictView;
  after: VerdictView;
}

export type ComparePage = ReturnType<typeof comparePage>;

/** What differs between two mainline releases. */
export function comparePage(from: string, to: string) {
  const { known } = subjects().sources;
  const answers = (release: string) => answersOn(releaseKernel(release));
  const found = compareAnswers(everySubject(), answers(from), answers(to));
  const all = comparedSeries();
  const neighbours = [
    { from: all[all.indexOf(from) - 1], to },
    { from: all[all.indexOf(from) + 1], to },
    { from, to: all[all.indexOf(to) - 1] },
    { from, to: all[all.indexOf(to) + 1] },
  ];
  return {
    crumb: { href: href("/compare/"), title: "Compare kernels" },
    from: releaseView(from, known),
    to: releaseView(to, known),
    came: byRelease(found.came),
    counts: {
      came: found.came.length,
      completed: found.completed.length,
      went: found.went.length,
      changedDefault: found.changedDefault.length,
      flaws: found.flawsFixed.length,
    },
    changed: [
      { id: "completed", title: "Completed", items: found.completed.map(itemView) },
      { id: "went", title: "Removed", items: found.went.map(itemView) },
      { id: "default", title: "Changed default", items: found.changedDefault.map(itemView) },
    ].filter(({ items }) => items.length > 0),
    flaws: found.flawsFixed.map(({ subject, cves }) => ({ ...subjectLink(subject), cves })),
    untold: found.untold,
    others: neighbours.flatMap((pair) =>
      pair.from !== undefined && pair.to !== undefined && all.indexOf(pair.from) < all.indexOf(pair.to)
        ? [{ title: `${pair.from} and ${pair.to}`, href: compareHref(pair.from, pair.to) }]
        : [],
    ),
  };
}

/** The newest release first; what has no release of its own at the end. */
function byRelease(
  differences: readonly Difference[],
): { release: ReleaseView | undefined; items: ItemView[] }[] {
  const { known } = subjects().sources;
  const groups = Map.groupBy(differences, ({ after }) => after.release);
  return [...groups]
    .sort(([a], [b]) => compareReleases(b ?? "v0.0", a ?? "v0.0"))
    .map(([release, own]) => ({
      release: release === null ? undefined : releaseView(release, known),
      items: own.map(itemView),
    }));
}

/** A change by its title, or an interface. */
export function subjectLink(subject: Subject) {
  return {
    href: kernelPageOf(subject),
    name: subject.kind === "change" ? subject.entry.record.title : subject.name,
    isCode: subject.kind !== "change",
  };
}

function itemView(difference: Difference): ItemView {
  const { subject, before, after } = difference;
  const [was, is] = differenceInWords(difference);
  return {
    ...subjectLink(subject),
    mark: { of: evidenceOfSubject(subject) },
    before: { answer: before.answer, words: was },
    after: { answer: after.answer, words: is },
  };
}
