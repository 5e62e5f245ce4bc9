import type { Definition, Image, Link, PhrasingContent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import type { Lookups } from "./lookups.ts";

const SCHEME = "sincelinux:";

/**
 * A remark plugin that leaves only addresses a reader may follow: http, https, a fragment, or a path from
 * the root. `sincelinux:<slug>[#fragment]` becomes the address of that record. Any other link stays as its
 * text; an image becomes a link, since pages ask nothing of other origins.
 * @throws Error naming the slug, for a record that is not known
 */
export function safeLinks(lookups: Pick<Lookups, "change">): (tree: Root) => void {
  return (tree) => {
    const allowed = new Set<string>();
    visit(tree, "definition", (node: Definition) => {
      node.url = resolve(node, lookups)?.href ?? node.url;
      if (isSafe(node.url)) allowed.add(node.identifier);
    });
    visit(tree, (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      const replacement = replacementOf(node as PhrasingContent, allowed, lookups);
      if (!replacement) return undefined;
      parent.children.splice(index, 1, ...(replacement as typeof parent.children));
      return [SKIP, index];
    });
  };
}

/** What takes the place of a node; null to keep it. */
function replacementOf(
  node: PhrasingContent,
  allowed: ReadonlySet<string>,
  lookups: Pick<Lookups, "change">,
): PhrasingContent[] | null {
  if (node.type === "image") return [asLink(node)];
  if (node.type === "imageReference") return [{ type: "text", value: node.alt ?? "" }];
  if (node.type === "linkReference") return allowed.has(node.identifier) ? null : node.children;
  if (node.type !== "link") return null;
  const target = resolve(node, lookups);
  if (target) {
    const shown = textOf(node);
    if (shown === "" || shown === node.url) node.children = [{ type: "text", value: target.title }];
    node.url = target.href;
  }
  return isSafe(node.url) ? null : node.children;
}

function asLink({ url, alt, title }: Image): Link {
  return { type: "link", url, title: title ?? null, children: [{ type: "text", value: alt || url }] };
}

function resolve(
  { url, position }: Link | Definition,
  lookups: Pick<Lookups, "change">,
): { href: string; title: string } | null {
  if (!url.startsWith(SCHEME)) return null;
  const [slug = "", ...fragment] = url.slice(SCHEME.length).split("#");
  const found = lookups.change(slug);
  if (found) return { href: [found.href, ...fragment].join("#"), title: found.title };
  const place = position ? `line ${position.start.line}: ` : "";
  throw new Error(
    `${place}link: expected a known change, topic or document, found ${JSON.stringify(slug)}. Add the record, or correct the slug.`,
  );
}

/** `//host` and `/\host` lead to other hosts; browsers drop tabs and newlines before they look. */
function isSafe(url: string): boolean {
  return /^(?:https?:\/\/[^/\\\s]|#|\/(?![/\\]))/i.test(url) && !/\p{Cc}/u.test(url);
}
