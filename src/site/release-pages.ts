import { headline, type ReleaseAnswer, releaseAnswer } from "../model/headline.ts";
import { bestKnown } from "../model/knowledge.ts";
import { entryView } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { href, releaseHref } from "./links.ts";
import { changeLink, hashView, markView, releaseView, subjectView } from "./views.ts";

export function releasePaths() {
  return knowledge().corpus.releases.map(({ version }) => ({ params: { version } }));
}

export function releasePage(version: string) {
  const known = knowledge();
  const { releases, releasesSource } = known.corpus;
  const at = releases.findIndex((each) => each.version === version);
  const [before, after] = [releases[at - 1]?.version, releases[at + 1]?.version];
  const isHere = (answer: ReleaseAnswer | undefined) =>
    answer?.releases.some((release) => release.version === version) === true;
  const changes = known.changes.map((entry) => ({ entry, ...headline(entry, known) }));
  return {
    crumb: { href: href("/releases/"), title: "Releases" },
    date: releases[at]?.date ?? null,
    source: releasesSource.title,
    before: before === undefined ? undefined : releaseView(before, known),
    after: after === undefined ? undefined : releaseView(after, known),
    first: changes
      .filter(({ first }) => isHere(first))
      .map(({ entry, first }) => entryView(entry, known, first)),
    completed: changes
      .filter(({ complete, first }) => isHere(complete) && !isHere(first))
      .map(({ entry, complete }) => entryView(entry, known, complete)),
    commits: known.commits
      .map((commit) => ({ commit, answer: releaseAnswer(commit.since, known) }))
      .filter(({ answer }) => isHere(answer))
      .map(({ commit, answer }) => ({
        hash: hashView(commit.sha, known),
        subject: subjectView(commit),
        mark: { of: bestKnown(commit, "subject").origin },
        sinceMark: markView(answer),
      })),
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
