import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Element, Root, Text } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, inject, test } from "vitest";

const origin = "https://sincelinux.example";
const sites = inject("sites");
const sha = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const parser = unified().use(rehypeParse);

interface Head {
  meta: Record<string, string>;
  canonical: string | undefined;
  data: Record<string, unknown>[];
}

function headOf(folder: string, path: string): Head {
  const tree: Root = parser.parse(readFileSync(join(folder, path), "utf8"));
  const head: Head = { meta: {}, canonical: undefined, data: [] };
  visit(tree, "element", ({ tagName, properties, children }: Element) => {
    if (tagName === "meta")
      head.meta[String(properties["property"] ?? properties["name"])] = String(properties["content"]);
    if (tagName === "link" && String(properties["rel"]) === "canonical")
      head.canonical = String(properties["href"]);
    if (tagName === "script" && properties["type"] === "application/ld+json")
      head.data.push(JSON.parse((children[0] as Text).value));
  });
  return head;
}

describe.each(sites)("the site at '$base/'", ({ base, folder }) => {
  test("a commit's page tells other programs what it is about", () => {
    const address = `${origin}${base}/commits/${sha}/`;
    const { meta, canonical, data } = headOf(folder, `commits/${sha}/index.html`);
    expect(canonical).toBe(address);
    expect(meta).toMatchObject({
      "og:site_name": "sincelinux",
      "og:type": "article",
      "og:title": "8db6c34f1dbc Introduce v3 namespaced file capabilities",
      "og:description": meta["description"],
      "og:url": address,
      citation_title: "Introduce v3 namespaced file capabilities",
      citation_author: "Serge E. Hallyn",
      citation_publication_date: "2017/05/08",
      citation_public_url: address,
    });
    expect(data).toMatchObject([
      { "@context": "https://schema.org", "@type": "SoftwareSourceCode", identifier: sha, url: address },
    ]);
  });

  test("a change's page does, and claims no author", () => {
    const { meta, data } = headOf(folder, "changes/nsfs-ioctls/index.html");
    expect(meta["citation_title"]).toMatch(/^NS_GET_NSTYPE/);
    expect(meta).not.toHaveProperty("citation_author");
    expect(data).toMatchObject([
      { "@type": "TechArticle", mentions: [{ "@type": "SoftwareSourceCode" }, {}] },
    ]);
  });

  test("a list is no article and cites nothing", () => {
    const { meta, data } = headOf(folder, "releases/index.html");
    expect(meta["og:type"]).toBe("website");
    expect(Object.keys(meta).filter((name) => name.startsWith("citation_"))).toEqual([]);
    expect(data).toEqual([]);
  });

  test("the sitemap names every page that may be listed, and no other", () => {
    const sitemap = readFileSync(join(folder, "sitemap.xml"), "utf8");
    const named = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? "");
    const listed = globSync("**/index.html", { cwd: folder })
      .filter(
        (file) => !readFileSync(join(folder, file), "utf8").includes('<meta name="robots" content="noindex"'),
      )
      .map((file) => `${origin}${base}/${file.replace(/index\.html$/, "")}`);
    expect(named).toEqual(listed.sort());
    expect(named.length).toBeGreaterThan(400);
    expect(existsSync(join(folder, "robots.txt"))).toBe(true);
    expect(readFileSync(join(folder, "robots.txt"), "utf8")).toContain(
      `Sitemap: ${origin}${base}/sitemap.xml\n`,
    );
  });
});
