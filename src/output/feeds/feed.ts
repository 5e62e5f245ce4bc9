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
  /** The page it follows, in whose folder it lies: "/", "/topics/user/". */
  path: string;
  /** Earlier folders, where it lies too: a file cannot redirect. */
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
export function momentOf(day: string): string {
  return `${day}T00:00:00Z`;
}
