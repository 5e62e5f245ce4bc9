import { commitsOfFlaws } from "./flaws.ts";
import type { CommitEntry, Knowledge } from "./knowledge.ts";

/** A commit that a hash leads to, and its relation to it: the commit itself, or a backport or fix of it. */
export interface HashLead {
  as: "commit" | "backport" | "fix" | "revert" | "mention" | "merge" | "flawed";
  of: CommitEntry;
  /** The stable series of a backport: "4.14". */
  branch?: string;
  /** Its own subject, where a clone shows it or a source quotes it with the hash. */
  subject?: string;
}

export interface KnownHash {
  /** 40 hex digits. */
  sha: string;
  /** At least one; the commit itself first, where it has a page. */
  leads: HashLead[];
}

/**
 * Every hash that records, claims or facts name, sorted: the commits, their backports, follow-ups and merges.
 * @example knownHashes(known)[0] // { sha: "00a6ae6b...", leads: [{ as: "commit", of }] }
 */
export function knownHashes(known: Pick<Knowledge, "commits" | "flawsBrought">): KnownHash[] {
  const all = new Map<string, HashLead[]>();
  const add = (sha: string, lead: HashLead) => {
    const own = all.get(sha) ?? [];
    if (!own.some(({ as, of }) => as === lead.as && of === lead.of)) all.set(sha, [...own, lead]);
  };
  const { commits } = known;
  for (const commit of commits) add(commit.sha, { as: "commit", of: commit });
  for (const commit of commits) {
    for (const { sha, ...lead } of belongings(commit, known)) add(sha, { ...lead, of: commit });
  }
  return [...all].map(([sha, leads]) => ({ sha, leads })).sort((a, b) => (a.sha < b.sha ? -1 : 1));
}

/**
 * The one commit that a hash leads to: itself, or the only one it belongs to.
 * @returns null where it belongs to several
 */
export function soleCommit({ leads }: KnownHash): CommitEntry | null {
  const [first] = leads;
  if (first?.as === "commit") return first.of;
  return first && new Set(leads.map(({ of }) => of)).size === 1 ? first.of : null;
}

/** The relation of a hash to the commit it leads to: "commit", "backport to 4.14 of", "merge that brought". */
export function leadInWords({ as, branch }: HashLead): string {
  if (as === "commit") return as;
  if (as === "merge") return "merge that brought";
  if (as === "flawed") return "has the same flaw as";
  return branch === undefined ? `${as} of` : `${as} to ${branch} of`;
}

function belongings(
  commit: CommitEntry,
  known: Pick<Knowledge, "flawsBrought">,
): (Omit<HashLead, "of"> & { sha: string })[] {
  const { facts, verdicts } = commit;
  const claimed = verdicts.flatMap(({ claim }) => (claim.field === "followUp" ? [claim.value] : []));
  return [
    ...commitsOfFlaws(commit, known).map(({ sha, as }) => ({
      sha,
      as: as === "fix" ? as : ("flawed" as const),
    })),
    ...(facts?.backports ?? []).map(({ sha, branch }) => ({ sha, as: "backport" as const, branch })),
    ...[...(facts?.followUps ?? []), ...claimed].map(({ sha, kind, subject }) => ({
      sha,
      as: kind,
      subject,
    })),
    ...(facts?.mainline ? [{ sha: facts.mainline, as: "merge" as const }] : []),
  ];
}
