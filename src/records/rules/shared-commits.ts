import { shortHash } from "../../domain/hash.ts";
import type { ChangeRecord } from "../corpus.ts";
import type { Report, Rule } from "./rule.ts";

/** Several changes may list a commit if only one of them calls it core and the others explain it in a note. */
export const sharedCommits: Rule = ({ corpus, report }) => {
  const uses = corpus.changes.flatMap((change) =>
    change.commits.map((commit, at) => ({ change, commit, at })),
  );
  for (const [sha, all] of Map.groupBy(uses, ({ commit }) => commit.sha)) {
    const changes = [...new Set(all.map(({ change }) => change))];
    if (changes.length < 2) continue;
    const [owner, ...rivals] = all.filter(({ commit }) => commit.role === "core");
    for (const { change, at } of rivals) {
      if (!owner || change === owner.change) continue;
      const expected = `one change to call ${shortHash(sha)} core`;
      const remedy = "Give it another role in one of them, with a note.";
      report(change.file, ["commits", at, "role"], expected, `core here and in ${owner.change.slug}`, remedy);
    }
    for (const { change, commit, at } of all) {
      if (commit.role === "core" || commit.note !== undefined) continue;
      reportMissingNote(change, at, changes, report);
    }
  }
};

function reportMissingNote(change: ChangeRecord, at: number, changes: ChangeRecord[], report: Report): void {
  const others = changes.filter((each) => each !== change).map(({ slug }) => slug);
  const expected = `a note, since the commit is also in ${others.join(", ")}`;
  report(change.file, ["commits", at], expected, "none", "Say in a note what the commit is to this change.");
}
