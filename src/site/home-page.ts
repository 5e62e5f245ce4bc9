import { compareReleases } from "../domain/release.ts";
import { disputes } from "../model/disputes.ts";
import { filedUnder, headline } from "../model/headline.ts";
import { groupViews, outcomeView } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { documentHref, interfaceHref, kernelHref, releaseHref, shortHref, topicHref } from "./links.ts";

/** What a first-time visitor can click instead of typing: one query of each kind, with its own page. */
const examples = [
  { query: "8db6c34f1dbc", is: "a commit", href: shortHref("8db6c34f1dbc") },
  { query: "CLONE_NEWTIME", is: "an interface", href: interfaceHref("CLONE_NEWTIME") },
  { query: "user namespaces", is: "a topic", href: topicHref("user") },
  { query: "5.14.0-427.el9", is: "a kernel", href: kernelHref("el9") },
];
const NEWEST = 10;

/** A mainline release in the strip of years. */
interface ReleaseOfYear {
  tag: string;
  href: string;
  date: string;
  count: number;
  /** 1 to 4: how many changes, for its colour. */
  weight: number;
}

export function homePage() {
  const known = knowledge();
  const { changes, corpus, commits, verdicts } = known;
  const talk = corpus.documents.find(({ kind }) => kind === "talk");
  const answers = changes.map((entry) => ({ entry, ...headline(entry, known) }));
  return {
    examples,
    counts: {
      changes: changes.length,
      interfaces: new Set(changes.flatMap(({ record }) => record.interfaces.map(({ name }) => name))).size,
      commits: commits.length,
      claims: verdicts.length,
      disputes: disputes(verdicts).length,
      kernels: corpus.kernelLines.length,
    },
    talk: talk && documentHref(talk.slug),
    topics: corpus.topics.map(({ id, name }) => ({
      href: topicHref(id),
      name,
      count: changes.filter(({ record }) => record.topics.includes(id)).length,
    })),
    years: yearsOf(answers.map(({ first }) => filedUnder(first)?.version ?? "")),
    open: answers
      .filter(({ entry, status, landedAs }) => {
        const isProposal = entry.record.patchsets.some(({ date }) => date) || landedAs.length > 0;
        return isProposal && status.state !== "merged";
      })
      .map(({ entry }) => outcomeView(entry, known)),
    newest: groupViews(
      answers
        .filter(({ first }) => filedUnder(first) !== undefined)
        .slice(0, NEWEST)
        .map(({ entry }) => entry),
      known,
    ),
  };
}

/** The mainline releases that changes came with, by the year of the release. @param versions one of each change */
function yearsOf(versions: string[]): { year: string; releases: ReleaseOfYear[] }[] {
  const known = knowledge();
  const counts = Map.groupBy(versions, (version) => version);
  const releases = known.corpus.releases
    .toSorted((a, b) => compareReleases(a.version, b.version))
    .flatMap(({ version, date }): ReleaseOfYear[] => {
      const count = counts.get(version)?.length ?? 0;
      if (count === 0 || !date) return [];
      const weight = Math.min(4, Math.ceil(count / 2));
      return [{ tag: version, href: releaseHref(version), date, count, weight }];
    });
  const byYear = Map.groupBy(releases, ({ date }) => date.slice(0, 4));
  return [...byYear].map(([year, those]) => ({ year, releases: those }));
}
