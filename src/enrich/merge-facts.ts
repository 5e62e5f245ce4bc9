import { compareReleases } from "../domain/release-order.ts";
import type { Backport, CloneEntry, Clones, CommitFacts } from "../records/schema/facts.ts";
import type { Proof } from "./proof.ts";

/** Everything in content/facts/<repository>/. */
export interface RepositoryFacts {
  clones: Clones;
  commits: Map<string, CommitFacts>;
}

/**
 * Joins what a clone proves now with what was proved before. For a commit that both know, the newer clone has
 * the word: an older one has not seen the later releases and follow-ups.
 * @param wanted commits to keep facts of; all others are dropped
 * @param proof null when there is no clone of this repository at hand
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

/** A clone without a series' stable tags knows nothing of that series: what another one proved stays. */
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
