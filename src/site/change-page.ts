import { renderBody } from "../markdown/render.ts";
import { bannerOfChange } from "../model/dispute-banner.ts";
import { type Flaws, flawsOfChange, releaseWithEveryFix } from "../model/flaws.ts";
import { headline, releaseAnswer } from "../model/headline.ts";
import { bestKnown, type ChangeEntry, type Knowledge } from "../model/knowledge.ts";
import type { Verdict } from "../model/verdict.ts";
import { whyOfChange } from "../model/why.ts";
import type { Change } from "../records/schema/change.ts";
import { bodyLookups } from "./body-lookups.ts";
import { claimRowViews } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { backportsView, fixedFlawViews, flawsView } from "./flaws-view.ts";
import { interfaceLinks } from "./interface-pages.ts";
import { bannerView, linkedText } from "./linked-text.ts";
import { commitHref, href, loreHref, whyHref } from "./links.ts";
import { headOfChange } from "./page-head.ts";
import { proofsView } from "./proofs-view.ts";
import { cutAtHeadings, sectionsWith } from "./sections.ts";
import {
  type CitationView,
  type CommitRowView,
  changeLink,
  citationView,
  hashView,
  type LinkView,
  landedViews,
  manPageLinks,
  placeView,
  relationWords,
  releaseView,
  sinceView,
  stateView,
  subjectView,
  tagViews,
} from "./views.ts";
import { whyView } from "./why-view.ts";

interface RelatedView {
  words: string;
  link: LinkView;
  reason: string | undefined;
}

interface PostingsView {
  patchsets: (Pick<Change["patchsets"][number], "title" | "url" | "author" | "date" | "version" | "note"> & {
    /** Its address at lore, where that is another. */
    lore: string | undefined;
    /** What shows that it is the first posting; empty where that is not known. */
    firstPer: CitationView[];
  })[];
  /** Those that a claim names and the record does not. */
  further: { url: string; title: string; lore: string | undefined }[];
}

/** The addresses of changes: each by its slug, and a redirect for each earlier one. */
export function changePaths() {
  return knowledge().changes.flatMap(({ record: { slug, aliases } }) => [
    { params: { slug }, props: { slug, moved: false } },
    ...aliases.map((alias) => ({ params: { slug: alias }, props: { slug, moved: true } })),
  ]);
}

const headings = {
  related: "Related",
  flaws: "Known flaws and where they are fixed",
  commits: "Commits",
  postings: "Postings",
  status: "Status and sources",
  claims: "Claims compared",
};

export type ChangePage = ReturnType<typeof changePage>;

export function changePage(slug: string) {
  const known = knowledge();
  const entry = known.change(slug);
  if (!entry) throw new Error(`no change has the slug ${slug}`);
  const { record, places } = entry;
  const commits = record.commits.map((each) => ({ ...each, entry: known.commit(each.sha) }));
  const flaws = flawsOfChange(entry, known);
  // Flaws have a section of their own.
  const verdicts = [...entry.verdicts, ...commits.flatMap((each) => each.entry?.verdicts ?? [])].filter(
    ({ claim }) => claim.field !== "flaw",
  );
  const disputes = verdicts.filter(({ state }) => state === "disagrees");
  const standing = verdicts.filter(({ state }) => state !== "disagrees");
  const notListing = record.sources.filter(
    ({ document }) => !places.some((place) => place.document.slug === document),
  );
  const answer = answerOf(entry, flaws, known);
  const body = renderBody(record.body, bodyLookups(known, record.slug));
  const related = relatedTo(entry, known);
  const postings = postingsOf(record.patchsets, verdicts, known);
  const shownFlaws = flawsView(flaws, "change", record.repository, known);
  return {
    ...changeLink(entry),
    ...headOfChange(entry, known),
    crumb: { href: href("/changes/"), title: "Changes" },
    summary: record.summary,
    lede: linkedText(record.summary, known),
    answer,
    banner: bannerView(bannerOfChange(entry, known), known),
    headings,
    contents: [
      ...cutAtHeadings(body).sections,
      ...sectionsWith(headings, {
        related: related.length > 0,
        flaws: shownFlaws !== undefined,
        commits: commits.length > 0,
        postings: postings.patchsets.length + postings.further.length > 0,
        status: true,
        claims: verdicts.length > 0,
      }),
    ],
    body,
    related,
    flaws: shownFlaws,
    commits: commits.map(
      ({ sha, role, note, entry: commit }): CommitRowView => ({
        hash: hashView(sha, known),
        role,
        note: note === undefined ? undefined : linkedText(note, known),
        subject: subjectView(commit),
        mark: commit && { of: bestKnown(commit, "subject").origin },
        since: commit && sinceView(releaseAnswer(commit.since, known), known, whyHref(commitHref(sha))),
      }),
    ),
    proofs: proofsView(
      record.repository,
      commits.flatMap((each) => each.entry ?? []),
      known,
    ),
    postings,
    status: {
      state: stateView(record.status.state),
      asOf: record.status.asOf,
      note: answer.status ? undefined : record.status.note,
      citations: [...record.status.evidence, ...notListing].map((each) => citationView(each, known)),
      places: places.map(placeView),
    },
    claims: {
      disputed: claimRowViews(disputes, known),
      standing: claimRowViews(standing, known),
      standingCount: standing.length,
    },
  };
}

export type ChangeAnswer = ReturnType<typeof answerOf>;

/** The summary of a change: release or status, tags, commits, interfaces, manual pages. */
function answerOf(entry: ChangeEntry, flaws: Flaws, known: Knowledge) {
  const { record } = entry;
  const { label, status, showsStatus, first, complete, landedAs } = headline(entry, known);
  const allFixed = releaseWithEveryFix(flaws);
  const commits = record.commits.flatMap(({ sha }) => known.commit(sha) ?? []);
  return {
    label,
    status: showsStatus
      ? { state: stateView(status.state), asOf: status.day, note: record.status.note }
      : undefined,
    first: first && sinceView(first, known, "#why"),
    why: first && whyView(whyOfChange(entry, "first", known), known),
    complete: complete && sinceView(complete, known, "#why-complete"),
    whyComplete: complete && whyView(whyOfChange(entry, "complete", known), known, { id: "why-complete" }),
    allFixed: allFixed === undefined ? undefined : releaseView(allFixed, known),
    fixes: fixedFlawViews(record.commits, known),
    backports: backportsView(commits, known),
    landed: [...Map.groupBy(landedViews(landedAs, known), ({ words }) => words)].map(([words, own]) => ({
      words: own.length > 1 && words === "Part" ? "Parts" : words,
      landed: own,
    })),
    tags: tagViews(record.tags, known),
    commits: record.commits.map(({ sha, role }) => ({ hash: hashView(sha, known), role })),
    interfaces: interfaceLinks(record.interfaces, known),
    manPages: manPageLinks(record.manPages),
  };
}

function relatedTo({ record }: ChangeEntry, known: Knowledge): RelatedView[] {
  const forward = record.relations.flatMap(({ type, to, reason }) => {
    const other = known.change(to);
    return other
      ? [{ words: relationWords[type][0], reason: unmarked(reason), link: changeLink(other) }]
      : [];
  });
  const backward = known.changes.flatMap((other) =>
    other.record.relations
      .filter(({ to }) => to === record.slug)
      .map(({ type, reason }) => ({
        words: relationWords[type][1],
        reason: unmarked(reason),
        link: changeLink(other),
      })),
  );
  return [...forward, ...backward];
}

/** A reason of a relation, without the words that the mark before it says. */
function unmarked(reason: string | undefined): string | undefined {
  return reason?.replace(/^Our judgement: /, "");
}

function postingsOf(patchsets: Change["patchsets"], verdicts: Verdict[], known: Knowledge): PostingsView {
  const claimed = verdicts.flatMap(({ claim }) => (claim.field === "posting" ? [claim.value] : []));
  const listed = new Set(patchsets.flatMap(({ url, messageId }) => [url, messageId]));
  return {
    patchsets: patchsets.map(({ messageId, firstEvidence = [], ...patchset }) => ({
      ...patchset,
      lore: messageId && !patchset.url.includes(messageId) ? loreHref(messageId) : undefined,
      firstPer: firstEvidence.map((each) => citationView(each, known)),
    })),
    further: claimed
      .filter(({ url, messageId }) => !listed.has(url) && !(messageId && listed.has(messageId)))
      .map(({ url, messageId }) => ({
        url,
        title: messageId ?? url,
        lore: messageId && !url.includes("lore.kernel.org") ? loreHref(messageId) : undefined,
      })),
  };
}
