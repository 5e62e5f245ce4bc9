import type { Corpus } from "../records/corpus.ts";
import type { CommitFacts } from "../records/schema/facts.ts";
import { mergeFacts, type RepositoryFacts } from "./merge-facts.ts";
import type { Proof } from "./proof.ts";
import { wantedCommits } from "./wanted-commits.ts";

/** The facts as they are to be after a run. */
export type AllFacts = Map<string, RepositoryFacts>;

/**
 * Joins what clones prove with the facts that the content already has.
 * A commit that only claims name belongs to the first repository whose clone has it.
 * @param proofs by repository; repositories without a clone at hand keep their facts
 */
export function enrich(corpus: Corpus, proofs: ReadonlyMap<string, Proof>): AllFacts {
  const { byRepository, anywhere } = wantedCommits(corpus);
  const before = factsByRepository(corpus);
  const homes = new Map<string, string>();
  for (const sha of anywhere) {
    const home =
      corpus.facts.get(sha)?.repository ?? [...proofs].find(([, proof]) => proof.commits.has(sha))?.[0];
    if (home !== undefined) homes.set(sha, home);
  }
  const merged = [...byRepository].map(([repository, named]) => {
    const adopted = [...homes].filter(([, home]) => home === repository).map(([sha]) => sha);
    const old = before.get(repository) ?? { clones: {}, commits: new Map() };
    const facts = mergeFacts(old, proofs.get(repository) ?? null, new Set([...named, ...adopted]));
    return [repository, facts] as const;
  });
  return new Map(merged);
}

function factsByRepository({ facts, clones }: Corpus): AllFacts {
  const all: AllFacts = new Map(
    [...clones].map(([id, known]) => [id, { clones: known, commits: new Map() }]),
  );
  for (const { repository, ...commit } of facts.values())
    all.get(repository)?.commits.set(commit.sha, commit);
  return all;
}

/** The corpus as it is with other facts, for judging its claims by them. */
export function withFacts(corpus: Corpus, all: AllFacts): Corpus {
  const facts = [...all].flatMap(([repository, { commits }]) =>
    [...commits.values()].map((commit): [string, CommitFacts & { repository: string }] => [
      commit.sha,
      { ...commit, repository },
    ]),
  );
  const clones = new Map([...all].map(([repository, { clones: known }]) => [repository, known]));
  return { ...corpus, facts: new Map(facts), clones };
}
