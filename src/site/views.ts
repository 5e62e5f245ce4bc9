import { releaseOfCandidate } from "../domain/release.ts";
import { oneLine } from "../domain/text.ts";
import { type Evidence, nameOf } from "../model/evidence.ts";
import { evidenceInWords, type LandedAs, type ReleaseAnswer } from "../model/headline.ts";
import {
  type ChangeEntry,
  type CommitEntry,
  type Knowledge,
  type Place,
  subjectOf,
} from "../model/knowledge.ts";
import { type ChangeState, type RelationType, stateWords } from "../records/schema/change.ts";
import type { Citation } from "../records/schema/primitives.ts";
import type { TextPart } from "./linked-text.ts";
import {
  changeHref,
  commitHref,
  commitSourceHref,
  documentHref,
  manPageHref,
  releaseHref,
  topicHref,
  whyHref,
} from "./links.ts";

/** The small parts that pages are made of, looked up once, so that components only lay them out. */
export interface LinkView {
  href: string;
  title: string;
}

/** The mark beside a statement: how it is known, and in words if not the usual ones. */
export interface MarkView {
  of: Evidence;
  text?: string;
  /** Where it is shown: the section "Why v4.11" of a page. */
  href?: string | undefined;
}

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
  /** The newest release of the clone that has it in none. */
  unreleasedAsOf: string | undefined;
  mark: MarkView;
  /** Releases that better sources or a fact contradict, each with the document that names it. */
  contradicted: { release: string; by: LinkView }[];
}

/** What a change became, with its release or, without one of its own, its status. */
export interface LandedView {
  /** The relation in words: "Landed as". */
  words: string;
  link: LinkView;
  since: SinceView | undefined;
  state: StateView;
}

export interface HashView {
  /** 40 hex digits. */
  sha: string;
  /** The commit's page, or where the commit can be read. */
  href: string;
}

/** A commit in the table of a change or a release. */
export interface CommitRowView {
  hash: HashView;
  subject: string | null;
  /** How the subject is known. */
  mark: MarkView | undefined;
  /** What the commit is to the change. */
  role?: string;
  note?: TextPart[] | undefined;
  /** The release, where the table has several. */
  since?: SinceView | undefined;
  /** How the release is known, where the table is of one. */
  sinceMark?: MarkView;
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

/** @param why where the page shows what it rests on */
export function sinceView(answer: ReleaseAnswer, known: Knowledge, why?: string): SinceView {
  const contradicted = new Map(
    answer.contradicted.map(({ version, document: { slug, title } }) => [
      `${version} ${slug}`,
      { release: version, by: { href: documentHref(slug), title: nameOf({ title }) } },
    ]),
  );
  return {
    releases: answer.releases.map(({ version }) => releaseView(version, known)),
    unreleasedAsOf: answer.unreleasedAsOf,
    mark: { of: answer.evidence, text: evidenceInWords(answer), href: why },
    contradicted: [...contradicted.values()],
  };
}

/** The mark for an entry below the heading of its release: with all disputed and contradicted releases. */
export function markView(answer: ReleaseAnswer): MarkView {
  const versions = (all: { version: string }[], between: string) =>
    [...new Set(all.map(({ version }) => version))].join(between);
  const { evidence, releases, contradicted } = answer;
  const disputed = evidence === "disputed" ? `: ${versions(releases, " or ")}` : "";
  const against = contradicted.length > 0 ? `; ${versions(contradicted, ", ")} contradicted` : "";
  return { of: evidence, text: `${evidenceInWords(answer)}${disputed}${against}` };
}

export function landedViews(landed: LandedAs[], known: Knowledge): LandedView[] {
  return landed.map(({ type, entry, first }) => ({
    words: type === "part-of" ? "Part" : relationWords[type][0],
    link: changeLink(entry),
    since: first && sinceView(first, known, whyHref(changeHref(entry.record.slug))),
    state: stateView(entry.record.status.state),
  }));
}

/** What a relation is called on the page it leads from, and on the page it leads to. */
export const relationWords: Record<RelationType, [forward: string, backward: string]> = {
  "landed-as": ["Landed as", "Proposed as"],
  "superseded-by": ["Superseded by", "Supersedes"],
  "part-of": ["Part of", "Consists of"],
  requires: ["Requires", "Required by"],
  follows: ["Follows", "Followed by"],
};

/**
 * @param readAt the repository of a commit that may have no page here: it is then linked to where it can be read.
 * `stable`: the commit is in a stable series
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
