import type { Feed } from "../output/feeds/feed.ts";
import { atom, jsonFeed } from "../output/feeds/feed.ts";
import { feedsOf } from "../output/feeds/feeds.ts";
import { knowledge } from "./content.ts";
import { feedHrefs, href } from "./links.ts";

let made: Feed[] | undefined;

/** The feeds, made once a build. */
export function feeds(): Feed[] {
  made ??= feedsOf(knowledge());
  return made;
}

/** Where each is to be written: the folders in Astro's form, the site's own being undefined. */
export function feedPaths(): { params: { of: string | undefined }; props: { feed: Feed } }[] {
  return feeds().flatMap((feed) =>
    [feed.path, ...feed.earlier].map((path) => ({
      params: { of: path.slice(1, -1) || undefined },
      props: { feed },
    })),
  );
}

/** @param site the address of the site, without which a feed cannot be written */
export function atomFile(feed: Feed, site: URL): string {
  return atom(feed, (path) => new URL(href(path), site).href);
}

/** @param site the address of the site, without which a feed cannot be written */
export function jsonFeedFile(feed: Feed, site: URL): object {
  return jsonFeed(feed, (path) => new URL(href(path), site).href);
}

/** The feeds that a page offers: that of everything, and its own where it has one. @param path with the base */
export function feedsOfPage(path: string): { title: string; atom: string; json: string }[] {
  return feeds()
    .filter((feed) => feed.path === "/" || href(feed.path) === path)
    .map((feed) => ({ title: feed.title, ...feedHrefs(feed.path) }));
}
