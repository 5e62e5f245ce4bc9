import type { z } from "zod";
import { headline } from "../model/headline.ts";
import type { Knowledge } from "../model/knowledge.ts";
import { documentKinds, type outlineItem } from "../records/schema/document.ts";
import { claimRowViews } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { documentHref, href, topicHref } from "./links.ts";
import {
  changeLink,
  type HashView,
  hashView,
  type LandedView,
  type LinkView,
  landedViews,
  type SinceView,
  type StateView,
  sinceView,
  stateView,
  type TagView,
  tagViews,
} from "./views.ts";

/** One item of a document's outline: its own words, and the record it became. */
export interface OutlineItemView {
  id: string;
  label: string;
  /** The page of the topic it is. */
  topic: string | undefined;
  change:
    | {
        href: string;
        tags: TagView[];
        /** The status; undefined where the release alone is the answer. */
        state: StateView | undefined;
        since: SinceView | undefined;
        landed: LandedView[];
        commits: HashView[];
      }
    | undefined;
}

/** The addresses of documents: each by its slug, and a redirect for each earlier one. */
export function documentPaths() {
  return knowledge().corpus.documents.flatMap(({ slug, aliases }) => [
    { params: { slug }, props: { slug, moved: false } },
    ...aliases.map((alias) => ({ params: { slug: alias }, props: { slug, moved: true } })),
  ]);
}

export type DocumentPage = ReturnType<typeof documentPage>;

export function documentPage(slug: string) {
  const known = knowledge();
  const document = known.corpus.documents.find((each) => each.slug === slug);
  if (!document) throw new Error(`no document has the slug ${slug}`);
  const { title, note, kind, authors, venue, date, version, url, archivedUrl } = document;
  const verdicts = known.verdicts.filter((verdict) => verdict.document.slug === slug);
  let position = 0;
  return {
    ...{ href: documentHref(slug), title, note },
    crumb: { href: href("/documents/"), title: "Sources" },
    /** The page with the outcome of each item. */
    outcomes: kind === "talk" ? href("/promised/") : undefined,
    ...{ authors: authors.join(", "), venue, date, version },
    source: url === undefined ? undefined : hostLink(url),
    archive: archivedUrl === undefined ? undefined : hostLink(archivedUrl),
    outline: document.outline.map(({ heading, items }) => ({
      heading,
      items: items.map((item) => {
        position += 1;
        return outlineItemView(item, position, known);
      }),
    })),
    count: verdicts.length,
    disputed: verdicts.filter(({ state }) => state === "disagrees").length,
    claims: claimRowViews(verdicts, known),
  };
}

function hostLink(url: string): LinkView {
  return { href: url, title: new URL(url).host };
}

function outlineItemView(
  item: z.infer<typeof outlineItem>,
  position: number,
  known: Knowledge,
): OutlineItemView {
  const topic = known.corpus.topics.find(({ id }) => id === item.topic);
  return {
    id: `item-${position}`,
    label: item.label,
    topic: topic && topicHref(topic.id),
    change: item.change === undefined ? undefined : itemChange(item.change, known),
  };
}

function itemChange(slug: string, known: Knowledge): OutlineItemView["change"] {
  const entry = known.change(slug);
  if (!entry) return undefined;
  const { record } = entry;
  const { status, showsStatus, first, landedAs } = headline(entry, known);
  return {
    href: changeLink(entry).href,
    tags: tagViews(record.tags, known),
    state: showsStatus ? stateView(status.state) : undefined,
    since: first && sinceView(first, known),
    landed: landedViews(landedAs, known),
    commits: record.commits.map(({ sha }) => hashView(sha, known)),
  };
}

const kindNames: Record<(typeof documentKinds)[number], string> = {
  talk: "Talks",
  "man-page": "Manual pages",
  "commit-page": "Copies of commits",
  mail: "Mail",
  article: "Articles",
  source: "Source code",
  distribution: "Distributions",
  "security-record": "Security records",
  data: "Data",
};

/** All documents, by what they are. */
export function documentList() {
  const { documents } = knowledge().corpus;
  return documentKinds.flatMap((kind) => {
    const own = documents.filter((document) => document.kind === kind);
    if (own.length === 0) return [];
    return [
      {
        heading: kindNames[kind],
        documents: own.map(({ slug, title, authors, venue, date, claims }) => ({
          link: { href: documentHref(slug), title },
          by: [authors.join(", "), venue].filter(Boolean).join(" · "),
          date,
          claims: claims.length,
        })),
      },
    ];
  });
}
