import type { Definition, Link, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { oneLine } from "../../domain/text.ts";
import type { Known } from "./known.ts";
import { addressOf } from "./site-address.ts";

const SCHEME = /^sincelinux:/i;

/**
 * Makes `sincelinux:<slug>[#fragment]` the address of that change or topic; a link that shows its own address
 * then shows the title. Of a link to what is not known its text stays, with a message in the file.
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
