import { type Feed, feedFiles, momentOf } from "./feed.ts";

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
