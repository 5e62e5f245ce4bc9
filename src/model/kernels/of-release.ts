// Over 250 lines: what a release has is one decision, case by case, with the words of each case beside it.
import { compareReleases } from "../../domain/release.ts";
import { type NamedKernel, releaseNamed } from "../../domain/uname.ts";
import { backportsOf } from "../backports.ts";
import { flawsOfChange, flawsOfCommit, type KnownFlaw } from "../flaws.ts";
import type { CommitEntry, Knowledge } from "../knowledge.ts";
import type { KernelEvidence, KernelSources } from "./arrival.ts";
import { type OpenFlaw, openFlaws } from "./flaws.ts";
import { howToAsk } from "./how-to-ask.ts";
import { type KernelAnswer, type KnownSubject, removes, verdictOfDefault } from "./kernel-answer.ts";
import { releaseLimit, removalBy, standingAt } from "./standing.ts";
import { buildsInWords, evidenceOfFact, type LayerState, layersOf } from "./vendor-layers.ts";

/**
 * The answer for a mainline or stable release, as kernel.org has it.
 * @example ofRelease(read("5.15.61"), subject, blankAnswer(read("5.15.61"), subject), sources).answer // "has"
 */
export function ofRelease(
  kernel: NamedKernel,
  subject: KnownSubject,
  blank: KernelAnswer,
  sources: KernelSources,
): KernelAnswer {
  const base = kernel.base ?? "";
  const limit = releaseLimit(base, sources.known);
  if (limit?.kind === "none") {
    const because = `There is no release ${base}: ${limit.after} came after ${limit.before}.`;
    return { ...blank, answer: "cannot-tell", because };
  }
  if (limit) return afterNewest(kernel, limit.newest, subject, blank, sources);
  const shown = releaseNamed(kernel) ?? `the series ${base}`;
  const state = standingAt(subject.first, base, kernel.candidate !== null);
  const it = `${subject.label} ${subject.first.words}`;
  const removal = removalBy(subject, base, kernel.candidate !== null);
  const gone = removal?.isOver ? removal.words : goneBy(subject, base);
  const claimed = layersOf(
    subject,
    { line: base, build: kernel.patch === null ? null : String(kernel.patch) },
    sources,
  );
  const says = Object.values(claimed).find(
    (each): each is LayerState => each !== null && !Array.isArray(each),
  );
  if (says && (state !== "has" || says.state !== "yes" || says.fact.kind !== "backported")) {
    const { summary, howToTell, turnOn } = says.fact;
    const answer =
      says.state === "yes" ? "has" : says.state === "no" ? "lacks" : verdictOfDefault(says.state);
    const evidence = [...evidenceOfFact(says.fact, subject), ...blank.evidence];
    const parts = { ...blank.parts, code: says.state !== "no" };
    const own = { howToTell: howToTell ?? null, turnOn: turnOn ?? null };
    return { ...blank, ...own, answer, because: `${it}. In ${shown}: ${summary}`, evidence, parts };
  }
  const later = claimed.others
    .map((fact) => ` Differs ${buildsInWords(fact).replace(/builds?/, "level")}: ${fact.summary}`)
    .join("");
  if (state === "lacks" && kernel.patch === null && later !== "") {
    const evidence = [...blank.evidence, ...claimed.others.flatMap((fact) => evidenceOfFact(fact, subject))];
    return { ...blank, answer: "cannot-tell", because: `${it}. ${later.trim()}`, evidence };
  }
  if (gone !== null) {
    return {
      ...blank,
      answer: "lacks",
      because: `${it}, and ${gone}.`,
      parts: { ...blank.parts, code: false },
    };
  }
  if (state === "unknown") {
    return {
      ...blank,
      answer: "unknown",
      because: `${it}, so nothing is known about ${shown}.`,
      howToTell: howToAsk(subject),
    };
  }
  if (state === "between" || (removal && state === "has")) {
    const because = `${it}${removal ? `, and ${removal.words}` : ""}; ${shown} is in between.`;
    return { ...blank, answer: "cannot-tell", because, howToTell: howToAsk(subject) };
  }
  if (state === "lacks")
    return withBackports(
      kernel,
      subject,
      blank,
      sources,
      `${it}, so ${shown} ${removes(subject) ? "still has what it removes" : "lacks it"}.`,
    );
  const parts = { ...blank.parts, code: true };
  const extendedLater =
    subject.kind === "change"
      ? []
      : subject.extensions
          .filter(({ arrival }) => standingAt(arrival, base, kernel.candidate !== null) === "lacks")
          .map(({ change, title, arrival }) => ({ change, title, release: arrival.release }));
  if (standingAt(subject.complete, base, kernel.candidate !== null) !== "has") {
    const evidence = [...blank.evidence, ...subject.complete.evidence];
    return {
      ...blank,
      answer: "partly",
      because: partInWords(subject, shown),
      evidence,
      parts,
      extendedLater,
    };
  }
  const flaws = flawsIn(kernel, subject, sources);
  if (flaws.length > 0) {
    const because = `${it}. ${shown} has ${flawsInWords(flaws, base)}`;
    return {
      ...blank,
      answer: "has-with-flaws",
      because,
      parts,
      flaws,
      extendedLater,
      evidence: [...blank.evidence, ...evidenceOfFlaws(flaws)],
    };
  }
  const has = removes(subject) ? "no longer has what it removes" : "has it where it is built in";
  const because = `${it}, so ${shown} ${has}.${later}`;
  return { ...blank, answer: "has", because, parts, extendedLater };
}

/** What is known of a release that is newer than all that are listed is what the newest of them has. */
function afterNewest(
  kernel: NamedKernel,
  newest: string,
  subject: KnownSubject,
  blank: KernelAnswer,
  sources: KernelSources,
): KernelAnswer {
  const last = { ...kernel, base: newest, patch: 0, candidate: null };
  const { answer, because } = ofRelease(last, subject, blank, sources);
  const day = sources.known.releaseDate(newest) ?? "date unknown";
  const limit = `${kernel.input} is after ${newest} (${day}), the newest release known here.`;
  const baseHas = standingAt(subject.first, newest) === "has" && answer !== "lacks";
  const since = baseHas ? "What was removed later" : "What was added later";
  return {
    ...blank,
    answer: "cannot-tell",
    because: `${limit} ${because} ${since} is not known.`,
    baseHas,
    howToTell: howToAsk(subject),
  };
}

function partInWords(subject: KnownSubject, shown: string): string {
  const { first, complete } = subject;
  if (removes(subject))
    return `It first ${first.words}. All of it ${complete.words}, so ${shown} has a part of what it removes.`;
  return subject.kind === "change"
    ? `First usable: it ${first.words}. All of it ${complete.words}, so ${shown} has a part.`
    : `${subject.name} ${first.words}, but "${usableBy(subject)}", which makes it usable, or usable without privilege, ${complete.words}, so ${shown} has a part.`;
}

function usableBy({ entry }: Extract<KnownSubject, { kind: "interface" }>): string {
  return entry?.uses.find(({ listed }) => listed.makesUsable)?.change.record.title ?? "";
}

/** How an interface went before a release, as the mainline's own trees show. */
function goneBy(subject: KnownSubject, base: string): string | null {
  if (subject.kind !== "interface") return null;
  const gone = subject.entry?.answer.observations.flatMap((each) => each.gone?.first.label ?? []) ?? [];
  const all = subject.entry?.answer.observations.length ?? 0;
  const last = gone
    .filter((label) => /^v\d+\.\d+$/.test(label))
    .sort(compareReleases)
    .at(-1);
  // Copies drop headers; what every history that had it lost is gone.
  return last !== undefined && gone.length === all && compareReleases(last, base) <= 0
    ? `was removed in ${last}`
    : null;
}

function commitsOf(subject: KnownSubject, { known }: KernelSources): CommitEntry[] {
  const shas =
    subject.kind === "change"
      ? subject.entry.record.commits.filter(({ role }) => role === "core").map(({ sha }) => sha)
      : (subject.entry?.introductions.flatMap(({ claim }) => claim.commit ?? []) ?? []);
  return [...new Set(shas)].flatMap((sha) => known.commit(sha) ?? []);
}

/** A series that began without it may have got it: by backports that a clone of the stable tree proves. */
function withBackports(
  kernel: NamedKernel,
  subject: KnownSubject,
  blank: KernelAnswer,
  sources: KernelSources,
  because: string,
): KernelAnswer {
  const series = (kernel.base ?? "").replace(/^v/, "");
  const commits = commitsOf(subject, sources);
  const found = backportsOf(commits, sources.known).found.filter(({ branch }) => branch === series);
  const releases = found.flatMap(({ release }) => release ?? []).sort(compareReleases);
  const last = releases.at(-1);
  if (last === undefined)
    return { ...blank, answer: "lacks", because, parts: { ...blank.parts, code: false } };
  const isWhole = releases.length >= commits.length;
  const shown = releaseNamed(kernel);
  const evidence = found.map(({ sha, release }) => ({ says: `backport in ${release}`, url: null, at: sha }));
  const all = { ...blank, evidence: [...blank.evidence, ...evidence] };
  if (shown === null) {
    return {
      ...all,
      answer: "cannot-tell",
      because: `${because} ${last} of this series has a backport: name the patch level.`,
    };
  }
  const isReached = (release: string) => compareReleases(release, shown) <= 0;
  if (!releases.some(isReached)) {
    const later = `${because} The series has it from ${last} on.`;
    return { ...all, answer: "lacks", because: later, parts: { ...blank.parts, code: false } };
  }
  const reached = isWhole && releases.every(isReached);
  const words = `The series got it as a backport with ${last}.`;
  return {
    ...all,
    answer: reached ? "has" : "partly",
    because: words,
    parts: { ...blank.parts, code: true },
  };
}

/** A subject is asked about on hundreds of kernels, and has the same flaws for all of them. */
const flawsBySubject = new WeakMap<KnownSubject, KnownFlaw[]>();

function flawsIn(kernel: NamedKernel, subject: KnownSubject, { known }: KernelSources): OpenFlaw[] {
  const flaws = flawsBySubject.get(subject) ?? flawsOf(subject, known);
  flawsBySubject.set(subject, flaws);
  return openFlaws(flaws, kernel.base ?? "", kernel.patch);
}

/** Each flaw once. */
function flawsOf(subject: KnownSubject, known: Knowledge): KnownFlaw[] {
  const flaws =
    subject.kind === "change"
      ? flawsOfChange(subject.entry, known).flaws
      : (subject.entry?.introductions ?? []).flatMap(({ claim }) =>
          claim.commit === undefined ? [] : flawsOfCommit({ sha: claim.commit }, known),
        );
  return [...new Map(flaws.map((flaw) => [flaw.cve, flaw])).values()];
}

const MOST_SHOWN = 4;

function flawsInWords(flaws: readonly OpenFlaw[], base: string): string {
  const shown = flaws.slice(0, MOST_SHOWN).map(({ cve, fixedIn, fixedOnMainline }) => {
    if (fixedIn !== null) return `${cve}, fixed in ${fixedIn}`;
    return fixedOnMainline === null
      ? `${cve}, with no known fix`
      : `${cve}, fixed in ${fixedOnMainline}, not known to be fixed in ${base}.y`;
  });
  const more = flaws.length - shown.length;
  return `${flaws.length === 1 ? "a published flaw" : `${flaws.length} published flaws`}: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

function evidenceOfFlaws(flaws: readonly OpenFlaw[]): KernelEvidence[] {
  return flaws.map(({ cve, title }) => ({
    says: title ?? "a published flaw",
    url: `https://www.cve.org/CVERecord?id=${cve}`,
    at: cve,
  }));
}
