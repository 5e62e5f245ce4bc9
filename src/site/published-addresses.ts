import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Addresses of a built site that others may link to, below its base, sorted: pages, redirects, sections of pages,
 * the files for programs. Not scripts, styles and the search index, whose names may change with each build, nor sections that
 * depend on what a page lists.
 * @param folder where the site was built
 */
export function publishedAddresses(folder: string): string[] {
  const pages = globSync("**/index.html", { cwd: folder }).map(
    (file) => `/${file.slice(0, -"index.html".length)}`,
  );
  const files = globSync(
    ["api/**/*.json", "schemas/*.json", "opensearch.xml", "**/feed.{atom,json}", "objects.inv", "refs.json"],
    { cwd: folder },
  ).map((file) => `/${file}`);
  const sections = pages
    .filter((page) => !/^\/(search|releases|compare)\//.test(page))
    .flatMap((page) => sectionsOf(join(folder, page, "index.html")).map((id) => `${page}#${id}`))
    // A vendor fact may turn out to be wrong.
    .filter((address) => !address.includes("#fact-"));
  return [...new Set([...pages, ...files, ...sections])].sort();
}

/**
 * Why an address is broken; null when it works. A redirect counts, but not one to a redirect: so
 * there is no chain and no cycle.
 * @param folder where the site was built
 * @param base the path it was built for: "" or "/sincelinux"
 */
export function whyLost(address: string, folder: string, base: string): string | null {
  const [path = "", fragment] = address.split("#", 2);
  const file = fileAt(path, folder);
  if (!file) return `${address}: leads to no file. Keep its page, or leave an alias that redirects.`;
  const html = file.endsWith(".html") ? readFileSync(file, "utf8") : "";
  const target = redirectOf(html);
  if (target !== null) {
    const [page = "", section] = target.split("#", 2);
    const next = page.startsWith(`${base}/`) ? fileAt(page.slice(base.length), folder) : null;
    if (!next) return `${address}: redirects to ${target}, which leads to no file. Name the page it became.`;
    const there = readFileSync(next, "utf8");
    if (redirectOf(there) !== null) {
      return `${address}: redirects to ${target}, which redirects again. Name the last page.`;
    }
    const wanted = fragment ?? section;
    return wanted === undefined || hasId(there, wanted) ? null : lostFragment(address);
  }
  return fragment === undefined || hasId(html, fragment) ? null : lostFragment(address);
}

function fileAt(path: string, folder: string): string | null {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

function redirectOf(html: string): string | null {
  return /<meta http-equiv="refresh" content="0; url=([^"]+)"/.exec(html)?.[1] ?? null;
}

function sectionsOf(file: string): string[] {
  const html = readFileSync(file, "utf8");
  return [
    ...html.matchAll(/<(?:h2\b|div\b(?=[^>]*\sid="why)|li\b(?=[^>]*\sid="item-))[^>]*\sid="([^"]+)"/g),
  ].map(([, id = ""]) => id);
}

function hasId(html: string, id: string): boolean {
  return html.includes(` id="${id}"`);
}

function lostFragment(address: string): string {
  return `${address}: the page has no such section. Keep the id when a heading changes.`;
}
