import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { pageTypes } from "./page-types.ts";

const [site] = inject("sites");
if (!site) throw new Error("no site was built");
const { folder } = site;
const compressed = (text: string | Buffer) => gzipSync(text).length;

test.each(pageTypes)("%s carries under 5 KB of script and under 20 KB of style, compressed", (path) => {
  const html = readFileSync(join(folder, path, path.endsWith("/") ? "index.html" : ""), "utf8");
  const linked = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(([, file]) => readFileSync(join(folder, file ?? "")));
  const scripts = [
    ...linked(/<script[^>]+src="([^"]+)"/g),
    ...[...html.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(([, code]) => code ?? ""),
  ];
  const styles = linked(/<link rel="stylesheet" href="([^"]+)"/g);
  expect(styles.length).toBeGreaterThan(0);
  expect(scripts.map(compressed).reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000);
  expect(styles.map(compressed).reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
});

test("pages that need no script have two: the search field's, and what looks for the reader's own kernel", () => {
  for (const path of ["", "topics/user", "releases/v4.14", "claims", "about"]) {
    const html = readFileSync(join(folder, path, "index.html"), "utf8");
    const sources = [...html.matchAll(/<script[^>]*?(?:src="([^"]+)")?>/g)].map(([, source]) => source);
    expect(sources, path).toHaveLength(2);
    const sizes = sources.map((source) => readFileSync(join(folder, source ?? "inline")).length);
    expect(Math.min(...sizes), path).toBeLessThan(600);
    expect(Math.max(...sizes), path).toBeLessThan(2_500);
  }
});

test("no style stands in an attribute, and no page asks another origin for anything", () => {
  for (const file of globSync("**/*.html", { cwd: folder })) {
    const html = readFileSync(join(folder, file), "utf8");
    expect(html, file).not.toMatch(/\sstyle="/);
    expect(html, file).not.toMatch(/<(?:script|img|iframe|source)[^>]+src="(?:https?:)?\/\//);
    expect(html, file).not.toMatch(/<link (?!rel="canonical")[^>]*href="(?:https?:)?\/\//);
  }
});
