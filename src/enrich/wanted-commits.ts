import type { Corpus } from "../records/corpus.ts";

/** The commits that the content names. */
export interface WantedCommits {
  /** By the repository that a change says they are in. */
  byRepository: Map<string, Set<string>>;
  /** Named in claims only, which do not say in which repository: looked for in all of them. */
  anywhere: Set<string>;
}

export function wantedCommits({ changes, documents, repositories }: Corpus): WantedCommits {
  const byRepository = new Map(repositories.map(({ id }) => [id, new Set<string>()]));
  for (const change of changes) {
    for (const { sha } of change.commits) byRepository.get(change.repository)?.add(sha);
  }
  const placed = new Set([...byRepository.values()].flatMap((shas) => [...shas]));
  const claimed = documents
    .flatMap(({ claims }) => claims)
    .flatMap((claim) => [claim.commit, claim.field === "followUp" ? claim.value.sha : undefined]);
  const anywhere = claimed.filter((sha) => sha !== undefined && !placed.has(sha)) as string[];
  return { byRepository, anywhere: new Set(anywhere) };
}
