import { shortHash } from "../domain/hash.ts";
import type { BulletWords, Noted } from "./bullet-words.ts";
import type { DeckItem, DeckLink } from "./deck.ts";
import { isKernelPlace } from "./flat-text.ts";
import type { Vocabulary } from "./known-content.ts";
import { namedReleases, namesOtherRelease, withoutReleases } from "./named-releases.ts";

/** An item from the bullet that names it; a bullet of evidence alone is called after what it says of that. */
export function newItem(words: BulletWords, vocabulary: Vocabulary): DeckItem {
  const title = withoutReleases(words.title, vocabulary) || nameOf(words.evidence[0]) || words.shown;
  const item: DeckItem = {
    title,
    line: words.line,
    tags: words.tags,
    isMarked: words.isMarked,
    hashes: [],
    links: [],
    releases: namedReleases(words.shown, vocabulary),
    interfaces: [...new Set(interfaceNames(words.shown))],
    notes: [],
  };
  for (const noted of words.evidence) addEvidence(item, noted, noted.aside === title ? "" : noted.aside);
  return item;
}

/** Adds what a bullet below an item says: evidence with its words, or a note. `heading` is for evidence without any. */
export function attachWords(
  item: DeckItem,
  words: BulletWords,
  heading: string,
  vocabulary: Vocabulary,
): void {
  for (const noted of words.evidence) addEvidence(item, noted, noted.words || heading);
  if (words.evidence.length === 0) item.notes.push({ text: words.shown, line: words.line });
  item.interfaces = [...new Set([...item.interfaces, ...interfaceNames(words.shown)])];
  item.releases = [...new Set([...item.releases, ...namedReleases(words.shown, vocabulary)])];
}

/** Whether an item says enough to be a change; other bullets are the talk's prose. */
export function hasSubstance(item: DeckItem, vocabulary: Vocabulary): boolean {
  const { title, isMarked, hashes, links, releases } = item;
  // "(#4902)" is a change of another project, whatever else its line in a changelog says.
  const texts = [title, ...links.map(({ note = "" }) => note), ...item.notes.map(({ text }) => text)];
  const isOfAnother =
    texts.some((text) => /(?:^|[\s([,])#\d+\b/.test(text)) ||
    links.some(({ url }) => /\/(?:pull|issues|merge_requests)\/\d+/.test(url));
  if (isOfAnother && hashes.length === 0) return false;
  if (isMarked || hashes.length + releases.length > 0 || namesOtherRelease(title, vocabulary)) return true;
  return links.some(({ url }) => isKernelPlace(url));
}

/**
 * An item whose links are variants of it, each with its own words before it in parentheses, is one item a
 * variant: "(new mount api) https://…", "(old mount api) https://…". Versions of one posting are no variants.
 */
export function splitVariants(item: DeckItem): DeckItem[] {
  const prefixes = item.links.map(({ prefix }) => prefix ?? "");
  const areVariants =
    item.hashes.length === 0 &&
    item.links.length > 1 &&
    new Set(prefixes).size === item.links.length &&
    prefixes.every((prefix) => prefix !== "" && !/^(?:v?\d|rfc\b|patch|part\b)/i.test(prefix));
  if (!areVariants) return [item];
  return item.links.map(({ prefix = "", ...link }) => variant(item, link, prefix));
}

function variant(item: DeckItem, { note = "", ...link }: DeckLink, prefix: string): DeckItem {
  const rest = note.slice(prefix.length).replace(/^; /, "");
  return {
    ...item,
    title: `${item.title} (${prefix})`,
    line: link.line,
    links: [{ ...link, ...(rest === "" ? {} : { note: rest }) }],
    interfaces: [...new Set([...interfaceNames(item.title), ...interfaceNames(`(${rest})`)])],
  };
}

function addEvidence(item: DeckItem, { evidence, prefix }: Noted, note: string): void {
  const noted = { ...(note === "" ? {} : { note }), line: evidence.line };
  if ("sha" in evidence) {
    const seen = item.hashes.find(({ sha }) => sha.startsWith(evidence.sha) || evidence.sha.startsWith(sha));
    // A short hash is often the text of a link to the whole one.
    if (!seen) item.hashes.push({ sha: evidence.sha, ...noted });
    else if (seen.sha.length < evidence.sha.length) seen.sha = evidence.sha;
  } else if (item.links.every(({ url }) => url !== evidence.url)) {
    item.links.push({ url: evidence.url, ...noted, ...(prefix === "" ? {} : { prefix }) });
  }
}

function nameOf(noted: Noted | undefined): string {
  if (!noted) return "";
  const { aside, evidence } = noted;
  return aside || ("sha" in evidence ? `commit ${shortHash(evidence.sha)}` : evidence.url);
}

const INTERFACE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The names a program writes, where parentheses hold nothing else: "(NS_GET_PARENT, NS_GET_USERNS)". */
function interfaceNames(text: string): string[] {
  return [...text.matchAll(/\(([^()]*)\)/g)].flatMap(([, group = ""]) => {
    const words = group.split(",").map((word) => word.trim());
    return words.every((word) => INTERFACE.test(word)) ? words : [];
  });
}
