import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, inject, test } from "vitest";

const sites = inject("sites");

interface ParsedPage {
  file: string;
  ids: Set<string>;
  addresses: string[];
}

const parsed = new Map(
  sites.map(({ folder }) => [
    folder,
    globSync("**/*.html", { cwd: folder }).map((file) =>
      readPage(file, readFileSync(join(folder, file), "utf8")),
    ),
  ]),
);

/** What a page names, by its tags: a parser of HTML takes ten times as long for thousands of pages. */
function readPage(file: string, html: string): ParsedPage {
  const page: ParsedPage = { file, ids: new Set(), addresses: [] };
  for (const [tag] of html.matchAll(/<[a-z](?:[^>"]|"[^"]*")*>/gi)) {
    for (const [, name, value = ""] of tag.matchAll(/\s(id|href|src)="([^"]*)"/g)) {
      const text = value.replace(/&(?:amp|#38|#x26);/g, "&");
      if (name === "id") page.ids.add(text);
      else page.addresses.push(text);
    }
  }
  return page;
}

function parsePage(file: string, html: string): ParsedPage {
  const page: ParsedPage = { file, ids: new Set(), addresses: [] };
  visit(unified().use(rehypeParse).parse(html) as Root, "element", ({ properties }: Element) => {
    if (typeof properties.id === "string") page.ids.add(properties.id);
    for (const name of ["href", "src"] as const) {
      if (typeof properties[name] === "string") page.addresses.push(properties[name]);
    }
  });
  return page;
}

test("of every fiftieth page, a parser of HTML finds the same", () => {
  const [{ folder }] = sites as [(typeof sites)[0]];
  const pages = (parsed.get(folder) ?? []).filter((_, at) => at % 50 === 0);
  expect(pages.length).toBeGreaterThan(30);
  const sorted = ({ addresses, ...page }: ParsedPage) => ({ ...page, addresses: addresses.sort() });
  for (const page of pages) {
    expect(sorted(page)).toEqual(sorted(parsePage(page.file, readFileSync(join(folder, page.file), "utf8"))));
  }
});

/** Links of the site to itself that lead to no file, or to a fragment that the page does not have. */
function broken(base: string, folder: string): string[] {
  const pages = parsed.get(folder) ?? [];
  const idsOf = new Map(pages.map(({ file, ids }) => [file, ids]));
  const asked = new Map<string, boolean>();
  const isFile = (target: string) => {
    const found = asked.get(target) ?? statSync(join(folder, target), { throwIfNoEntry: false })?.isFile();
    asked.set(target, found ?? false);
    return found ?? false;
  };
  return pages.flatMap(({ file, addresses }) =>
    [...new Set(addresses)].flatMap((address) => {
      if (/^https?:/.test(address)) return [];
      const [path = "", fragment] = address.split("#", 2);
      if (path !== "" && !path.startsWith(`${base}/`)) return [`${file}: ${address} leaves the base path`];
      const target = path === "" ? file : fileOf(decodeURI(path.slice(base.length)));
      if (!isFile(target)) return [`${file}: ${address} leads to no file`];
      const lost = fragment !== undefined && !idsOf.get(target)?.has(decodeURIComponent(fragment));
      return lost ? [`${file}: ${address} has no such fragment`] : [];
    }),
  );
}

function fileOf(path: string): string {
  const inside = path.replace(/^\//, "").split("?")[0] ?? "";
  return inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside;
}

test.each(sites)("every internal link of the site at '$base/' resolves", ({ base, folder }) => {
  expect(broken(base, folder)).toEqual([]);
});

test.each(sites)("no id stands twice on a page of the site at '$base/'", ({ folder }) => {
  const twice = globSync("**/*.html", { cwd: folder }).filter((file) => {
    const ids = [...readFileSync(join(folder, file), "utf8").matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    return new Set(ids).size < ids.length;
  });
  expect(twice).toEqual([]);
});

test("the check sees a broken link", () => {
  const [site] = sites;
  if (!site) throw new Error("no site was built");
  // Read as if it lay elsewhere, every link of the site is wrong.
  expect(broken("/elsewhere", site.folder).length).toBeGreaterThan(100);
});
