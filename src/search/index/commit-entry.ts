import { visibleText } from "../../domain/visible-text.ts";
import type { CommitEntry, Knowledge } from "../../model/knowledge.ts";
import { said, subjectOf } from "../../model/said.ts";
import { dated, isProved } from "./dated.ts";
import type { Entry, Indexed } from "./entry.ts";
import { distinct, filled } from "./filled.ts";

export function indexedCommit(commit: CommitEntry, known: Knowledge): Indexed {
  const subject = visibleText(subjectOf(commit) ?? "");
  const changes = commit.changes.map(({ change }) => change);
  const claims = commit.verdicts.map(({ claim }) => claim);
  const features = claims.flatMap((claim) => (claim.field === "feature" ? [claim.value] : []));
  const text = (field: "author" | "candidate") => {
    const { value } = said(commit, field);
    return typeof value === "string" ? visibleText(value) : undefined;
  };
  return {
    entry: filled<Entry>({
      kind: "commit",
      path: `/commits/${commit.sha}/`,
      title: subject || (features[0] ?? `commit ${commit.sha.slice(0, 12)}`),
      releases: dated(commit.since.releases, known),
      alsoReleases: distinct([text("candidate")]),
      tags: distinct(changes.flatMap(({ tags }) => tags)),
      topics: distinct(changes.flatMap(({ topics }) => topics)),
      people: distinct([text("author")]),
      interfaces: distinct(claims.flatMap((claim) => (claim.field === "introduces" ? claim.value : []))),
      documents: distinct(commit.verdicts.map(({ document }) => document.slug)),
      verified: isProved(commit.since) || undefined,
      disagreeing: commit.verdicts.some(({ state }) => state === "disagrees") || undefined,
    }),
    names: distinct([subject]),
    manPages: [],
    synonyms: [],
    body: distinct([...features, ...commit.changes.map(({ note }) => note)]).join("\n"),
  };
}
