import { renderBody } from "../markdown/render.ts";
import { flawsOfChange } from "../model/flaws.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { landings } from "../model/landings.ts";
import { said } from "../model/said.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Change, RelationType } from "../records/schema/change.ts";
import { bodyLookups } from "./body-lookups.ts";
import { claimRowViews } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { flawsView } from "./flaws-view.ts";
import { loreHref } from "./links.ts";
import { headOfChange } from "./page-head.ts";
import { proofsView } from "./proofs-view.ts";
import {
  changeLink,
  citationView,
  type HashView,
  hashView,
  type LinkView,
  type Mark,
  manPageLinks,
  placeView,
  releaseView,
  type SinceView,
  sinceView,
  stateView,
  subjectView,
  tagViews,
} from "./views.ts";

export interface RelatedView {
  words: string;
  link: LinkView;
  reason: string | undefined;
}

export interface CommitRowView {
  hash: HashView;
  role: string;
  note: string | undefined;
  subject: string | null;
  /** How the subject is known. */
  origin: Mark | undefined;
  since: SinceView | undefined;
}

export interface PostingsView {
  patchsets: (Pick<Change["patchsets"][number], "title" | "url" | "author" | "date" | "version" | "note"> & {
    /** Its address at lore, where that is another. */
    lore: string | undefined;
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
  return {
    ...changeLink(entry),
    ...headOfChange(entry, known),
    summary: record.summary,
    answer: answerOf(entry, known),
    disputed: disputes.length,
    body: renderBody(record.body, bodyLookups(known, record.slug)),
    related: relatedTo(entry, known),
    flaws: flawsView(flaws, "change", record.repository, known),
    commits: commits.map(({ sha, role, note, entry: commit }): CommitRowView => ({
      hash: hashView(sha, known),
      role,
      note,
      subject: subjectView(commit),
      origin: commit && said(commit, "subject").origin,
      since: commit && sinceView(commit.since, known),
    })),
    proofs: proofsView(
      record.repository,
      commits.flatMap((each) => each.entry ?? []),
      known,
    ),
    postings: postingsOf(record.patchsets, verdicts),
    status: {
      state: stateView(record.status.state),
      asOf: record.status.asOf,
      note: record.status.state === "merged" ? record.status.note : undefined,
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

/** What stands at the head of a change: the release or the status, and what one looks for first. */
function answerOf(entry: ChangeEntry, known: Knowledge) {
  const { record, since } = entry;
  const landed = landings(entry, known);
  const isUnmerged = record.status.state !== "merged";
  /** What landed as something else has no release of its own: its status says so, and what it landed as follows. */
  const hasRelease = since.first.releases.length > 0 || (!isUnmerged && landed.length === 0);
  const isOneRelease = since.first.releases.join() === since.complete.releases.join();
  const flaws = flawsOfChange(entry, known);
  const allFixed = flaws.further.every(({ release }) => release) && flaws.branches[0]?.safeSince;
  const hasStatus = isUnmerged || !hasRelease;
  return {
    name: hasStatus ? "Status" : isOneRelease ? "Since" : "First usable",
    status: hasStatus
      ? { state: stateView(record.status.state), asOf: record.status.asOf, note: record.status.note }
      : undefined,
    first: hasRelease ? sinceView(since.first, known) : undefined,
    complete: isOneRelease ? undefined : sinceView(since.complete, known),
    allFixed:
      allFixed && flaws.flaws.length + flaws.further.length > 0 ? releaseView(allFixed, known) : undefined,
    landed: landed.map(({ entry: other }) => ({
      link: changeLink(other),
      since: sinceView(other.since.first, known),
    })),
    tags: tagViews(record.tags, known),
    commits: record.commits.map(({ sha, role }) => ({ hash: hashView(sha, known), role })),
    interfaces: record.interfaces.map(({ kind, name }) => ({ kind, name })),
    manPages: manPageLinks(record.manPages),
  };
}

const relationWords: Record<RelationType, [forward: string, backward: string]> = {
  "landed-as": ["Landed as", "Proposed as"],
  "superseded-by": ["Superseded by", "Supersedes"],
  "part-of": ["Part of", "Has as a part"],
  requires: ["Requires", "Required by"],
  follows: ["Follows", "Followed by"],
};

function relatedTo({ record }: ChangeEntry, known: Knowledge): RelatedView[] {
  const forward = record.relations.flatMap(({ type, to, reason }) => {
    const other = known.change(to);
    return other ? [{ words: relationWords[type][0], reason, link: changeLink(other) }] : [];
  });
  const backward = known.changes.flatMap((other) =>
    other.record.relations
      .filter(({ to }) => to === record.slug)
      .map(({ type, reason }) => ({ words: relationWords[type][1], reason, link: changeLink(other) })),
  );
  return [...forward, ...backward];
}

function postingsOf(patchsets: Change["patchsets"], verdicts: Verdict[]): PostingsView {
  const claimed = verdicts.flatMap(({ claim }) => (claim.field === "posting" ? [claim.value] : []));
  const listed = new Set(patchsets.flatMap(({ url, messageId }) => [url, messageId]));
  return {
    patchsets: patchsets.map(({ messageId, ...patchset }) => ({
      ...patchset,
      lore: messageId && !patchset.url.includes(messageId) ? loreHref(messageId) : undefined,
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
