import { bestKnown, subjectOf } from "../../model/best-known.ts";
import type { Since } from "../../model/first-release.ts";
import type { Flaws } from "../../model/flaws.ts";
import { answerInWords, releaseAnswer } from "../../model/headline.ts";
import type { CommitEntry, Knowledge } from "../../model/knowledge.ts";
import { MAINLINE } from "../../model/safe-since.ts";
import { flawPart } from "./claim-part.ts";
import { explained } from "./explained.ts";
import type { FixedPart, SincePart, SubjectPart } from "./schema/files.ts";

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

/** Known flaws and fixes, and the releases that have every one of these fixes. */
export function fixedPart({ flaws, further, branches, complete }: Flaws, known: Knowledge): FixedPart {
  const dated = (version: string) =>
    explained(
      { version, date: known.releaseDate(version) },
      { date: "No source that was read gives the day of this release." },
    );
  const fields = {
    flaws: flaws.map(({ commit, verdict, ...flaw }) => ({
      ...flawPart(flaw),
      commit,
      document: verdict.document.slug,
    })),
    fixes: further.map(({ sha, of, release }) =>
      explained(
        { sha, of: of ?? null, release: release ?? null },
        {
          of: "A record lists it as a fix of the whole change.",
          release: "No source says which release has it.",
        },
      ),
    ),
    branches:
      complete === undefined
        ? null
        : branches.map(({ name, safeSince, open }) =>
            explained(
              {
                branch: name === MAINLINE ? name : `${name.slice(1)}.y`,
                safeSince: safeSince === undefined ? null : dated(safeSince),
                open,
              },
              { safeSince: "No release of it is known to have every fix." },
            ),
          ),
  };
  return explained(fields, { branches: "No source says which release has all of it." });
}
