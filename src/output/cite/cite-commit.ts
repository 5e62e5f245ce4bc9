import { bestKnown } from "../../model/best-known.ts";
import type { CommitEntry } from "../../model/knowledge.ts";
import type { ClaimField } from "../../records/schema/claim.ts";
import type { Repository } from "../../records/schema/repository.ts";
import type { CitedCommit } from "./cited.ts";

/** What may be cited of a commit. @param page the whole address of its page, where that is known */
export function citeCommit(
  commit: CommitEntry,
  repository: Pick<Repository, "title" | "commitUrl">,
  page: string | undefined,
): CitedCommit {
  const { sha } = commit;
  return {
    kind: "commit",
    sha,
    repository: { id: commit.repository, title: repository.title },
    subject: citable(commit, "subject") ?? subjectInFollowUp(commit),
    author: citable(commit, "author"),
    day: /^\d{4}-\d\d-\d\d/.exec(citable(commit, "authorDate") ?? "")?.[0] ?? null,
    source: repository.commitUrl.replace("{sha}", sha),
    page,
  };
}

/** A fact, or what a source says word for word and nothing contradicts. */
function citable(commit: CommitEntry, field: ClaimField): string | null {
  const { origin, value, verdicts } = bestKnown(commit, field);
  if (typeof value !== "string") return null;
  if (origin === "fact") return value;
  const stands = verdicts.some(
    ({ claim, state }) => claim.value === value && claim.confidence === "quoted" && state !== "disagrees",
  );
  return stands ? value : null;
}

function subjectInFollowUp(commit: CommitEntry): string | null {
  if (commit.verdicts.some(({ claim }) => claim.field === "subject")) return null;
  const named = commit.followsUp.find(
    ({ claim, state }) => claim.confidence === "quoted" && state !== "disagrees",
  );
  return named?.claim.field === "followUp" ? named.claim.value.subject : null;
}
