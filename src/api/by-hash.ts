import { commitsOfFlaws } from "../knowledge/flaws.ts";
import type { CommitEntry, Knowledge } from "../knowledge/knowledge.ts";
import type { ApiContent } from "../schema/api/files.ts";
import { type Addresses, commitFilePath, fileAddress } from "./addresses.ts";

type Row = ApiContent<"by-hash">["hashes"][number];
type Lead = Row["leads"][number];

/** Every known hash and where it leads, in 256 files by its first two digits; a file without hashes is there too. */
export function byHashFiles(known: Knowledge, address: Addresses): Map<string, ApiContent<"by-hash">> {
  const leads = new Map<string, Lead[]>();
  const add = (sha: string, as: Lead["as"], of: string) => {
    const own = leads.get(sha) ?? [];
    if (own.some((lead) => lead.as === as && lead.of === of)) return;
    leads.set(sha, [...own, { as, of, file: fileAddress(address, commitFilePath(of)) }]);
  };
  for (const { sha } of known.commits) add(sha, "commit", sha);
  for (const commit of known.commits) {
    for (const { sha, as } of belongings(commit)) add(sha, as, commit.sha);
  }
  const rows = [...leads].map(([sha, own]): Row => ({ sha, leads: own }));
  const byDigits = Map.groupBy(
    rows.sort((a, b) => (a.sha < b.sha ? -1 : 1)),
    ({ sha }) => sha.slice(0, 2),
  );
  return new Map(
    Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, "0")).map((digits) => {
      const hashes = byDigits.get(digits) ?? [];
      return [digits, { counts: { hashes: hashes.length }, hashes }];
    }),
  );
}

function belongings(commit: CommitEntry): { sha: string; as: Lead["as"] }[] {
  const { facts, verdicts } = commit;
  const claimed = verdicts.flatMap(({ claim }) => (claim.field === "followUp" ? [claim.value] : []));
  return [
    // A commit that brought the same flaw to a stable series is one that the record of the flaw mentions.
    ...commitsOfFlaws(commit).map(({ sha, as }) => ({ sha, as: as === "fix" ? as : ("mention" as const) })),
    ...(facts?.backports ?? []).map(({ sha }) => ({ sha, as: "backport" as const })),
    ...[...(facts?.followUps ?? []), ...claimed].map(({ sha, kind }) => ({ sha, as: kind })),
    ...(facts?.mainline ? [{ sha: facts.mainline, as: "merge" as const }] : []),
  ];
}
