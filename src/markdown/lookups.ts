/** What a name in a text leads to. `title` is shown when a reader points at the link. */
export interface Target {
  /** An address as the page needs it: root-relative with the base path, or http(s). */
  href: string;
  title?: string | undefined;
}

/** How the plugins learn what is known: the site answers, each null means "leave the text alone". */
export interface Lookups {
  /** The one known commit whose hash begins with these 7 to 40 digits; null for none and for several. */
  commit(prefix: string): { sha: string; href: string; subject?: string | undefined } | null;
  /** The change, topic or document of this slug; a change by its alias too. */
  change(slug: string): { href: string; title: string } | null;
  /** Topics whose names are linked at their first mention; a topic's own page leaves itself out. */
  topics: readonly TopicName[];
  /** Source of a regular expression for the release tags that may be looked up. */
  releaseTags: string;
  /** A release or release candidate by its tag: "v4.14", "v4.14-rc1". */
  release(tag: string): Target | null;
  /** A manual page: "user_namespaces(7)". */
  manPage(reference: string): Target | null;
  /** A capability by its name: "CAP_BPF". */
  capability(name: string): Target | null;
  /** An interface by its whole name, as code: "NS_GET_PARENT". */
  interface(name: string): Target | null;
}

export interface TopicName {
  /** "User namespaces": matched in singular and plural, in any case. */
  name: string;
  href: string;
}
