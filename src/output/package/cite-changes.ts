import type { PhrasingContent, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { commitOfAddress } from "../../domain/cited-hashes.ts";
import { shortHash } from "../../domain/hash.ts";
import { oneLine } from "../../domain/text.ts";
import type { Change, Commit } from "./index.ts";
import { addressOf, type Known, linkHashes, linkSlugs, quotableSubject } from "./links.ts";

export interface Options {
  /** Address of a sincelinux site, with its path: "https://example.org/sincelinux/". */
  site: string;
  /** Whether to append the section "Kernel changes cited"; one that is there is replaced. */
  cited?: boolean;
}

/**
 * The remark plugin over given data.
 * @returns a plugin for remark's `use`; it throws an Error when `site` is no http(s) address
 * @example remark().use(citeChanges(known), { site: "https://example.org/", cited: true })
 */
export function citeChanges(known: Known): (options: Options) => (tree: Root, file: VFile) => void {
  return (options) => {
    const site = checkedSite(options?.site);
    return (tree, file) => {
      linkSlugs(tree, file, known, site);
      linkHashes(tree, file, known, site);
      if (options.cited) replaceCitedSection(tree, known, site);
    };
  };
}

/** The address of a site, with a slash at the end of its path. @throws Error where it is none */
function checkedSite(site: unknown): URL {
  const url = typeof site === "string" && URL.canParse(site) ? new URL(site) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `sincelinux/remark: site: expected the http(s) address of a sincelinux site, found ${JSON.stringify(site)}. Pass { site: "https://example.org/" }.`,
    );
  }
  return new URL(`${url.pathname.replace(/\/+$/, "")}/`, url.origin);
}

const TITLE = "Kernel changes cited";

/**
 * Lists at the document's end what it links to on the site, in the order of the text, each once. The section of
 * an earlier run is taken away first, so that a second run changes nothing.
 */
function replaceCitedSection(tree: Root, known: Known, site: URL): void {
  tree.children = withoutSection(tree.children);
  const entries = new Map<string, PhrasingContent[]>();
  for (const url of addressesIn(tree)) {
    const entry = citedEntry(url, known, site);
    if (entry) entries.set(entry.page, entry.line);
  }
  if (entries.size === 0) return;
  tree.children.push(
    { type: "heading", depth: 2, children: [{ type: "text", value: TITLE }] },
    {
      type: "list",
      ordered: false,
      spread: false,
      children: [...entries.values()].map((children) => ({
        type: "listItem",
        spread: false,
        children: [{ type: "paragraph", children }],
      })),
    },
  );
}

/** Removes the heading of that title and what is below it, up to the next heading; definitions are kept. */
function withoutSection(nodes: RootContent[]): RootContent[] {
  let isInside = false;
  return nodes.filter((node) => {
    if (node.type === "heading") isInside = node.depth <= 2 && textOf(node) === TITLE;
    return !isInside || node.type === "definition" || node.type === "footnoteDefinition";
  });
}

/** Where the text leads, in its order; an address may stand in it without being a link. */
function addressesIn(tree: Root): string[] {
  const defined = new Map<string, string>();
  visit(tree, "definition", ({ identifier, url }) => {
    if (!defined.has(identifier)) defined.set(identifier, url);
  });
  const addresses: string[] = [];
  visit(tree, (node) => {
    if (node.type === "link") addresses.push(node.url);
    if (node.type === "linkReference") addresses.push(defined.get(node.identifier) ?? "");
    if (node.type === "text") addresses.push(...(node.value.match(ADDRESS) ?? []));
  });
  return addresses;
}

const ADDRESS = /https?:\/\/[^\s<>"“”]{1,400}/gi;

/** What the section says of one change or commit, by the address of its page here or of the commit elsewhere. */
function citedEntry(url: string, known: Known, site: URL): { page: string; line: PhrasingContent[] } | null {
  if (!url.startsWith(site.href)) {
    const named = commitOfAddress(url);
    const commit = named === null ? undefined : known.commit(named);
    return commit ? { page: commit.page, line: commitLine(commit, known, site) } : null;
  }
  const [, kind = "", name = ""] = /^(changes|commits|c)\/([^/?#]+)/.exec(url.slice(site.href.length)) ?? [];
  if (kind === "changes") {
    const change = known.change(name);
    return change ? { page: change.page, line: changeLine(change, site) } : null;
  }
  const commit = kind === "" ? undefined : known.commit(name);
  return commit ? { page: commit.page, line: commitLine(commit, known, site) } : null;
}

function changeLine(change: Change, site: URL): PhrasingContent[] {
  return [linkTo(change, site), text(`: ${oneLine(change.headline)}`)];
}

function commitLine(commit: Commit, known: Known, site: URL): PhrasingContent[] {
  const { sha, since, page, changes } = commit;
  const subject = quotableSubject(commit);
  const parts = changes.flatMap(({ slug }) => known.change(slug) ?? []);
  return [
    text("commit "),
    {
      type: "link",
      url: addressOf(site, page),
      title: null,
      children: [{ type: "inlineCode", value: shortHash(sha) }],
    },
    text(` (${subject === null ? "subject not known" : `"${oneLine(subject)}"`}): ${since.inWords}`),
    ...parts.flatMap((part, at) => [text(at === 0 ? "; part of " : ", "), linkTo(part, site)]),
  ];
}

function linkTo({ page, record }: Change, site: URL): PhrasingContent {
  return { type: "link", url: addressOf(site, page), title: null, children: [text(oneLine(record.title))] };
}

function text(value: string): { type: "text"; value: string } {
  return { type: "text", value };
}
