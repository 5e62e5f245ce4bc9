import { hashesIn } from "../domain/cited-hashes.ts";
import { shortHash } from "../domain/hash.ts";
import { didYouMean } from "../domain/nearest.ts";
import { WRITTEN_RELEASE } from "../domain/release.ts";
import { quoted, visibleText } from "../domain/text.ts";
import { draftDocument } from "../records/authoring/draft.ts";
import type { Claim } from "../records/schema/claim.ts";
import type { Deck, DeckItem, DeckProblem, DeckSection } from "./deck.ts";
import { draftOfItem, type ItemRelease, tagsOfItem, titleOfDraft } from "./draft-of-item.ts";
import { type KnownContent, sameAddress, sameWords } from "./known-content.ts";

/** What an import will write, and what it will not. */
export interface ImportPlan {
  /** Paths below the content folder, with the whole text of each file. None of them is in the content. */
  files: { path: string; text: string }[];
  /** Items that need no record of their own: the content has one, or an item above, then `above` is its line. */
  known: { line: number; title: string; slug: string; because: string; above: number | null }[];
  /** What is written all the same, but needs a hand: tags nobody knows. */
  problems: DeckProblem[];
  /** How many statements about releases the new document claims. */
  claims: number;
}

interface Source {
  deck: Deck;
  /** For a talk without a heading of level 1: the name of its file. */
  name: string;
}

/** What is to be written so that every item of a talk has a change. @param today "2018-10-25" */
export function planImport({ deck, name }: Source, content: KnownContent, today: string): ImportPlan {
  const title = titleOfDocument(deck.title ?? visibleText(name));
  const slug = slugFromTitle(title, "imported-notes");
  const recorded = content.documentOf(slug, title);
  const document = recorded ?? freeSlug(slug, content.isTaken);
  const known = withPlanned(content, document);
  const plan: ImportPlan = { files: [], known: [], problems: [], claims: 0 };
  const claims = new Map<string, Claim>();
  const outline = deck.sections.map((section) => ({
    heading: section.heading,
    items: section.items.map((item) => {
      const release = releaseOf(item, section, known.releases);
      const change = slugOf(item, { title, document, today, release }, known, plan);
      if (release) {
        const claim = claimOf(item, change, release);
        const about = `${claim.commit ?? claim.change} ${release.value}`;
        // Rows of several tables may name one commit.
        if (!claims.has(about)) claims.set(about, claim);
      }
      return { change, label: item.title };
    }),
  }));
  const withItems = outline.filter(({ items }) => items.length > 0);
  if (recorded === null && withItems.length > 0) {
    const values = {
      title: title.padEnd(3, "."),
      kind: "talk" as const,
      authors: deck.authors,
      ...(deck.date === null ? {} : { date: deck.date }),
      outline: withItems,
      ...(claims.size === 0 ? {} : { claims: [...claims.values()] }),
    };
    plan.claims = claims.size;
    plan.files.unshift({ path: `documents/${document}.yaml`, text: draftDocument(values) });
  }
  return plan;
}

/** The release that an item or the heading above it names; null for none, for several, and for one that is not listed. */
function releaseOf(
  { releases }: DeckItem,
  { heading, release }: DeckSection,
  listed: ReadonlySet<string>,
): ItemRelease | null {
  const [own, other] = releases;
  const value = other === undefined ? (own ?? release) : null;
  if (value === null || !listed.has(value)) return null;
  return own === undefined ? { value, heading } : { value };
}

/** What the document says of an item's release; of its commit where it has only one. */
function claimOf({ hashes, line }: DeckItem, change: string, { value, heading }: ItemRelease): Claim {
  const [only, other] = hashes;
  const about = only?.sha.length === 40 && !other ? { commit: only.sha } : { change };
  const at = `line ${line}`;
  if (heading === undefined) return { ...about, field: "release", value, at, confidence: "quoted" };
  const reason = `It is listed below the heading "${heading}".`;
  return { ...about, field: "release", value, at, confidence: "derived", reason };
}

/** At least 3 characters, as the schema wants. */
function titleOfDocument(title: string): string {
  return Array.from(title).length < 3 ? `Imported: ${title}` : title;
}

/** The change an item is; a new one joins the plan. */
function slugOf(
  item: DeckItem,
  source: { title: string; document: string; today: string; release: ItemRelease | null },
  known: RunContent,
  plan: ImportPlan,
): string {
  const { title, line } = item;
  const tags = tagsOfItem(item, known.tags);
  for (const tag of tags.unknown.filter(
    (each) => !plan.problems.some(({ found }) => found === quoted(each)),
  )) {
    const remedy = didYouMean(tag, known.tags, "Name a topic in the draft, or add one to the content.");
    const found = quoted(tag);
    plan.problems.push({ line, column: 1, field: "tags", expected: "a known tag", found, remedy });
  }
  const match = matchOf(item, known);
  if (match) {
    plan.known.push({ line, title, ...match, above: known.lineOf(match.slug) });
    return match.slug;
  }
  const slug = freeSlug(slugFromTitle(title, `item-of-line-${line}`), known.isTaken);
  plan.files.push({ path: `changes/${slug}.md`, text: draftOfItem(item, tags, source) });
  known.add(slug, item);
  return slug;
}

function matchOf(item: DeckItem, known: RunContent): { slug: string; because: string } | null {
  for (const { sha } of item.hashes) {
    const slug = known.changeOfCommit(sha);
    if (slug) return { slug, because: `lists ${shortHash(sha)}${lacking(item, known)}` };
  }
  for (const { url } of item.links) {
    const slug = known.changeOfLink(url);
    if (slug) return { slug, because: "has its link" };
  }
  const titled = known.changeOfTitle(item.title) ?? known.changeOfTitle(titleOfDraft(item));
  if (titled) return { slug: titled, because: "has its title" };
  const named = known.changeOfSlug(slugFromTitle(item.title, `item-of-line-${item.line}`));
  return named ? { slug: named, because: "has its slug" } : null;
}

/** A change that lists one commit of an item need not list them all. */
function lacking({ hashes }: DeckItem, known: RunContent): string {
  const missing = hashes.filter(({ sha }) => known.changeOfCommit(sha) === null);
  const shown = missing.map(({ sha }) => shortHash(sha)).join(", ");
  return missing.length === 0 ? "" : `; no change lists ${shown}`;
}

interface RunContent extends KnownContent {
  add(slug: string, item: DeckItem): void;
  /** The line of the item that a slug was made for in this run. */
  lineOf(slug: string): number | null;
}

/**
 * The content, and what this run adds to it. A second item with the same commit or link is the same change; one
 * with the same words is so only when neither has any evidence.
 */
function withPlanned(content: KnownContent, document: string): RunContent {
  const commits = new Map<string, string>();
  const links = new Map<string, string>();
  const titles = new Map<string, string>();
  const slugs = new Set([document]);
  const lines = new Map<string, number>();
  return {
    ...content,
    changeOfCommit: (sha) => content.changeOfCommit(sha) ?? commits.get(sha) ?? null,
    changeOfLink: (url) => content.changeOfLink(url) ?? links.get(sameAddress(url)) ?? null,
    changeOfTitle: (title) => content.changeOfTitle(title) ?? titles.get(sameWords(title)) ?? null,
    isTaken: (slug) => content.isTaken(slug) || slugs.has(slug),
    lineOf: (slug) => lines.get(slug) ?? null,
    add: (slug, item) => {
      slugs.add(slug);
      lines.set(slug, item.line);
      for (const { sha } of item.hashes) commits.set(sha, slug);
      for (const { url } of item.links) links.set(sameAddress(url), slug);
      if (item.hashes.length + item.links.length === 0) titles.set(sameWords(item.title), slug);
    },
  };
}

const LONGEST_SLUG = 80;

/** A release with the words before it: a slug is for good, and no release is what the change is. */
const RELEASE = new RegExp(
  `(?<![\\w.-])(?:(?:(?:introduced|added|available|merged|landed|new) )?(?:since|in|from|with) )?(?:(?:linux|kernel) )?(?:>= ?)?${WRITTEN_RELEASE}(?![\\w-]|\\.\\w)`,
  "gi",
);

/** A title without the hashes that it names: they are no words either. */
function withoutHashes(title: string): string {
  return hashesIn(title)
    .filter(({ certain }) => certain)
    .reduceRight(
      (rest, { at, length }) => `${rest.slice(0, at).replace(/\bcommit $/i, "")} ${rest.slice(at + length)}`,
      title,
    );
}

/**
 * A title as a slug: at most 80 of a-z, 0-9 and single hyphens, cut between words. Nothing else of the title
 * remains, so that it names no other folder. `otherwise` is for a title without such characters.
 */
function slugFromTitle(title: string, otherwise: string): string {
  const words = withoutHashes(title.slice(0, 1000).replace(/https?:\/\/\S*/gi, " "))
    .replace(RELEASE, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "")
    .match(/[a-z0-9]+/g);
  return joinWithin(words ?? [], LONGEST_SLUG) || otherwise;
}

/** The slug with a number where it is taken: "x", "x-2", "x-3". */
function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  let free = slug;
  for (let next = 2; isTaken(free); next += 1) {
    const suffix = `-${next}`;
    free = `${slug.slice(0, LONGEST_SLUG - suffix.length).replace(/-$/, "")}${suffix}`;
  }
  return free;
}

function joinWithin(words: readonly string[], longest: number): string {
  let slug = "";
  for (const word of words) {
    if (slug === "") slug = word.slice(0, longest);
    else if (slug.length + 1 + word.length <= longest) slug += `-${word}`;
    else break;
  }
  return slug;
}
