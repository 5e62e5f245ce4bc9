import { type Feed, type FeedEntry, feedFiles, momentOf } from "./feed.ts";

/** A feed as an Atom document, by RFC 4287. @param whole makes a path of the site into an address with its host */
export function atom(feed: Feed, whole: (path: string) => string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${inXml(feed.id)}</id>
  <title>${inXml(feed.title)}</title>
  <subtitle>${inXml(feed.description)}</subtitle>
  <updated>${momentOf(feed.day)}</updated>
  <author><name>sincelinux</name></author>
  <link rel="self" type="application/atom+xml" href="${inXml(whole(feed.path + feedFiles.atom))}"/>
  <link rel="alternate" type="text/html" href="${inXml(whole(feed.path))}"/>
${feed.entries.map((entry) => entryInAtom(entry, whole)).join("")}</feed>
`;
}

function entryInAtom(
  { id, title, path, day, topics, text }: FeedEntry,
  whole: (path: string) => string,
): string {
  const categories = topics.map((topic) => `    <category term="${inXml(topic)}"/>\n`).join("");
  return `  <entry>
    <id>${inXml(id)}</id>
    <title>${inXml(title)}</title>
    <updated>${momentOf(day)}</updated>
    <link rel="alternate" type="text/html" href="${inXml(whole(path))}"/>
${categories}    <summary>${inXml(text.join("\n"))}</summary>
  </entry>
`;
}

const references: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Two code points that are no characters may stand in a string and not in XML. */
function inXml(text: string): string {
  return text
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"]/g, (character) => references[character] ?? character);
}
