import type { Definition, Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { shortHash, WHOLE_HASH } from "../domain/hash.ts";
import { visibleText, wholeWord } from "../domain/text.ts";
import { webAddress } from "../records/schema/primitives.ts";

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
export interface Surroundings {
  /** Added to a node's line for its line in the file. */
  lineOffset: number;
  definitions: ReadonlyMap<string, Definition>;
}

/** Takes phrasing, code or HTML as running text on one line, with its hashes and links. */
export function flatten(nodes: readonly Nodes[], around: Surroundings): FlatText {
  const flat: FlatText = { line: lineOf(nodes[0], around), text: "", evidence: [] };
  for (const node of nodes) add(node, flat, around);
  flat.text = visibleText(flat.text, MARK);
  return flat;
}

export function lineOf(node: Nodes | undefined, { lineOffset }: Surroundings): number {
  return (node?.position?.start.line ?? 1) + lineOffset;
}

function add(node: Nodes, flat: FlatText, around: Surroundings): void {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "code":
      addWords(node.value, node, flat, around);
      break;
    case "html":
      addHtml(node.value, node, flat, around);
      break;
    case "break":
      flat.text += " ";
      break;
    case "image":
      addLink(node.url, node.alt ?? "", node, flat, around);
      break;
    case "link":
      addLink(node.url, textOf(node), node, flat, around);
      break;
    case "linkReference":
      addLink(around.definitions.get(node.identifier)?.url ?? "", textOf(node), node, flat, around);
      break;
    default:
      if ("children" in node) for (const child of node.children) add(child, flat, around);
  }
}

function addWords(value: string, node: Nodes, flat: FlatText, around: Surroundings): void {
  let end = 0;
  for (const match of value.matchAll(HASH_WORDS)) {
    const sha = match[0].toLowerCase();
    const linesBefore = value.slice(0, match.index).split("\n").length - 1;
    flat.evidence.push({ sha, shown: shortHash(sha), line: lineOf(node, around) + linesBefore });
    flat.text += `${value.slice(end, match.index).replaceAll(MARK, "")}${MARK}`;
    end = match.index + match[0].length;
  }
  flat.text += value.slice(end).replaceAll(MARK, "");
}

/** `<a href="…">` is a link, `<pid>` is text. */
function addHtml(value: string, node: Nodes, flat: FlatText, around: Surroundings): void {
  const href = /^<a\s[^>]*?href\s*=\s*["']?([^"'\s>]*)/i.exec(value)?.[1];
  if (href !== undefined) addLink(href, null, node, flat, around);
  else if (/^<br\s*\/?>$/i.test(value)) flat.text += " ";
  else if (!/^<!--|^<\/a\s*>$/i.test(value)) addWords(value, node, flat, around);
}

/** @param label the words that lead there; null when they stand elsewhere in the text */
function addLink(url: string, label: string | null, node: Nodes, flat: FlatText, around: Surroundings): void {
  const isBare = label === "" || url === label || url.endsWith(`://${label}`);
  // Text converted from other formats escapes underscores inside bare addresses, where Markdown has no escapes.
  const address = isBare ? url.replace(/\\([!-/:-@[-`{-~])/g, "$1") : url;
  const isAddress = webAddress.safeParse(address).success;
  if (label && !(isBare && isAddress)) addWords(label, node, flat, around);
  if (!isAddress) return;
  const sha = hashOfCommitPage(address);
  const line = lineOf(node, around);
  const target = sha ? { sha } : { url: address };
  const shown = sha ? shortHash(sha) : address;
  const named = isBare ? { shown } : { shown: "", label: visibleText(label ?? "") };
  flat.evidence.push({ ...target, ...named, line });
  flat.text += MARK;
}

/** Whole hashes; anything but a letter or digit may stand beside them. */
export const HASH_WORDS = new RegExp(`(?<![\\p{L}\\p{N}_])${WHOLE_HASH}(?![\\p{L}\\p{N}_])`, "giu");

const SOME_HASH = wholeWord("(?:[0-9a-f]{7,39}|[0-9a-f]{41,64})", "i");

/** Words that look like a hash of a wrong length. Dates (20181025) and words (deadbeef) do not. */
export function malformedHashes(text: string): { word: string; reason: string }[] {
  return (text.match(SOME_HASH) ?? [])
    .filter((word) => /\d/.test(word) && /[a-f]/i.test(word))
    .map((word) => ({
      word,
      reason: `expected a hash of 40 hex digits, found ${word.length}. Write the whole hash.`,
    }));
}

const COMMIT_PAGE = new RegExp(
  `/(?:c|commits?|patch)/(?:\\?(?:[^#]*&)?(?:id|h)=)?(${WHOLE_HASH})(?![0-9a-f])`,
  "i",
);

/** The hash in the address of a commit's page (cgit, gitweb, GitHub, GitLab); null for any other address. */
function hashOfCommitPage(url: string): string | null {
  return COMMIT_PAGE.exec(url)?.[1]?.toLowerCase() ?? null;
}
