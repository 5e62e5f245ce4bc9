import { compareReleases } from "../domain/release.ts";
import { filedUnder, headline } from "../model/headline.ts";
import { groupViews, outcomeView } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { documentHref, releaseHref, topicHref } from "./links.ts";

export function homePage() {
  const known = knowledge();
  const { changes, corpus, commits, verdicts } = known;
  const talk = corpus.documents.find(({ kind }) => kind === "talk");
  const mainline = new Set(corpus.releases.map(({ version }) => version));
  const answers = changes.map((entry) => ({ entry, ...headline(entry, known) }));
  const byRelease = Map.groupBy(answers, ({ first }) => filedUnder(first)?.version ?? "");
  return {
    counts: {
      changes: changes.length,
      commits: commits.length,
      claims: verdicts.length,
      disputed: verdicts.filter(({ state }) => state === "disagrees").length,
    },
    talk: talk && documentHref(talk.slug),
    topics: corpus.topics.map(({ id, name }) => ({
      href: topicHref(id),
      name,
      count: changes.filter(({ record }) => record.topics.includes(id)).length,
    })),
    releases: [...byRelease.keys()]
      .filter((tag) => mainline.has(tag))
      .sort((a, b) => compareReleases(b, a))
      .map((tag) => ({
        tag,
        href: releaseHref(tag),
        date: known.releaseDate(tag),
        count: byRelease.get(tag)?.length ?? 0,
      })),
    proposals: answers
      .filter(({ entry, landedAs }) => entry.record.patchsets.some(({ date }) => date) || landedAs.length > 0)
      .map(({ entry }) => outcomeView(entry, known)),
    newest: groupViews(
      answers
        .filter(({ first }) => filedUnder(first) !== undefined)
        .slice(0, 8)
        .map(({ entry }) => entry),
      known,
    ),
  };
}
