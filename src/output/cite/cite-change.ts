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

/** A release only where a clone proves it or a source says it word for word, and nothing contradicts. */
function standingOf({ record, since }: ChangeEntry, known: Knowledge): string {
  const { origin, releases, verdicts } = since.first;
  const [release] = releases;
  if (releases.length > 1) return "sources disagree on its release";
  if (release === undefined && record.status.state !== "merged")
    return `${record.status.state} as of ${record.status.asOf}`;
  const quoted = verdicts.some(
    ({ claim, state }) => claim.value === release && claim.confidence === "quoted" && state !== "disagrees",
  );
  if (release === undefined || (origin !== "fact" && !quoted)) return "release not known";
  return `first in ${release}, ${known.releaseDate(release) ?? "date not known"}`;
}
