import { flawsOf } from "../../model/flaws.ts";
import type { CommitEntry, Knowledge } from "../../model/knowledge.ts";
import { type HashLead, knownHashes } from "../../model/known-hashes.ts";
import type { CommitFacts } from "../../records/schema/facts.ts";
import { type Addresses, changeFilePath, commitFilePath, fileAddress } from "./addresses.ts";
import {
  claimPart,
  documentsOf,
  explained,
  fixedPart,
  fixesFlawsPart,
  sincePart,
  subjectPart,
} from "./file-parts.ts";
import type { ApiContent, FactsPart } from "./schema/files.ts";

const NO_TAGS = "The clone that was read has no release tags.";

/** One commit: what a clone proves, and separately what sources claim. */
export function commitFile(commit: CommitEntry, known: Knowledge, address: Addresses): ApiContent<"commit"> {
  const repository = known.corpus.repositories.find(({ id }) => id === commit.repository);
  const fields = {
    sha: commit.sha,
    repository: commit.repository,
    page: address(`/commits/${commit.sha}/`),
    source: repository?.commitUrl.replace("{sha}", commit.sha) ?? null,
    subject: subjectPart(commit),
    since: sincePart(commit.since, known),
    fixed: fixedPart(flawsOf([commit], [], commit.since, known), known),
    fixesFlaws: fixesFlawsPart([commit], known),
    facts: commit.facts ? factsPart(commit.facts, commit.repository, known) : null,
    changes: commit.changes.map(({ change, role, note }) => ({
      slug: change.slug,
      role,
      ...(note === undefined ? {} : { note }),
      file: fileAddress(address, changeFilePath(change.slug)),
    })),
    claims: commit.verdicts.map(claimPart),
    namedBy: commit.followsUp.map(claimPart),
    documents: documentsOf([...commit.verdicts, ...commit.followsUp], [], address),
  };
  return explained(fields, {
    source: "The record of its repository is not known.",
    facts: "No clone that was read has this commit.",
  });
}

function factsPart(facts: CommitFacts, repository: string, known: Knowledge): FactsPart {
  const clone = known.corpus.clones.get(repository)?.[facts.provedBy];
  if (!clone)
    throw new Error(`facts of ${facts.sha} name the clone ${facts.provedBy}, which is not described`);
  const { head, mainlineRef, newestTag, commits } = clone;
  const unreleased = (release: string | null | undefined) =>
    release === undefined || newestTag === null ? NO_TAGS : `No release up to ${newestTag} has it.`;
  const { subject, author, committer, parents, merge, release, candidate, mainline, inMainline } = facts;
  return explained(
    {
      subject,
      author,
      committer,
      parents,
      merge,
      release: release ?? null,
      candidate: candidate ?? null,
      mainline,
      inMainline: inMainline ?? null,
      trailers: facts.trailers,
      followUps: facts.followUps.map((each) =>
        explained({ ...each, release: each.release ?? null }, { release: unreleased(each.release) }),
      ),
      laterFollowUps: (facts.laterFollowUps ?? []).map((each) =>
        explained({ ...each, release: each.release ?? null }, { release: unreleased(each.release) }),
      ),
      backports: facts.backports.map((each) =>
        explained(each, { release: "No stable release of that series in the clone has it." }),
      ),
      provedBy: explained(
        { clone: facts.provedBy, head, mainlineRef, newestTag, commits },
        { newestTag: "The clone has no release tags." },
      ),
    },
    {
      release: unreleased(release),
      candidate:
        candidate === undefined ? NO_TAGS : "No release candidate in the clone had it before the release.",
      inMainline: "The facts do not say.",
      mainline:
        inMainline === false
          ? "The clone's mainline does not contain it."
          : "On the mainline's first-parent chain: no merge brought it.",
    },
  );
}

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
  const own = leads.map(
    ({ as, of }): Lead => ({
      // A commit that brought the same flaw to a stable series is one that the record of the flaw mentions.
      as: as === "flawed" ? "mention" : as,
      of: of.sha,
      file: fileAddress(address, commitFilePath(of.sha)),
    }),
  );
  return own.filter(
    (lead, at) => own.findIndex((other) => other.as === lead.as && other.of === lead.of) === at,
  );
}
