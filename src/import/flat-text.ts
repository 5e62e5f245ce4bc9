import type { Definition, Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { type CitedHash, commitOfAddress, hashesIn } from "../domain/cited-hashes.ts";
import { isHashPrefix, shortHash, WHOLE_HASH } from "../domain/hash.ts";
import { visibleText, wholeWord } from "../domain/text.ts";
import { webAddress } from "../records/schema/primitives.ts";
import type { DeckProblem } from "./deck.ts";
import type { Vocabulary } from "./known-content.ts";

/**
 * A hash or a link found in a text. `shown` stands for it in running words; a link's `label` stands there
 * already, just before the mark.
 */
export type Evidence = { line: number; shown: string; label?: string } & ({ sha: string } | { url: string });

/** Running text in which `MARK` stands for each piece of evidence, in order. */
export interface FlatText {
  line: number;
  text: string;
  evidence: Evidence[];
}

/** Markdown never yields this character: the parser turns it into U+FFFD. */
export const MARK = "\u0000";

/** Where the text stands, and what its references lead to. */
export interface TextContext {
  /** Added to a node's line for its line in the file. */
  lineOffset: number;
  definitions: ReadonlyMap<string, Definition>;
  vocabulary: Vocabulary;
}

/** Takes phrasing, code or HTML as running text on one line, with its hashes and links. */
export function flatten(nodes: readonly Nodes[], context: TextContext): FlatText {
  const flat: FlatText = { line: lineOf(nodes[0], context), text: "", evidence: [] };
  for (const node of nodes) add(node, flat, context);
  flat.text = visibleText(flat.text, MARK);
  return flat;
}

export function lineOf(node: Nodes | undefined, { lineOffset }: TextContext): number {
  return (node?.position?.start.line ?? 1) + lineOffset;
}

function add(node: Nodes, flat: FlatText, context: TextContext): void {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "code":
      addWords(node.value, node, flat, context);
      break;
    case "html":
      addHtml(node.value, node, flat, context);
      break;
    case "break":
      flat.text += " ";
      break;
    case "image":
      addLink(node.url, node.alt ?? "", node, flat, context);
      break;
    case "link":
      addLink(node.url, textOf(node), node, flat, context);
      break;
    case "linkReference":
      addLink(context.definitions.get(node.identifier)?.url ?? "", textOf(node), node, flat, context);
      break;
    default:
      if ("children" in node) for (const child of node.children) add(child, flat, context);
  }
}

function addWords(value: string, node: Nodes, flat: FlatText, context: TextContext): void {
  let end = 0;
  for (const cited of hashesIn(value).filter(isMeant)) {
    const { hash: sha, at } = cited;
    const begin = cited.form === "address" || cited.form === "described" ? wordBefore(value, at) : at;
    if (begin < end) continue;
    const linesBefore = value.slice(0, begin).split("\n").length - 1;
    flat.evidence.push({ sha, shown: shortHash(sha), line: lineOf(node, context) + linesBefore });
    flat.text += `${value.slice(end, begin).replaceAll(MARK, "")}${MARK}`;
    end = at + cited.length;
    if (cited.form === "address") end += /^[^\s),;]*/.exec(value.slice(end, end + 400))?.[0].length ?? 0;
  }
  flat.text += value.slice(end).replaceAll(MARK, "");
}

/** Hex digits amid other words may be a word or a number. */
function isMeant({ form, hash }: CitedHash): boolean {
  return form !== "bare" || hash.length === 40 || (/\d/.test(hash) && /[a-f]/.test(hash));
}

function wordBefore(text: string, at: number): number {
  return at - (/[^\s()[\]<>"]*$/.exec(text.slice(Math.max(0, at - 400), at))?.[0].length ?? 0);
}

/** `<a href="…">` is a link, `<pid>` is text. */
function addHtml(value: string, node: Nodes, flat: FlatText, context: TextContext): void {
  const href = /^<a\s[^>]*?href\s*=\s*["']?([^"'\s>]*)/i.exec(value)?.[1];
  if (href !== undefined) addLink(href, null, node, flat, context);
  else if (/^<br\s*\/?>$/i.test(value)) flat.text += " ";
  else if (!/^<!--|^<\/a\s*>$/i.test(value)) addWords(value, node, flat, context);
}

/** @param label the words that lead there; null when they stand elsewhere in the text */
function addLink(url: string, label: string | null, node: Nodes, flat: FlatText, context: TextContext): void {
  const isBare = label === "" || url === label || url.endsWith(`://${label}`);
  // Text converted from other formats escapes underscores inside bare addresses, where Markdown has no escapes.
  const address = isBare ? url.replace(/\\([!-/:-@[-`{-~])/g, "$1") : url;
  const isAddress = webAddress.safeParse(address).success;
  const commit = isAddress ? commitOfAddress(address) : null;
  const sha = isKernelPlace(address) ? commit : null;
  // The hash that a link to a commit of another project shows is not the kernel's.
  if (label && commit !== null && sha === null) flat.text += label.replaceAll(MARK, "");
  else if (label && !(isBare && isAddress) && !isPartOf(label, sha)) addWords(label, node, flat, context);
  if (!isAddress) return;
  const line = lineOf(node, context);
  const target = sha ? { sha } : { url: address };
  const shown = sha ? shortHash(sha) : address;
  const named =
    isBare || isPartOf(label ?? "", sha) ? { shown } : { shown: "", label: visibleText(label ?? "") };
  flat.evidence.push({ ...target, ...named, line });
  flat.text += MARK;
}

/** Whether a label is the beginning of the hash that it leads to, also one of figures alone. */
function isPartOf(label: string, sha: string | null): boolean {
  const digits = label.trim().toLowerCase();
  return sha !== null && isHashPrefix(digits) && sha.startsWith(digits);
}

/** Whole hashes; anything but a letter or digit may stand beside them. */
export const HASH_WORDS = new RegExp(`(?<![\\p{L}\\p{N}_])${WHOLE_HASH}(?![\\p{L}\\p{N}_])`, "giu");

const TOO_LONG = wholeWord("[0-9a-f]{41,64}", "i");

/** Words that look like a hash with too many digits. */
export function malformedHashes(text: string): Omit<DeckProblem, "line">[] {
  return (text.match(TOO_LONG) ?? [])
    .filter((word) => /\d/.test(word) && /[a-f]/i.test(word))
    .map((word) => ({
      column: 1,
      field: "hash",
      expected: "7 to 40 hex digits",
      found: `${word.length}: ${word}`,
      remedy: "Correct it.",
    }));
}

const PLACES =
  /(?:^|\.)(?:kernel\.org|kernel\.dance|lkml\.org|zx2c4\.com|lwn\.net|lists\.linuxfoundation\.org|marc\.info|spinics\.net|lists\.openwall\.net)$/;

/** Whether an address is one of the places where kernel commits, postings and news about them are. */
export function isKernelPlace(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  if (PLACES.test(hostname)) return true;
  const [owner = "", name = ""] = pathname.toLowerCase().split("/").filter(Boolean);
  if (/(?:^|\.)googlesource\.com$/.test(hostname)) return owner === "kernel";
  const isForge = /^(?:github\.com|codeberg\.org|(?:[\w-]+\.)*gitlab[\w.-]*)$/.test(hostname);
  return isForge && (/^(?:torvalds|linux-kernel)$/.test(owner) || /^(?:linux|kernel)(?:[-_.]|$)/.test(name));
}
