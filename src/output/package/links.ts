import type { Definition, InlineCode, Link, Nodes, Parents, Root, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { type CitedHash, hashesIn } from "../../domain/cited-hashes.ts";
import { didYouMean } from "../../domain/nearest.ts";
import { oneLine } from "../../domain/text.ts";
import type { Change, ChangeInShort, Commit, KnownHash, Topic } from "./index.ts";

/** The data that the plugin looks up: that of the package, or a small set in tests. */
export interface Known {
  hashes(prefix: string): KnownHash[];
  commit(prefix: string): Commit | undefined;
  /** By slug or alias. */
  change(slug: string): Change | undefined;
  changes: readonly Pick<ChangeInShort, "slug">[];
  topics: readonly Topic[];
}

/** The commit's subject if it is a fact, or quoted by a source and not contradicted; else null. */
export function quotableSubject({ subject: { value, origin }, claims }: Commit): string | null {
  const isContradicted = claims.some(
    (claim) => claim.field === "subject" && claim.value === value && claim.judgement.verdict === "disagrees",
  );
  return origin === "fact" || (origin === "quoted" && !isContradicted) ? value : null;
}

/** @param page of this content: "/changes/nsfs-ioctls/" */
export function addressOf(site: URL, page: string): string {
  return new URL(page.replace(/^\/+/, ""), site).href;
}

const SCHEME = /^sincelinux:/i;

/**
 * Makes `sincelinux:<slug>[#fragment]` the address of that change or topic; a link that shows its own address
 * then shows the title. A link to an unknown slug stays as it is, with a message in the file.
 */
export function linkSlugs(tree: Root, file: VFile, known: Known, site: URL): void {
  const seen = new Set<string>();
  visit(tree, (node) => {
    if (node.type === "link") relink(node, file, known, site);
    // Of several definitions of one name, Markdown takes the first.
    if (node.type !== "definition" || seen.has(node.identifier)) return;
    seen.add(node.identifier);
    const target = resolve(node, file, known, site);
    if (target) node.url = target.url;
  });
}

function relink(node: Link, file: VFile, known: Known, site: URL): void {
  const target = resolve(node, file, known, site);
  if (!target) return;
  const shown = textOf(node);
  if (shown === "" || shown === node.url) node.children = [{ type: "text", value: oneLine(target.title) }];
  node.url = target.url;
}

/** Where a sincelinux: address leads; null for any other, and for an unknown slug. */
function resolve(
  node: Link | Definition,
  file: VFile,
  known: Known,
  site: URL,
): { url: string; title: string } | null {
  if (!SCHEME.test(node.url)) return null;
  const [slug = "", ...fragment] = node.url.replace(SCHEME, "").split("#");
  const change = known.change(slug);
  const topic = known.topics.find(({ id }) => id === slug);
  const title = change?.record.title ?? topic?.name;
  const page = change?.page ?? topic?.page;
  if (title !== undefined && page !== undefined) {
    return { url: [addressOf(site, page), ...fragment].join("#"), title };
  }
  const slugs = [...known.changes.map((each) => each.slug), ...known.topics.map(({ id }) => id)];
  const remedy = didYouMean(slug, new Set(slugs), "Correct it.");
  file.message(`Expected the slug of a known change or topic, found ${JSON.stringify(slug)}. ${remedy}`, {
    ...(node.position ? { place: node.position } : {}),
    source: "sincelinux",
    ruleId: "unknown-slug",
  });
  return null;
}

/** Text in these stays as its author wrote it; so do blocks of code. */
const leftAlone = ["link", "linkReference", "heading"];

/** Links hashes of known commits after a keyword ("commit", "Fixes:"), before a subject and in backticks, as written. */
export function linkHashes(tree: Root, file: VFile, known: Known, site: URL): void {
  const link: MakeLink = (cited, leaf, child) => {
    const found = commitOf(cited.hash, leaf, file, known);
    return found ? linked(child, found, site) : null;
  };
  visit(tree, (node) => {
    if (leftAlone.includes(node.type)) return SKIP;
    if (!("children" in node) || !node.children.some(isLeaf)) return undefined;
    linkWithin(node, link);
    return SKIP;
  });
}

type Leaf = Text | InlineCode;

/** A link around `child` for a hash that stands in `leaf`; null for an unknown one. */
type MakeLink = (cited: CitedHash, leaf: Leaf, child: Leaf) => Link | null;

function isLeaf(node: Nodes): node is Leaf {
  return node.type === "text" || node.type === "inlineCode";
}

/** Running text: what its leaves say, one after the other, so that a keyword and its hash may stand in two of them. */
interface Running {
  text: string;
  leaves: { leaf: Leaf; parent: Parents; from: number }[];
}

function linkWithin(container: Parents, link: MakeLink): void {
  const running: Running = { text: "", leaves: [] };
  collect(container, running);
  const hashes = hashesIn(running.text).filter((cited) => !isInRange(cited, running.text));
  for (const { leaf, parent, from } of running.leaves) {
    const own = hashes.filter(({ at, length }) => at >= from && at + length <= from + leaf.value.length);
    const parts = leaf.type === "text" ? splitText(leaf, own, from, link) : wholeCode(leaf, own, from, link);
    if (parts) parent.children.splice(parent.children.indexOf(leaf as never), 1, ...(parts as never[]));
  }
}

function collect(node: Parents, running: Running): void {
  for (const child of node.children) {
    if (isLeaf(child)) {
      const sign = child.type === "inlineCode" ? "`" : "";
      running.leaves.push({ leaf: child, parent: node, from: running.text.length + sign.length });
      running.text += `${sign}${child.value}${sign}`;
    } else if (child.type === "break") running.text += "\n";
    else if (child.type === "html") running.text += "<";
    else if (leftAlone.includes(child.type) || !("children" in child)) running.text += "\0";
    else {
      running.text += "*";
      collect(child, running);
      running.text += "*";
    }
  }
}

/** One end of X..Y is not what the text is about. */
function isInRange({ at, length }: CitedHash, text: string): boolean {
  return (
    /^\.\.\.?[0-9a-f]/i.test(text.slice(at + length, at + length + 4)) || text.slice(0, at).endsWith("..")
  );
}

/** The parts of a text around links; null where nothing is linked. */
function splitText(
  leaf: Text,
  hashes: readonly CitedHash[],
  from: number,
  link: MakeLink,
): (Text | Link)[] | null {
  const { value } = leaf;
  const parts: (Text | Link)[] = [];
  let end = 0;
  // X ("subject") needs no word before it.
  for (const cited of hashes.filter(
    ({ form, subject }) => form === "named" || (form === "bare" && subject),
  )) {
    const at = cited.at - from;
    const made = link(cited, leaf, { type: "text", value: value.slice(at, at + cited.length) });
    if (!made) continue;
    if (at > end) parts.push({ type: "text", value: value.slice(end, at) });
    parts.push(made);
    end = at + cited.length;
  }
  if (end === 0) return null;
  if (end < value.length) parts.push({ type: "text", value: value.slice(end) });
  return parts;
}

/** The whole of a piece of code where it is a hash or a citation as the kernel writes it, and nothing else. */
function wholeCode(
  code: InlineCode,
  [only, other]: readonly CitedHash[],
  from: number,
  link: MakeLink,
): [Link] | null {
  if (!only?.certain || other) return null;
  const before = code.value.slice(0, only.at - from).trim();
  const after = code.value.slice(only.at - from + only.length).trim();
  if (!/^(?:|commit|fixes:|reverts:)$/i.test(before) || !/^(?:|\(.*\))$/s.test(after)) return null;
  const made = link(only, code, code);
  return made && [made];
}

/** The one commit with a page of its own; if there are several, a message in the file names them. */
function commitOf(hash: string, node: Nodes | undefined, file: VFile, known: Known): Commit | undefined {
  const candidates = hash === "" ? [] : known.hashes(hash);
  if (candidates.length < 2) return candidates.length === 1 ? known.commit(hash) : undefined;
  const list = candidates.map(({ sha }) => sha.slice(0, Math.max(12, hash.length + 4))).join(", ");
  file.message(`Expected a hash of one commit, found ${hash}, which may be ${list}. Write more digits.`, {
    ...(node?.position ? { place: node.position } : {}),
    source: "sincelinux",
    ruleId: "ambiguous-hash",
  });
  return undefined;
}

function linked(child: InlineCode | Link["children"][0], commit: Commit, site: URL): Link {
  const subject = quotableSubject(commit);
  return {
    type: "link",
    url: addressOf(site, commit.page),
    title: subject === null ? null : oneLine(subject),
    children: [child],
  };
}
