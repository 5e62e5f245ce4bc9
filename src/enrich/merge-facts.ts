import { compareReleases } from "../domain/release.ts";
import { hiddenCharacters } from "../domain/text.ts";
import type { Corpus } from "../records/corpus.ts";
import type { Backport, CloneEntry, Clones, CommitFacts } from "../records/schema/facts.ts";
import type { Proof } from "./proof.ts";
import { wantedCommits } from "./wanted-commits.ts";

/** Everything in content/facts/<repository>/. */
export interface RepositoryFacts {
  clones: Clones;
  commits: Map<string, CommitFacts>;
}

/**
 * Merges what a clone proves now into the facts proved before. For a commit in both, the facts from the newer clone are
 * kept: an older one has not seen the later releases and follow-ups.
 * @param wanted commits to keep facts of; all others are dropped
 * @param proof null if no clone of this repository was given
 */
export function mergeFacts(
  before: RepositoryFacts,
  proof: Proof | null,
  wanted: ReadonlySet<string>,
): RepositoryFacts {
  const known: Clones = proof === null ? before.clones : { ...before.clones, [proof.key]: proof.clone };
  const commits = new Map<string, CommitFacts>();
  for (const sha of [...wanted].sort()) {
    const merged = mergeCommit(before.commits.get(sha), proof?.commits.get(sha), known);
    if (merged) commits.set(sha, merged);
  }
  const named = [...commits.values()].flatMap(({ provedBy, backports }) => [
    provedBy,
    ...backports.flatMap((backport) => backport.provedBy ?? []),
  ]);
  const clones = [...new Set(named)].sort().map((key) => [key, known[key] as CloneEntry] as const);
  return { clones: Object.fromEntries(clones), commits };
}

function mergeCommit(
  old: CommitFacts | undefined,
  fresh: CommitFacts | undefined,
  clones: Clones,
): CommitFacts | undefined {
  if (!old || !fresh) return old ?? fresh;
  const isOldNewer = compareClones(clones[old.provedBy], clones[fresh.provedBy]) > 0;
  const [better, other] = isOldNewer ? [old, fresh] : [fresh, old];
  return { ...better, backports: joinBackports(better, other) };
}

/** A clone without the stable tags of a series proves nothing about it: backports proved by another clone are kept. */
function joinBackports(better: CommitFacts, other: CommitFacts): Backport[] {
  const has = new Set(better.backports.map(({ branch }) => branch));
  const added = other.backports
    .filter(({ branch }) => !has.has(branch))
    .map((backport) => ({ ...backport, provedBy: backport.provedBy ?? other.provedBy }))
    .map(({ provedBy, ...backport }) =>
      provedBy === better.provedBy ? backport : { ...backport, provedBy },
    );
  return [...better.backports, ...added].sort((a, b) => compareReleases(a.release ?? "", b.release ?? ""));
}

/** For sort(): by the newest tag, then by the number of commits; a clone that is not known comes first. */
function compareClones(a: CloneEntry | undefined, b: CloneEntry | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  return compareReleases(a.newestTag ?? "", b.newestTag ?? "") || a.commits - b.commits;
}

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

/** The files of content/facts: path below it -> text. The same facts give the same bytes. */
export function factsFiles(facts: ReadonlyMap<string, RepositoryFacts>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [repository, { clones, commits }] of facts) {
    if (commits.size === 0) continue;
    files.set(`${repository}/clones.json`, toJson(clones));
    for (const [sha, commit] of commits) files.set(`${repository}/commits/${sha}.json`, toJson(commit));
  }
  return files;
}

/**
 * JSON with one key or list entry a line, which is what a diff needs. Characters that cannot be seen or that turn
 * the direction of text are written as escapes: a reader of the file sees what a program reads.
 */
export function toJson(value: object): string {
  const lines = Object.entries(value).map(([key, entry]) => `  ${compact(key)}: ${entryJson(entry)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function entryJson(entry: unknown): string {
  if (!Array.isArray(entry) || entry.length === 0) return compact(entry);
  return `[\n${entry.map((each) => `    ${compact(each)}`).join(",\n")}\n  ]`;
}

/** JSON in one line; characters that cannot be seen are escaped. */
export function compact(value: unknown): string {
  return JSON.stringify(value).replace(hiddenCharacters("file"), (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}
