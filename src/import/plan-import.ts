import { shortHash } from "../domain/hash.ts";
import { didYouMean } from "../domain/nearest.ts";
import { quoted, visibleText } from "../domain/text.ts";
import { draftDocument } from "../records/authoring/draft.ts";
import type { Deck, DeckItem, Passage } from "./deck.ts";
import { draftOfItem, tagsOfItem, titleOfDraft } from "./draft-of-item.ts";
import { type KnownContent, sameAddress, sameWords } from "./known-content.ts";

/** What an import will write, and what it will not. */
export interface ImportPlan {
  /** Paths below the content folder, with the whole text of each file. None of them is in the content. */
  files: { path: string; text: string }[];
  /** Items that the content has already. */
  known: { line: number; title: string; slug: string; because: string }[];
  /** What is written all the same, but needs a hand: tags nobody knows. */
  problems: Passage[];
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
  const known = inThisRun(content, document);
  const plan: ImportPlan = { files: [], known: [], problems: [] };
  const outline = deck.sections.map(({ heading, items }) => ({
    heading,
    items: items.map((item) => ({
      change: slugOf(item, { title, document, today }, known, plan),
      label: item.title,
    })),
  }));
  const withItems = outline.filter(({ items }) => items.length > 0);
  if (recorded === null && withItems.length > 0) {
    const values = {
      title: title.padEnd(3, "."),
      kind: "talk" as const,
      authors: deck.authors,
      outline: withItems,
    };
    plan.files.unshift({ path: `documents/${document}.yaml`, text: draftDocument(values) });
  }
  return plan;
}

/** At least 3 characters, as the schema wants. */
function titleOfDocument(title: string): string {
  return Array.from(title).length < 3 ? `Imported: ${title}` : title;
}

/** The change an item is; a new one joins the plan. */
function slugOf(
  item: DeckItem,
  source: { title: string; document: string; today: string },
  known: RunContent,
  plan: ImportPlan,
): string {
  const { title, line } = item;
  const match = matchOf(item, known);
  if (match) {
    plan.known.push({ line, title, ...match });
    return match.slug;
  }
  const slug = freeSlug(slugFromTitle(title, `item-of-line-${line}`), known.isTaken);
  const tags = tagsOfItem(item, known.tags);
  for (const tag of tags.unknown) {
    const remedy = didYouMean(tag, known.tags, "Name a topic in the draft, or add one to the content.");
    plan.problems.push({ line, text: quoted(tag), reason: `expected a known tag. ${remedy}` });
  }
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
}

/**
 * The content, and what this run adds to it. A second item with the same commit or link is the same change; one
 * with the same words is so only when neither has any evidence.
 */
function inThisRun(content: KnownContent, document: string): RunContent {
  const commits = new Map<string, string>();
  const links = new Map<string, string>();
  const titles = new Map<string, string>();
  const slugs = new Set([document]);
  return {
    ...content,
    changeOfCommit: (sha) => content.changeOfCommit(sha) ?? commits.get(sha) ?? null,
    changeOfLink: (url) => content.changeOfLink(url) ?? links.get(sameAddress(url)) ?? null,
    changeOfTitle: (title) => content.changeOfTitle(title) ?? titles.get(sameWords(title)) ?? null,
    isTaken: (slug) => content.isTaken(slug) || slugs.has(slug),
    add: (slug, item) => {
      slugs.add(slug);
      for (const { sha } of item.hashes) commits.set(sha, slug);
      for (const { url } of item.links) links.set(sameAddress(url), slug);
      if (item.hashes.length + item.links.length === 0) titles.set(sameWords(item.title), slug);
    },
  };
}

const LONGEST_SLUG = 80;

/**
 * A title as a slug: at most 80 of a-z, 0-9 and single hyphens, cut between words. Nothing else of the title
 * remains, so that it names no other folder. `otherwise` is for a title without such characters.
 */
function slugFromTitle(title: string, otherwise: string): string {
  const words = title
    .slice(0, 1000)
    .replace(/https?:\/\/\S*/gi, " ")
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
