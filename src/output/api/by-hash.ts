import type { Knowledge } from "../../model/knowledge.ts";
import { type HashLead, knownHashes } from "../../model/known-hashes.ts";
import { type Addresses, commitFilePath, fileAddress } from "./addresses.ts";
import type { ApiContent } from "./schema/files.ts";

type Lead = ApiContent<"by-hash">["hashes"][number]["leads"][number];

/** Every known hash and where it leads, in 256 files by its first two digits; a file without hashes is there too. */
export function byHashFiles(known: Knowledge, address: Addresses): Map<string, ApiContent<"by-hash">> {
  const rows = knownHashes(known).map(({ sha, leads }) => ({ sha, leads: leadsOf(leads, address) }));
  const byDigits = Map.groupBy(rows, ({ sha }) => sha.slice(0, 2));
  return new Map(
    Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, "0")).map((digits) => {
      const hashes = byDigits.get(digits) ?? [];
      return [digits, { counts: { hashes: hashes.length }, hashes }];
    }),
  );
}

function leadsOf(leads: HashLead[], address: Addresses): Lead[] {
  const own = leads.map(({ as, of }): Lead => ({
    // A commit that brought the same flaw to a stable series is one that the record of the flaw mentions.
    as: as === "flawed" ? "mention" : as,
    of: of.sha,
    file: fileAddress(address, commitFilePath(of.sha)),
  }));
  return own.filter(
    (lead, at) => own.findIndex((other) => other.as === lead.as && other.of === lead.of) === at,
  );
}
