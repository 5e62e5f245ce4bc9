import { disputes } from "../model/disputes.ts";
import { claimRowViews, fieldNames, valueView } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { changeHref, documentHref } from "./links.ts";
import { citationView, hashView, subjectView } from "./views.ts";

export type DisputeView = ReturnType<typeof claimsPage>["disputes"][number];

/** Every claim by its verdict: those that sources disagree on, those that a clone confirms, and the others. */
export function claimsPage() {
  const known = knowledge();
  const { verdicts } = known;
  const agreeing = verdicts.filter(({ state }) => state === "agrees");
  const unverified = verdicts.filter(({ state }) => state === "unverified");
  return {
    count: verdicts.length,
    sources: known.corpus.documents.length,
    agreeing: agreeing.length,
    unverified: unverified.length,
    disputes: disputes(verdicts).map(({ title, commit, change, field, sides, fact }) => ({
      title,
      field: fieldNames[field],
      commit:
        commit === undefined
          ? undefined
          : { hash: hashView(commit, known), subject: subjectView(known.commit(commit)) },
      change: change === undefined ? undefined : { href: changeHref(change), title: change },
      fact: fact === undefined ? undefined : valueView(field, fact, known),
      sides: sides.map(({ claim, document, state }) => ({
        commit: claim.commit && claim.commit !== commit ? hashView(claim.commit, known) : undefined,
        value: valueView(claim.field, claim.value, known),
        citation: citationView({ document: document.slug, at: claim.at }, known),
        state,
        reason: claim.reason,
      })),
    })),
    confirmed: claimRowViews(agreeing, known),
    byDocument: [...Map.groupBy(unverified, ({ document }) => document)].map(([{ slug, title }, own]) => ({
      link: { href: `${documentHref(slug)}#claims`, title },
      count: own.length,
    })),
  };
}
