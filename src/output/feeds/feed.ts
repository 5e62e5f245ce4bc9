import { escapeXml } from "../../domain/text.ts";

/** One entry of a feed. All text is plain. */
export interface FeedEntry {
  /** A tag: URI that stays, whatever address the site has. */
  id: string;
  title: string;
  /** Where it can be read, below the site's base: "/changes/nsfs-ioctls/". */
  path: string;
  /** YYYY-MM-DD: see changeEntry and correctionEntry for which day it is. */
  day: string;
  /** Ids of the topics it belongs to. */
  topics: string[];
  /** Its lines. */
  text: string[];
}

export interface Feed {
  id: string;
  title: string;
  description: string;
  /** The page it follows; the feed is in its folder: "/", "/topics/user/". */
  path: string;
  /** Folders of earlier names. The feed is written there too, because a file cannot redirect. */
  earlier: string[];
  /** YYYY-MM-DD: the newest of its entries. */
  day: string;
  /** Newest first. */
  entries: FeedEntry[];
}

export const feedFiles = { atom: "feed.atom", json: "feed.json" } as const;

/**
 * A name for a feed or an entry, by RFC 4151. Its authority is reserved (RFC 2606), so that every copy of the site uses
 * the same name. It must never change.
 * @example tagUri("change/nsfs-ioctls") // "tag:sincelinux.invalid,2026:change/nsfs-ioctls"
 */
export function tagUri(name: string): string {
  return `tag:sincelinux.invalid,2026:${name}`;
}

/** A day as the moment that the formats ask for: its first, in UTC. */
function momentOf(day: string): string {
  return `${day}T00:00:00Z`;
}

/** A feed as an Atom document, by RFC 4287. @param whole makes a path of the site into an address with its host */
export function atom(feed: Feed, whole: (path: string) => string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${escapeXml(feed.id)}</id>
  <title>${escapeXml(feed.title)}</title>
  <subtitle>${escapeXml(feed.description)}</subtitle>
  <updated>${momentOf(feed.day)}</updated>
  <author><name>sincelinux</name></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(whole(feed.path + feedFiles.atom))}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(whole(feed.path))}"/>
${feed.entries.map((entry) => entryInAtom(entry, whole)).join("")}</feed>
`;
}

function entryInAtom(
  { id, title, path, day, topics, text }: FeedEntry,
  whole: (path: string) => string,
): string {
  const categories = topics.map((topic) => `    <category term="${escapeXml(topic)}"/>\n`).join("");
  return `  <entry>
    <id>${escapeXml(id)}</id>
    <title>${escapeXml(title)}</title>
    <updated>${momentOf(day)}</updated>
    <link rel="alternate" type="text/html" href="${escapeXml(whole(path))}"/>
${categories}    <summary>${escapeXml(text.join("\n"))}</summary>
  </entry>
`;
}

/** A feed as JSON Feed 1.1. @param whole makes a path of the site into an address with its host */
export function jsonFeed(feed: Feed, whole: (path: string) => string): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: whole(feed.path),
    feed_url: whole(feed.path + feedFiles.json),
    description: feed.description,
    language: "en",
    authors: [{ name: "sincelinux" }],
    items: feed.entries.map(({ id, title, path, day, topics, text }) => ({
      id,
      url: whole(path),
      title,
      content_text: text.join("\n"),
      date_modified: momentOf(day),
      tags: topics,
    })),
  };
}
