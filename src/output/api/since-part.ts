import { bestKnown, subjectOf } from "../../model/best-known.ts";
import type { Since } from "../../model/first-release.ts";
import { answerInWords, releaseAnswer } from "../../model/headline.ts";
import type { CommitEntry, Knowledge } from "../../model/knowledge.ts";
import { explained } from "./explained.ts";
import type { SincePart, SubjectPart } from "./schema/files.ts";

/** The release something came with, how that is known, and why not where it is not. */
export function sincePart(since: Since, known: Knowledge): SincePart {
  const answer = releaseAnswer(since, known);
  const { evidence, sources, contradicted, unreleasedAsOf } = answer;
  const releases = answer.releases.map(({ version, day }) =>
    explained({ version, date: day }, { date: "No source that was read gives the day of this release." }),
  );
  const fields = {
    origin: since.origin,
    releases: since.origin === "unknown" ? null : releases,
    disputed: evidence === "disputed" || contradicted.length > 0,
    evidence,
    sources: sources.map(({ slug }) => slug),
    contradicted: contradicted.map(({ version, document, at }) => ({
      version,
      document: document.slug,
      ...(at === undefined ? {} : { at }),
    })),
    ...(unreleasedAsOf === undefined ? {} : { unreleasedAsOf }),
    inWords: answerInWords(answer),
  };
  return explained(fields, { releases: "No clone with release tags has it, and no source names a release." });
}

/** The commit's subject: a fact, a claim, or null; never made up. */
export function subjectPart(commit: CommitEntry | undefined): SubjectPart {
  const value = subjectOf(commit);
  const own = commit && bestKnown(commit, "subject").origin;
  // A subject that only another commit's claim names is as good as that claim.
  const named = commit?.followsUp[0]?.claim.confidence ?? "unknown";
  const origin = value === null ? "unknown" : own === undefined || own === "unknown" ? named : own;
  return explained({ value, origin }, { value: "No clone that was read has it, and no source quotes it." });
}
