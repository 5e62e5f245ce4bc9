import type { Statement } from "../../model/evidence.ts";
import type { Since } from "../../model/first-release.ts";
import { type Flaws, flawsFixedBy, MAINLINE } from "../../model/flaws.ts";
import { answerInWords, releaseAnswer } from "../../model/headline.ts";
import { bestKnown, type CommitEntry, type Knowledge, subjectOf } from "../../model/knowledge.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { DocumentRecord } from "../../records/corpus.ts";
import type { Claim, Flaw } from "../../records/schema/claim.ts";
import type { Addresses } from "./addresses.ts";
import type {
  ApiContent,
  FixedPart,
  JudgedClaim,
  SincePart,
  SourceDocument,
  SubjectPart,
} from "./schema/files.ts";

/**
 * The fields, with a reason beside them for each that is null.
 * @throws when a field is null and no reason was given: every null needs a reason
 */
export function explained<T extends object>(
  fields: T,
  reasons: { [K in keyof T as null extends T[K] ? K : never]: string },
): T & { nullBecause: Record<string, string> } {
  const nullBecause: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null) continue;
    const reason = (reasons as Record<string, string>)[name];
    if (!reason) throw new Error(`${name} is null, and no reason says why`);
    nullBecause[name] = reason;
  }
  return { ...fields, nullBecause };
}

/** A claim as its source makes it, and separately its verdict. */
export function claimPart({ claim, document, state, fact, against }: Verdict): JudgedClaim {
  const { at, commit, change, interface: name, field, value, confidence, reason } = claim;
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(change === undefined ? {} : { change }),
    ...(name === undefined ? {} : { interface: name }),
    field,
    value: valuePart(value),
    confidence,
    ...(reason === undefined ? {} : { reason }),
    source: { document: document.slug, ...(at === undefined ? {} : { at }) },
    judgement: explained(
      { verdict: state, fact: fact == null ? null : valuePart(fact), contradicts: against.map(contradicted) },
      {
        fact:
          fact === null
            ? "The clone that was read proves that there is none."
            : "No clone that was read proves this field.",
      },
    ),
  };
}

function contradicted({ claim, document }: Statement): JudgedClaim["judgement"]["contradicts"][number] {
  const { commit, change, interface: name, at, value } = claim;
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(change === undefined ? {} : { change }),
    ...(name === undefined ? {} : { interface: name }),
    document: document.slug,
    ...(at === undefined ? {} : { at }),
    value: valuePart(value),
  };
}

/** A value as its source has it; for a flaw with the reason why a fix is missing. */
function valuePart(value: Claim["value"]): JudgedClaim["value"] {
  return typeof value === "object" && "cve" in value ? flawPart(value) : value;
}

function flawPart({ cve, title, ranges }: Flaw) {
  const reasons = {
    introduced: "The source does not say what introduced it.",
    fixed: "The source says that nothing fixed it there.",
  };
  return {
    cve,
    title: title ?? "The record has no title.",
    ranges: ranges.map((each) => explained(each, reasons)),
  };
}

/** The documents of the claims, of those they contradict, and further ones; each once, by slug. */
export function documentsOf(
  verdicts: Verdict[],
  others: DocumentRecord[],
  address: Addresses,
): SourceDocument[] {
  const named = [
    ...verdicts.flatMap(({ document, against }) => [document, ...against.map((each) => each.document)]),
    ...others,
  ];
  const bySlug = new Map(named.map((document) => [document.slug, document]));
  return [...bySlug.values()]
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
    .map((document) => documentPart(document, address));
}

function documentPart(document: DocumentRecord, address: Addresses): SourceDocument {
  const { slug, title, kind, authors, date, version, url, archivedUrl } = document;
  return explained(
    {
      slug,
      title,
      kind,
      authors,
      date: date ?? null,
      ...(version === undefined ? {} : { version }),
      url: url ?? null,
      ...(archivedUrl === undefined ? {} : { archivedUrl }),
      page: address(`/documents/${slug}/`),
    },
    { date: "The document's record has no date.", url: "The document's record has no address." },
  );
}

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
    ...(sources.some(({ rewrittenHistory }) => rewrittenHistory) ? { hashDiffers: true as const } : {}),
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

export function fixesFlawsPart(
  commits: readonly { sha: string }[],
  known: Knowledge,
): ApiContent<"commit">["fixesFlaws"] {
  return flawsFixedBy(commits, known).map(({ cve, verdict: { claim, document } }) => ({
    cve,
    document: document.slug,
    ...(claim.at === undefined ? {} : { at: claim.at }),
  }));
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
