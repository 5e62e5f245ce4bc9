import { tagKinds } from "../domain/release.ts";
import type { Corpus } from "../records/corpus.ts";
import { ALL } from "../records/read/known-names.ts";
import { KERNEL } from "../records/schema/repository.ts";
import type { FindCommits } from "./resolve-hashes.ts";

/** What the content has already, as far as an import asks. */
export interface KnownContent {
  /** The change that lists a commit; that has a link; that has these words as its title, or in an outline. */
  changeOfCommit(sha: string): string | null;
  changeOfLink(url: string): string | null;
  changeOfTitle(title: string): string | null;
  /** The change of a slug or of an alias. */
  changeOfSlug(slug: string): string | null;
  /** Whether a new record cannot have this slug: changes, topics and documents share their names. */
  isTaken(slug: string): boolean;
  /** The document that is this talk, by its slug or its title. */
  documentOf(slug: string, title: string): string | null;
  /** Every tag a change may have: ids and aliases of topics, and `all`. */
  tags: ReadonlySet<string>;
  /** Mainline releases that releases.yaml lists. */
  releases: ReadonlySet<string>;
  /** Whole hashes of known commits that begin with these digits. */
  commitsOf: FindCommits;
}

/** Look-ups over a corpus. */
export function knownContent({ changes, documents, topics, releases, facts }: Corpus): KnownContent {
  const byCommit = new Map<string, string>();
  const byLink = new Map<string, string>();
  const byTitle = new Map<string, string>();
  const bySlug = new Map<string, string>();
  for (const { slug, title, aliases, commits, patchsets } of changes) {
    for (const name of [slug, ...aliases]) bySlug.set(name, slug);
    byTitle.set(sameWords(title), slug);
    for (const { sha } of commits) byCommit.set(sha, slug);
    for (const { url } of patchsets) byLink.set(sameAddress(url), slug);
  }
  for (const { outline } of documents) {
    for (const { change, label } of outline.flatMap(({ items }) => items)) {
      if (change !== undefined) byTitle.set(sameWords(label), change);
    }
  }
  const tags = tagsOf(topics);
  const claimed = documents.flatMap(({ claims }) => claims.flatMap(({ commit }) => commit ?? []));
  const commits = new Set([...byCommit.keys(), ...facts.keys(), ...claimed]);
  const others = new Set([...tags, ...documents.map(({ slug }) => slug)]);
  return {
    changeOfCommit: (sha) => byCommit.get(sha) ?? null,
    changeOfLink: (url) => byLink.get(sameAddress(url)) ?? null,
    changeOfTitle: (title) => byTitle.get(sameWords(title)) ?? null,
    changeOfSlug: (slug) => bySlug.get(slug) ?? null,
    isTaken: (slug) => bySlug.has(slug) || others.has(slug),
    documentOf: (slug, title) =>
      documents.find((each) => each.slug === slug || isTitle(each.title, title))?.slug ?? null,
    tags,
    releases: new Set(releases.map(({ version }) => version)),
    commitsOf: (prefix) => [...commits].filter((sha) => sha.startsWith(prefix)),
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

/** The names by which a reader of decks knows tags and releases from other words. */
export interface Vocabulary {
  /** Every tag a change may have: ids and aliases of topics, and `all`. */
  tags: ReadonlySet<string>;
  /** Whether a text is the tag of a kernel release or candidate: "v5.6", not "v5.6.0". */
  isRelease(tag: string): boolean;
  /** Names of repositories besides the kernel's, and of topics: "libcap". */
  projects: ReadonlySet<string>;
}

/** The vocabulary of a corpus. */
export function vocabularyOf({ topics, repositories }: Corpus): Vocabulary {
  const kernel = repositories.find(({ id }) => id === KERNEL);
  const kindOf = kernel ? tagKinds(kernel) : () => null;
  return {
    tags: tagsOf(topics),
    isRelease: (tag) => ["release", "candidate"].includes(kindOf(tag) ?? ""),
    projects: new Set([...repositories, ...topics].map(({ id }) => id).filter((id) => id !== KERNEL)),
  };
}

function tagsOf(topics: Corpus["topics"]): ReadonlySet<string> {
  return new Set([ALL, ...topics.flatMap(({ id, aliases }) => [id, ...aliases])]);
}
