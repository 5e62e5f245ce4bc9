import { shortHash } from "../domain/hash.ts";
import { interfacePath } from "../domain/interface-path.ts";
import { feedFiles } from "../output/feeds/feed.ts";

/** Addresses of the site, with the base path it is built for. Paths end in a slash, as they are served. */

const base = import.meta.env.BASE_URL.replace(/\/$/, "");

/** @param path beginning with a slash, e.g. "/changes/" */
export function href(path: string): string {
  return `${base}${path}`;
}

/** The whole address of a path that has the base already; undefined where the site does not know its own. */
export function absolute(path: string): string | undefined {
  const site = import.meta.env.SITE;
  return site ? new URL(path, site).href : undefined;
}

export const changeHref = (slug: string) => href(`/changes/${slug}/`);
export const previewHref = (slug: string) => href(`/previews/${slug}.png`);
export const commitHref = (sha: string) => href(`/commits/${sha}/`);
export const topicHref = (id: string) => href(`/topics/${id}/`);
export const interfaceHref = (name: string) => href(interfacePath(name));
export const kernelHref = (line: string) => href(`/kernels/${line}/`);
export const releaseHref = (version: string) => href(`/releases/${version}/`);
export const documentHref = (slug: string) => href(`/documents/${slug}/`);
/** The section of a page that shows what its release rests on. @param page the page's address */
export const whyHref = (page: string) => `${page}#why`;
export const shortHref = (sha: string) => href(`/c/${shortHash(sha)}/`);

/** The feeds of a page. @param path below the base: "/topics/user/" */
export function feedHrefs(path: string): { atom: string; json: string } {
  return { atom: href(path + feedFiles.atom), json: href(path + feedFiles.json) };
}

/** Where a mail can be read: lore finds it by its id on any list it archives. */
export function loreHref(messageId: string): string {
  return `https://lore.kernel.org/r/${encodeURIComponent(messageId).replaceAll("%40", "@")}/`;
}

/** "user_namespaces(7)" as man7.org renders it: subsections such as 2const lie in the folder of their section. */
export function manPageHref(page: string): string {
  const [, name = "", section = ""] = /^(.+)\((\d[a-z]*)\)$/.exec(page) ?? [];
  return `https://man7.org/linux/man-pages/man${section.slice(0, 1)}/${encodeURIComponent(name)}.${section}.html`;
}

/** git.kernel.org and its like, from the repository's template. */
export function commitSourceHref(template: string, sha: string): string {
  return template.replace("{sha}", sha);
}
