import type { Statement } from "../../model/evidence.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { DocumentRecord } from "../../records/corpus.ts";
import type { Claim, Flaw } from "../../records/schema/claim.ts";
import type { Addresses } from "./addresses.ts";
import { explained } from "./explained.ts";
import type { JudgedClaim, SourceDocument } from "./schema/files.ts";

/** A claim as its source makes it, and its verdict apart from it. */
export function claimPart({ claim, document, state, fact, against }: Verdict): JudgedClaim {
  const { at, commit, change, field, value, confidence, reason } = claim;
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(change === undefined ? {} : { change }),
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
  const { commit, change, at, value } = claim;
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(change === undefined ? {} : { change }),
    document: document.slug,
    ...(at === undefined ? {} : { at }),
    value: valuePart(value),
  };
}

/** A value as its source has it; for a flaw with the reason why a fix is missing. */
function valuePart(value: Claim["value"]): JudgedClaim["value"] {
  return typeof value === "object" && "cve" in value ? flawPart(value) : value;
}

export function flawPart({ cve, title, ranges }: Flaw) {
  const reasons = { fixed: "The source says that nothing fixed it there." };
  return { cve, title, ranges: ranges.map((each) => explained(each, reasons)) };
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
