import type { Definition, InlineCode, Link, Nodes, Root } from "mdast";
import { findAndReplace } from "mdast-util-find-and-replace";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { ANY_HASH, couldBeWord } from "../../domain/hash.ts";
import { oneLine } from "../../domain/text.ts";
import type { Change, Commit, KnownHash, Topic } from "./index.ts";

/** The data that the plugin looks up: that of the package, or a small set in tests. */
export interface Known {
  hashes(prefix: string): KnownHash[];
  commit(prefix: string): Commit | undefined;
  /** By slug or alias. */
  change(slug: string): Change | undefined;
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
 * then shows the title. A link to an unknown slug is replaced by its text, with a message in the file.
 */
export function linkSlugs(tree: Root, file: VFile, known: Known, site: URL): void {
  const lost = new Set<string>();
  const seen = new Set<string>();
  visit(tree, "definition", (node: Definition) => {
    // Of several definitions of one name, Markdown takes the first.
    if (seen.has(node.identifier)) return;
    seen.add(node.identifier);
    if (!SCHEME.test(node.url)) return;
    const target = resolve(node, file, known, site);
    if (target) node.url = target.url;
    else lost.add(node.identifier);
  });
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    if (node.type === "definition" && lost.has(node.identifier)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    const isLost =
      node.type === "linkReference"
        ? lost.has(node.identifier)
        : node.type === "link" && SCHEME.test(node.url) && !relink(node, file, known, site);
    if (!isLost || !("children" in node)) return undefined;
    parent.children.splice(index, 1, ...(node.children as typeof parent.children));
    return [SKIP, index];
  });
}

/** @returns false where nothing of that slug is known */
function relink(node: Link, file: VFile, known: Known, site: URL): boolean {
  const target = resolve(node, file, known, site);
  if (!target) return false;
  const shown = textOf(node);
  if (shown === "" || shown === node.url) node.children = [{ type: "text", value: oneLine(target.title) }];
  node.url = target.url;
  return true;
}

function resolve(
  node: Link | Definition,
  file: VFile,
  known: Known,
  site: URL,
): { url: string; title: string } | null {
  const [slug = "", ...fragment] = node.url.replace(SCHEME, "").split("#");
  const change = known.change(slug);
  const topic = known.topics.find(({ id }) => id === slug);
  const title = change?.record.title ?? topic?.name;
  const page = change?.page ?? topic?.page;
  if (title !== undefined && page !== undefined) {
    return { url: [addressOf(site, page), ...fragment].join("#"), title };
  }
  file.message(`Expected the slug of a known change or topic, found ${JSON.stringify(slug)}. Correct it.`, {
    ...(node.position ? { place: node.position } : {}),
    source: "sincelinux",
    ruleId: "unknown-slug",
  });
  return null;
}

/** Text in these stays as its author wrote it; so do blocks of code. */
const leftAlone = ["link", "linkReference", "heading"];

const KEYWORD = "(?:[Cc]ommit|[Ff]ixes:)";
// What follows must not make another word, a path, a range or an ancestor of it: 8db6c34f1dbc^, ~1, -dirty.
const END = "(?![\\p{L}\\p{N}_(^~]|[-./@=:%+][\\p{L}\\p{N}_/]|\\.\\.)";
/** A hash after its keyword. The digits are looked for first: the way back over blanks is then taken once. */
const CITED = new RegExp(`(?=${ANY_HASH})(?<=(?<![\\p{L}\\p{N}_])${KEYWORD}\\s+)${ANY_HASH}${END}`, "gu");
/** The whole of a piece of code: a hash, or a citation as the kernel writes it. */
const CODE = new RegExp(`^(?:(?<keyword>${KEYWORD})\\s+)?(?<hash>${ANY_HASH})(?:\\s+\\(.*\\))?$`, "su");

/** Links hashes of known commits after "commit" or "Fixes:" and in backticks, as they were written. */
export function linkHashes(tree: Root, file: VFile, known: Known, site: URL): void {
  visit(tree, (node, index, parent) => {
    if (leftAlone.includes(node.type)) return SKIP;
    if (node.type !== "inlineCode" || !parent || index === undefined) return undefined;
    const { keyword, hash = "" } = CODE.exec(node.value)?.groups ?? {};
    const found = keyword || !couldBeWord(hash) ? commitOf(hash, node, file, known) : undefined;
    if (!found) return undefined;
    parent.children.splice(index, 1, linked(node, found, site));
    return SKIP;
  });
  const replace = (hash: string, { stack }: { stack: Nodes[] }): Link | false => {
    const found = commitOf(hash, stack.at(-1), file, known);
    return found ? linked({ type: "text", value: hash }, found, site) : false;
  };
  findAndReplace(tree, [[CITED, replace]], { ignore: leftAlone });
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
