import type { Corpus } from "../records/corpus.ts";

/** What the content has already, as far as an import asks. */
export interface KnownContent {
  /** The change that lists a commit, or has a link, or is an outline's item of this label. */
  changeOfCommit(sha: string): string | null;
  changeOfLink(url: string): string | null;
  changeOfLabel(label: string): string | null;
  /** Whether a change or an alias has this slug. */
  isChange(slug: string): boolean;
  /** The document that is this talk, by its slug or its title. */
  documentOf(slug: string, title: string): string | null;
  /** Every tag a change may have: ids and aliases of topics, and `all`. */
  tags: ReadonlySet<string>;
}

/** Look-ups over a corpus. */
export function knownContent({ changes, documents, topics }: Corpus): KnownContent {
  const byCommit = new Map<string, string>();
  const byLink = new Map<string, string>();
  const byLabel = new Map<string, string>();
  const slugs = new Set<string>();
  for (const { slug, aliases, commits, patchsets } of changes) {
    for (const name of [slug, ...aliases]) slugs.add(name);
    for (const { sha } of commits) byCommit.set(sha, slug);
    for (const { url } of patchsets) byLink.set(sameAddress(url), slug);
  }
  for (const { outline } of documents) {
    for (const { change, label } of outline.flatMap(({ items }) => items)) {
      if (change !== undefined) byLabel.set(sameWords(label), change);
    }
  }
  return {
    changeOfCommit: (sha) => byCommit.get(sha) ?? null,
    changeOfLink: (url) => byLink.get(sameAddress(url)) ?? null,
    changeOfLabel: (label) => byLabel.get(sameWords(label)) ?? null,
    isChange: (slug) => slugs.has(slug),
    documentOf: (slug, title) =>
      documents.find((each) => each.slug === slug || isTitle(each.title, title))?.slug ?? null,
    tags: new Set(["all", ...topics.flatMap(({ id, aliases }) => [id, ...aliases])]),
  };
}

/** An address without what does not tell places apart: scheme, www., a closing slash. */
export function sameAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, port, pathname, search, hash } = new URL(url);
  return `${hostname.replace(/^www\./, "")}:${port}${pathname.replace(/\/+$/, "")}${search}${hash}`;
}

export function sameWords(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]).join(" ");
}

/** A record may add the subtitle that the slides have on a line of its own. */
function isTitle(recorded: string, title: string): boolean {
  const [whole, asked] = [recorded.toLowerCase(), title.toLowerCase()];
  return whole === asked || whole.startsWith(`${asked}:`);
}
