import { headline, nameOf, type ReleaseAnswer, statusInWords } from "../../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import { citeCommit } from "./cite-commit.ts";
import type { CitedChange } from "./cited.ts";

/** What may be cited of a change. @param page the whole address of its page, where that is known */
export function citeChange(entry: ChangeEntry, known: Knowledge, page: string | undefined): CitedChange {
  const { record } = entry;
  return {
    kind: "change",
    slug: record.slug,
    title: record.title,
    standing: standingOf(entry, known),
    commits: record.commits.flatMap(({ sha }) => {
      const commit = known.commit(sha);
      const repository = known.corpus.repositories.find(({ id }) => id === commit?.repository);
      return commit && repository ? [citeCommit(commit, repository, undefined)] : [];
    }),
    page,
  };
}

/** "first in v4.13, 2017-09-03, per Linux man-pages": the release with its day and how it is known. */
function standingOf(entry: ChangeEntry, known: Knowledge): string {
  const { status, showsStatus, first } = headline(entry, known);
  return [...(showsStatus ? [statusInWords(status)] : []), ...(first ? [sinceInWords(first)] : [])].join(
    ", ",
  );
}

function sinceInWords({ releases, evidence, sources, unreleasedAsOf }: ReleaseAnswer): string {
  if (releases.length === 0)
    return unreleasedAsOf === undefined ? "release unknown" : `in no release up to ${unreleasedAsOf}`;
  const dated = releases.map(({ version, day }) => `${version}, ${day ?? "date unknown"}`).join(", or ");
  const names = [...new Set(sources.map(nameOf))];
  const others = names.length > 1 ? ` and ${names.length - 1} more` : "";
  const known = {
    fact: ", per git history",
    quoted: `, per ${names[0]}${others}`,
    derived: `, derived from ${names[0]}${others}`,
    disputed: "; sources disagree",
    unknown: "",
  }[evidence];
  return `first in ${dated}${known}`;
}
