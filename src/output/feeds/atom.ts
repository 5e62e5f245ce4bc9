import { escapeXml } from "../../domain/text.ts";
import { type Feed, type FeedEntry, feedFiles, momentOf } from "./feed.ts";

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
