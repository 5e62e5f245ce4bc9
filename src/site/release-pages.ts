import { said } from "../model/said.ts";
import { entryView } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { releaseHref } from "./links.ts";
import { changeLink, hashView, type Mark, releaseView, sinceView, subjectView } from "./views.ts";

export function releasePaths() {
  return knowledge().corpus.releases.map(({ version }) => ({ params: { version } }));
}

export function releasePage(version: string) {
  const known = knowledge();
  const { releases, releasesSource } = known.corpus;
  const at = releases.findIndex((each) => each.version === version);
  const [before, after] = [releases[at - 1]?.version, releases[at + 1]?.version];
  const isHere = ({ releases: its }: { releases: string[] }) => its.includes(version);
  return {
    date: releases[at]?.date ?? null,
    source: releasesSource.title,
    before: before === undefined ? undefined : releaseView(before, known),
    after: after === undefined ? undefined : releaseView(after, known),
    first: known.changes
      .filter(({ since }) => isHere(since.first))
      .map((entry) => ({ entry: entryView(entry, known), since: sinceView(entry.since.first, known) })),
    completed: known.changes
      .filter(({ since }) => isHere(since.complete) && !isHere(since.first))
      .map((entry) => entryView(entry, known)),
    commits: known.commits
      .filter(({ since }) => isHere(since))
      .map((commit) => ({
        hash: hashView(commit.sha, known),
        subject: subjectView(commit),
        origin: said(commit, "subject").origin,
        knownBy: (commit.since.releases.length > 1
          ? "against"
          : commit.since.origin === "fact"
            ? "fact"
            : "quoted") as Mark,
      })),
  };
}

/** Mainline releases, newest first, each with the changes that were first usable there. */
export function releaseList() {
  const { corpus, changes } = knowledge();
  return {
    source: corpus.releasesSource,
    rows: corpus.releases.toReversed().map(({ version, date }) => ({
      version,
      href: releaseHref(version),
      date,
      changes: changes.filter(({ since }) => since.first.releases.includes(version)).map(changeLink),
    })),
  };
}
