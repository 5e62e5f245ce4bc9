import { oneLine } from "../domain/text.ts";
import { disputes } from "../model/disputes.ts";
import type { Knowledge } from "../model/knowledge.ts";
import type { Verdict, VerdictState } from "../model/verdict.ts";
import type { Claim, ClaimField } from "../records/schema/claim.ts";
import { knowledge } from "./content.ts";
import { interfacePageOf } from "./known-interfaces.ts";
import { changeHref, documentHref, href, interfaceHref, loreHref } from "./links.ts";
import {
  type CitationView,
  citationView,
  type HashView,
  hashView,
  type LinkView,
  type ReleaseView,
  releaseView,
  subjectView,
} from "./views.ts";

/** What the pages call each field, in the order they show them. */
export const fieldNames: Record<ClaimField, string> = {
  release: "Release",
  candidate: "Candidate",
  releaseDate: "Release date",
  introduces: "Introduces",
  feature: "Feature",
  subject: "Subject",
  author: "Author",
  authorDate: "Author date",
  committer: "Committer",
  committerDate: "Committer date",
  merge: "Merge",
  posting: "Posting",
  followUp: "Follow-up",
  flaw: "Flaw",
};

/** The value of a claim or a fact, in the form that its field asks for. */
export type ValueView =
  | { as: "text"; text: string }
  | { as: "none" }
  | { as: "day"; day: string; time: string }
  | { as: "release"; release: ReleaseView }
  | { as: "names"; names: { name: string; href: string | undefined }[] }
  | { as: "link"; link: LinkView }
  | { as: "flaw"; cve: string; title: string }
  | { as: "follow-up"; kind: string; hash: HashView; subject: string };

export interface VerdictView {
  state: VerdictState;
  isContradicted: boolean;
  /** What the clone proves, where the claim disagrees with it. */
  fact: ValueView | undefined;
  /** A clone or headers decide it, with one value or by what they exclude. */
  isDecided: boolean;
  /** What proves the fact. */
  provedBy: "clone" | "headers";
  /** The values of the sources that disagree with it, where no clone decides, each with the number of its sources. */
  sides: { commit: HashView | undefined; value: ValueView; sources: number }[];
}

/** A claim about one field of one commit or change, with every source that makes it. */
export interface ClaimRowView {
  commit: HashView | undefined;
  change: LinkView | undefined;
  interface: LinkView | undefined;
  field: string;
  value: ValueView;
  sources: { citation: CitationView; isDerived: boolean; reason: string | undefined }[];
  verdict: VerdictView | undefined;
}

/** The rows of a table of claims, the disputed first. */
export function claimRowViews(verdicts: Verdict[], known: Knowledge): ClaimRowView[] {
  return claimRows(verdicts).map(({ commit, change, name, field, value, verdicts: alike }) => ({
    commit: commit === undefined ? undefined : hashView(commit, known),
    change: change === undefined ? undefined : { href: changeHref(change), title: change },
    interface: name === undefined ? undefined : { href: interfaceHref(name), title: name },
    field: fieldNames[field],
    value: valueView(field, value, known),
    sources: alike.map(({ claim, document }) => ({
      citation: citationView({ document: document.slug, at: claim.at }, known),
      isDerived: claim.confidence === "derived",
      reason: claim.reason,
    })),
    verdict: alike[0] && verdictView(alike[0], known),
  }));
}

export function valueView(field: ClaimField, value: Claim["value"] | null, known: Knowledge): ValueView {
  if (value === null) return { as: "none" };
  if (typeof value === "boolean") return { as: "text", text: value ? "a merge" : "not a merge" };
  if (Array.isArray(value))
    return { as: "names", names: value.map((name) => ({ name, href: interfacePageOf(name, known) })) };
  if (typeof value === "object") return compoundView(value, known);
  if (field === "authorDate" || field === "committerDate" || field === "releaseDate")
    return { as: "day", day: value, time: value.slice(11) };
  if (field === "release" || field === "candidate")
    return { as: "release", release: releaseView(value, known) };
  return { as: "text", text: oneLine(value) };
}

type Compound = Exclude<Claim["value"], string | boolean | string[]>;

function compoundView(value: Compound, known: Knowledge): ValueView {
  if ("url" in value) {
    const { messageId, url } = value;
    return { as: "link", link: { href: messageId ? loreHref(messageId) : url, title: messageId ?? url } };
  }
  if ("cve" in value) return { as: "flaw", cve: value.cve, title: oneLine(value.title ?? "") };
  const { kind, sha, subject } = value;
  return { as: "follow-up", kind, hash: hashView(sha, known), subject: oneLine(subject) };
}

function verdictView({ state, fact, provedBy, against, claim }: Verdict, known: Knowledge): VerdictView {
  const disagrees = state === "disagrees";
  const sides = Map.groupBy(disagrees && fact === undefined ? against : [], (other) =>
    JSON.stringify([other.claim.commit, other.claim.value]),
  );
  return {
    state,
    isContradicted: against.length > 0,
    fact: disagrees && fact !== undefined ? valueView(claim.field, fact, known) : undefined,
    isDecided: fact !== undefined || provedBy !== undefined,
    provedBy: provedBy ?? "clone",
    sides: [...sides.values()].flatMap((alike) => {
      const other = alike[0]?.claim;
      if (!other) return [];
      const commit =
        other.commit && other.commit !== claim.commit ? hashView(other.commit, known) : undefined;
      return [{ commit, value: valueView(other.field, other.value, known), sources: alike.length }];
    }),
  };
}

/** One for each source that says the same of one field. */
export interface ClaimRow {
  commit: string | undefined;
  change: string | undefined;
  /** Of an interface. */
  name: string | undefined;
  field: ClaimField;
  value: Claim["value"];
  state: VerdictState;
  verdicts: Verdict[];
}

const order = Object.keys(fieldNames);

/** Gathers claims that say the same, the disputed first, then commit by commit in the order of the fields. */
export function claimRows(verdicts: Verdict[]): ClaimRow[] {
  const alike = Map.groupBy(verdicts, ({ claim, state }) =>
    JSON.stringify([claim.commit, claim.change, claim.interface, claim.field, claim.value, state]),
  );
  const rows = [...alike.values()].flatMap((group): ClaimRow[] => {
    const [first] = group;
    if (!first) return [];
    const { commit, change, interface: name, field, value } = first.claim;
    return [{ commit, change, name, field, value, state: first.state, verdicts: group }];
  });
  const about = [...new Set(rows.map(({ commit, change, name }) => commit ?? change ?? name))];
  const place = ({ state, commit, change, name, field }: ClaimRow) =>
    (state === "disagrees" ? 0 : 1e6) + about.indexOf(commit ?? change ?? name) * 100 + order.indexOf(field);
  return rows.sort((a, b) => place(a) - place(b));
}

export type DisputeView = ReturnType<typeof claimsPage>["disputes"][number];

/** Every claim by its verdict: those that sources disagree on, those that a clone confirms, and the others. */
export function claimsPage() {
  const known = knowledge();
  const { verdicts } = known;
  const agreeing = verdicts.filter(({ state }) => state === "agrees");
  const unverified = verdicts.filter(({ state }) => state === "unverified");
  return {
    about: { origins: href("/about/#origins"), verify: href("/about/#verify") },
    count: verdicts.length,
    sources: known.corpus.documents.length,
    agreeing: agreeing.length,
    unverified: unverified.length,
    disputes: disputes(verdicts).map(
      ({ title, explanation, commit, change, interface: name, field, sides, fact, provedBy }) => ({
        title,
        explanation,
        field: fieldNames[field],
        commit:
          commit === undefined
            ? undefined
            : { hash: hashView(commit, known), subject: subjectView(known.commit(commit)) },
        change: change === undefined ? undefined : { href: changeHref(change), title: change },
        interface: name === undefined ? undefined : { href: interfaceHref(name), title: name },
        fact: fact === undefined ? undefined : valueView(field, fact, known),
        provedBy: provedBy ?? "clone",
        sides: sides.map(({ claim, document, state }) => ({
          commit: claim.commit && claim.commit !== commit ? hashView(claim.commit, known) : undefined,
          value: valueView(claim.field, claim.value, known),
          citation: citationView({ document: document.slug, at: claim.at }, known),
          state,
          reason: claim.reason,
        })),
      }),
    ),
    confirmed: claimRowViews(agreeing, known),
    byDocument: [...Map.groupBy(unverified, ({ document }) => document)].map(([{ slug, title }, own]) => ({
      link: { href: `${documentHref(slug)}#claims`, title },
      count: own.length,
    })),
  };
}
