import { compareReleases } from "../domain/release.ts";
import { type Headline, headline, type ReleaseAnswer, releaseAnswer } from "../model/headline.ts";
import { isThere } from "../model/kernels/difference.ts";
import type { KernelVerdict } from "../model/kernels/kernel-answer.ts";
import { newestLevel } from "../model/kernels/standing.ts";
import { bestKnown, type ChangeEntry, type CommitEntry } from "../model/knowledge.ts";
import { entryView } from "./change-lists.ts";
import { compareHref, comparePairs, subjectLink } from "./compare-pages.ts";
import { knowledge } from "./content.ts";
import { answersOn, everySubject, releaseKernel, shownSeries } from "./kernel-answers.ts";
import { href, releaseHref } from "./links.ts";
import { changeLink, hashView, markView, releaseView, subjectView } from "./views.ts";

export function releasePaths() {
  return knowledge().corpus.releases.map(({ version }) => ({ params: { version } }));
}

interface Answers {
  changes: (Pick<Headline, "first" | "complete" | "removes"> & { entry: ChangeEntry })[];
  firstOf: ReadonlyMap<ChangeEntry, ReleaseAnswer | undefined>;
  commits: { commit: CommitEntry; answer: ReleaseAnswer }[];
}
let made: Answers | undefined;

/** What is said of every change and commit, made once a build: each release looks for its own among them. */
function answers(): Answers {
  if (made) return made;
  const known = knowledge();
  const changes = known.changes.map((entry) => ({ entry, ...headline(entry, known) }));
  made = {
    changes,
    firstOf: new Map(changes.map(({ entry, first }) => [entry, first])),
    commits: known.commits.map((commit) => ({ commit, answer: releaseAnswer(commit.since, known) })),
  };
  return made;
}

export function releasePage(version: string) {
  const known = knowledge();
  const { releases, releasesSource } = known.corpus;
  const at = releases.findIndex((each) => each.version === version);
  const [before, after] = [releases[at - 1]?.version, releases[at + 1]?.version];
  const isHere = (answer: ReleaseAnswer | undefined) =>
    answer?.releases.some((release) => release.version === version) === true;
  const { changes, commits } = answers();
  const first = changes.filter((change) => isHere(change.first));
  const viewOf = ({ entry, first: answer }: (typeof first)[number]) => entryView(entry, known, answer);
  return {
    crumb: { href: href("/releases/"), title: "Releases" },
    date: releases[at]?.date ?? null,
    source: releasesSource.title,
    before: before === undefined ? undefined : releaseView(before, known),
    after: after === undefined ? undefined : releaseView(after, known),
    first: first.filter(({ removes }) => !removes).map(viewOf),
    removed: first.filter(({ removes }) => removes).map(viewOf),
    completed: changes
      .filter((change) => isHere(change.complete) && !isHere(change.first))
      .map(({ entry, complete }) => entryView(entry, known, complete)),
    commits: commits
      .filter(({ answer }) => isHere(answer))
      .map(({ commit, answer }) => ({
        hash: hashView(commit.sha, known),
        subject: subjectView(commit),
        mark: { of: bestKnown(commit, "subject").origin },
        sinceMark: markView(answer),
      })),
    ...standingOf(version),
    compare: compareLinks(version),
    flaws: flawsOf(version),
  };
}

/** The changes that a release has, and those that came later. */
function standingOf(version: string) {
  const answers = answersOn(releaseKernel(version));
  const changes = everySubject().flatMap((subject, at) => {
    const answer = answers[at]?.answer ?? "unknown";
    const isDated = subject.kind === "change" && subject.first.presentIn !== null;
    return isDated ? [{ entry: subject.entry, answer }] : [];
  });
  const those = (test: (answer: KernelVerdict) => boolean) =>
    byTopic(changes.flatMap(({ entry, answer }) => (test(answer) ? [entry] : [])));
  return { has: those(isThere), lacks: those((answer) => answer === "lacks") };
}

/** Changes below their topics, each with its release, the newest first. One of several topics is listed under each. */
function byTopic(entries: ChangeEntry[]) {
  const known = knowledge();
  const { firstOf } = answers();
  const listed = entries.map((entry) => {
    const first = firstOf.get(entry);
    const versions = first?.releases.map(({ version }) => version) ?? [];
    return {
      ...changeLink(entry),
      topics: entry.record.topics,
      last: versions.at(-1) ?? "v0.0",
      mark: { of: first?.evidence ?? ("unknown" as const), text: versions.join(" or ") || "release unknown" },
    };
  });
  listed.sort((a, b) => compareReleases(b.last, a.last));
  return {
    count: entries.length,
    topics: known.corpus.topics
      .map(({ id, name }) => ({ id, name, changes: listed.filter(({ topics }) => topics.includes(id)) }))
      .filter(({ changes }) => changes.length > 0),
  };
}

/** Comparisons with the release, those of later ones first. */
function compareLinks(version: string) {
  const pairs = comparePairs();
  const others = pairs.flatMap(({ from, to }) => (from === version ? [to] : to === version ? [from] : []));
  return others
    .sort((a, b) => compareReleases(b, a))
    .map((other) => {
      const isLater = compareReleases(other, version) > 0;
      return { title: other, href: isLater ? compareHref(version, other) : compareHref(other, version) };
    });
}

/** The published flaws that the newest level of a series in support still has. */
function flawsOf(version: string) {
  if (!shownSeries().includes(version)) return undefined;
  const level = newestLevel(version, knowledge().corpus);
  const answers = answersOn(releaseKernel(level));
  const open = everySubject().flatMap((subject, at) =>
    (answers[at]?.flaws ?? []).map((flaw) => ({ ...flaw, of: subject })),
  );
  const each = Map.groupBy(open, ({ cve }) => cve);
  return {
    level,
    open: [...each.values()].flatMap((same) => {
      const [flaw] = same;
      if (!flaw) return [];
      const { cve, title, fixedOnMainline } = flaw;
      const ofChange = same.filter(({ of }) => of.kind === "change");
      const shown = ofChange.length > 0 ? ofChange : same;
      return [{ cve, title, fixedOnMainline, of: shown.map(({ of }) => subjectLink(of)) }];
    }),
  };
}

/** Mainline releases, newest first, each with the changes that were first usable there. */
export function releaseList() {
  const known = knowledge();
  const { corpus } = known;
  const changes = known.changes.flatMap((entry) => {
    const { first } = headline(entry, known);
    return first ? [{ entry, first }] : [];
  });
  return {
    source: corpus.releasesSource,
    /** The list of all changes. */
    all: href("/changes/"),
    kernels: href("/kernels/"),
    rows: corpus.releases.toReversed().map(({ version, date }) => ({
      version,
      href: releaseHref(version),
      date,
      changes: changes
        .filter(({ first }) => first.releases.some((release) => release.version === version))
        .map(({ entry, first }) => ({ ...changeLink(entry), mark: { of: first.evidence } })),
    })),
  };
}
