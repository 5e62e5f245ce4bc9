import type { ClaimField } from "../records/schema/claim.ts";

/** What the pages call each field, in the order they show them. */
export const fieldNames: Record<ClaimField, string> = {
  subject: "Subject",
  author: "Author",
  authorDate: "Author date",
  committer: "Committer",
  committerDate: "Committer date",
  merge: "Merge",
  release: "Release",
  candidate: "Candidate",
  releaseDate: "Release date",
  introduces: "Introduces",
  feature: "Feature",
  posting: "Posting",
  followUp: "Follow-up",
  flaw: "Flaw",
};
