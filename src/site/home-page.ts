import { compareReleases } from "../domain/release.ts";
import { safeRelease } from "../model/first-release.ts";
import { landings } from "../model/landings.ts";
import { groupViews, outcomeView } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { documentHref, releaseHref, topicHref } from "./links.ts";

export function homePage() {
  const known = knowledge();
  const { changes, corpus, commits, verdicts } = known;
  const talk = corpus.documents.find(({ kind }) => kind === "talk");
  const mainline = new Set(corpus.releases.map(({ version }) => version));
  const byRelease = Map.groupBy(changes, ({ since }) => safeRelease(since.first) ?? "");
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
    proposals: changes
      .filter((entry) => entry.record.patchsets.some(({ date }) => date) || landings(entry, known).length > 0)
      .map((entry) => outcomeView(entry, known)),
    newest: groupViews(
      changes.filter(({ since }) => safeRelease(since.first) !== undefined).slice(0, 8),
      known,
    ),
  };
}
