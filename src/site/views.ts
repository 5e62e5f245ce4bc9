import { releaseOfCandidate } from "../domain/release.ts";
import { oneLine } from "../domain/text.ts";
import type { Since } from "../model/first-release.ts";
import type { ChangeEntry, CommitEntry, Knowledge, Place } from "../model/knowledge.ts";
import { releaseEvidence } from "../model/release-evidence.ts";
import { type Origin, subjectOf } from "../model/said.ts";
import { type ChangeState, stateWords } from "../records/schema/change.ts";
import type { Citation } from "../records/schema/primitives.ts";
import {
  changeHref,
  commitHref,
  commitSourceHref,
  documentHref,
  manPageHref,
  releaseHref,
  topicHref,
} from "./links.ts";

/** The small parts that pages are made of, looked up once, so that components only lay them out. */
export interface LinkView {
  href: string;
  title: string;
}

/** How a statement came to be known: the mark beside it. */
export type Mark = Origin | "judgement" | "against";

export interface ReleaseView {
  tag: string;
  /** Its page; undefined for a release that is in no list. */
  href: string | undefined;
  /** YYYY-MM-DD; null where it is not known. */
  day: string | null;
  isCandidate: boolean;
}

/** The release something came with, and how that is known. */
export interface SinceView {
  releases: ReleaseView[];
  /** A clone proves that no release of it has the commit. */
  isInNoRelease: boolean;
  mark: { of: Mark; text?: string };
}

export interface HashView {
  /** 40 hex digits. */
  sha: string;
  /** The commit's page, or where the commit can be read. */
  href: string;
}

export interface StateView {
  state: ChangeState;
  words: string;
}

export interface TagView extends LinkView {
  tag: string;
}

/** Where a statement can be checked: a document of the knowledge base or an address, and the place in it. */
export interface CitationView {
  document: LinkView | undefined;
  address: LinkView | undefined;
  at: string | undefined;
  note: string | undefined;
}

/** An item of a document's outline, as its own link. */
export interface PlaceView extends LinkView {
  heading: string;
  label: string;
}

export function releaseView(tag: string, known: Knowledge): ReleaseView {
  const version = releaseOfCandidate(tag);
  const isListed = known.corpus.releases.some((release) => release.version === version);
  return {
    tag,
    href: isListed ? releaseHref(version) : undefined,
    day: known.releaseDate(tag),
    isCandidate: tag !== version,
  };
}

export function sinceView(since: Since, known: Knowledge): SinceView {
  const { origin, releases } = since;
  return {
    releases: releases.map((tag) => releaseView(tag, known)),
    isInNoRelease: origin === "fact" && releases.length === 0,
    mark: releaseEvidence(since),
  };
}

/**
 * @param readAt the repository of a commit that may have no page here: it is then linked to where it can be read.
 * `stable`: it lies in a stable series
 */
export function hashView(
  sha: string,
  known: Knowledge,
  readAt?: { repository: string; stable?: boolean },
): HashView {
  const repository = known.corpus.repositories.find(({ id }) => id === readAt?.repository);
  const template = (readAt?.stable && repository?.stableCommitUrl) || repository?.commitUrl;
  const isHere = known.commit(sha) !== undefined;
  return { sha, href: template && !isHere ? commitSourceHref(template, sha) : commitHref(sha) };
}

/** A commit's subject as a reader may safely see it; null where it is not known. */
export function subjectView(commit: CommitEntry | undefined): string | null {
  const subject = subjectOf(commit);
  return subject === null ? null : oneLine(subject);
}

export function stateView(state: ChangeState): StateView {
  return { state, words: stateWords[state] };
}

/** The topics of a record's tags. A tag that the source spells otherwise keeps its spelling. */
export function tagViews(tags: string[], { corpus }: Knowledge): TagView[] {
  return tags.map((tag) => {
    const topic = corpus.topics.find(({ id, aliases }) => id === tag || aliases.includes(tag));
    return { tag, href: topicHref(topic?.id ?? "all"), title: topic?.name ?? "Every namespace" };
  });
}

export function citationView({ document: slug, url, at, note }: Citation, known: Knowledge): CitationView {
  const document = known.corpus.documents.find((each) => each.slug === slug);
  const address = url ?? (at && /^https?:\/\//.test(at) ? at : undefined);
  return {
    document: document && { href: documentHref(document.slug), title: document.title },
    address: address === undefined ? undefined : { href: address, title: new URL(address).host },
    at: at !== address ? at : undefined,
    note,
  };
}

export function changeLink({ record }: ChangeEntry): LinkView {
  return { href: changeHref(record.slug), title: record.title };
}

export function placeView({ document, heading, label, position }: Place): PlaceView {
  return { href: `${documentHref(document.slug)}#item-${position}`, title: document.title, heading, label };
}

export function manPageLinks(pages: string[]): LinkView[] {
  return pages.map((page) => ({ href: manPageHref(page), title: page }));
}
