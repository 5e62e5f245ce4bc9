import { dayInFull } from "../../domain/day.ts";
import { shortHash } from "../../domain/hash.ts";
import { oneLine } from "../../domain/text.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import { keyOf } from "../cite/bibtex.ts";
import type { CitedChange, CitedCommit } from "../cite/cited.ts";
import { citeChange, citeCommit } from "../cite/cited.ts";

/**
 * Every change and commit as a Specref reference, by key, sorted: for ReSpec, Bikeshed and similar tools. A field of a
 * commit that is neither a fact nor quoted by a source is left out.
 * @param whole makes a path of the site into an address with its host
 * @example specref(known, whole)["sincelinux-nsfs-ioctls"] // { title, href, publisher, status }
 */
export function specref(known: Knowledge, whole: (path: string) => string): Record<string, object> {
  const changes = known.changes.flatMap((entry): [string, object][] => {
    const cited = citeChange(entry, known, whole(`/changes/${entry.record.slug}/`));
    const key = keyOf(cited);
    return [
      [key, ofChange(cited)],
      ...entry.record.aliases.map((slug): [string, object] => [keyOf({ ...cited, slug }), { aliasOf: key }]),
    ];
  });
  const commits = known.commits.flatMap((commit): [string, object][] => {
    const repository = known.corpus.repositories.find(({ id }) => id === commit.repository);
    if (!repository) return [];
    const cited = citeCommit(commit, repository, whole(`/commits/${commit.sha}/`));
    return [[keyOf(cited), ofCommit(cited)]];
  });
  return Object.fromEntries(withoutTwins([...changes, ...commits]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function ofCommit({ sha, subject, author, day, repository, page }: CitedCommit): object {
  return {
    title: subject === null ? `commit ${shortHash(sha)}` : oneLine(subject),
    ...(author !== null && { authors: [oneLine(author)] }),
    ...(day !== null && { date: dayInFull(day), rawDate: day }),
    href: page,
    publisher: repository.title,
    status: subject === null ? "commit; subject not known" : `commit ${shortHash(sha)}`,
  };
}

function ofChange({ title, standing, page }: CitedChange): object {
  return { title: oneLine(title), href: page, publisher: "sincelinux", status: oneLine(standing) };
}

/** Two commits whose first 12 digits are alike would share a key: neither gets it. */
function withoutTwins(references: [string, object][]): [string, object][] {
  const byKey = Map.groupBy(references, ([key]) => key);
  return references.filter(([key]) => byKey.get(key)?.length === 1);
}
