import { flawsOf } from "../../model/flaws.ts";
import type { CommitEntry, Knowledge } from "../../model/knowledge.ts";
import type { CommitFacts } from "../../records/schema/facts.ts";
import { type Addresses, changeFilePath, fileAddress } from "./addresses.ts";
import { claimPart, documentsOf } from "./claim-part.ts";
import { explained } from "./explained.ts";
import { fixedPart } from "./fixed-part.ts";
import type { ApiContent, FactsPart } from "./schema/files.ts";
import { sincePart, subjectPart } from "./since-part.ts";

const NO_TAGS = "The clone that was read has no release tags.";

/** One commit: what a clone proves of it, and apart from that what sources claim. */
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
      inMainline: "The facts do not tell.",
      mainline:
        inMainline === false
          ? "The clone's mainline does not contain it."
          : "No merge brought it: it lies on the mainline's own chain.",
    },
  );
}
