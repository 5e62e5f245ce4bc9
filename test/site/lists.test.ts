// Lists of changes, interfaces and releases on the built site, over 250 lines: they share marks, filters and folds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { builtPages, textOfHtml } from "./built-pages.ts";
import { missing, on } from "./open-page.ts";

const [site] = inject("sites");
if (!site) throw new Error("no site was built");
const { folder, origin } = site;
const pages = builtPages(folder);
const page = (path: string) => {
  const found = pages.find((each) => each.path === path);
  if (!found) throw new Error(`no page ${path}`);
  return found;
};

const TAG = /^(?:since |first in )?v\d+\.\d+(?:\.\d+)*(?:-rc\d+)?$/;

/** An item of a list or a row of a table. */
interface Row {
  text: string;
  /** It shows a release by itself. */
  hasRelease: boolean;
  /** It leads to a change or an interface. */
  hasSubject: boolean;
  hasMark: boolean;
}

/**
 * The items and rows of a page, what lies inside another one apart. Not texts of records, which give their sources
 * below, nor tables of claims, whose rows are the evidence.
 */
function rowsOf(html: string): Row[] {
  const rows: Row[] = [];
  const open: { tag: string; row: Row | undefined; isApart: boolean }[] = [];
  const current = () => open.findLast(({ row }) => row)?.row;
  for (const [, close, tag = "", attributes = "", text] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>|([^<]+)/gi,
  )) {
    const row = current();
    if (text !== undefined) {
      if (row && !open.some(({ isApart }) => isApart)) {
        row.text += text;
        row.hasRelease ||= TAG.test(text.trim());
      }
    } else if (close) {
      const at = open.findLastIndex((each) => each.tag === tag);
      if (at >= 0) for (const { row: ended } of open.splice(at)) if (ended) rows.push(ended);
    } else {
      const of = /\bclass="([^"]*)"/.exec(attributes)?.[1]?.split(" ") ?? [];
      if (row) {
        row.hasMark ||= of.includes("origin") || of.includes("state");
        row.hasSubject ||= /\bhref="\/(?:changes|interfaces)\/[^"]/.test(attributes);
      }
      if (/^(?:br|hr|img|input|wbr|meta|link)$/.test(tag)) continue;
      const isRow = tag === "li" || tag === "tr";
      open.push({
        tag,
        row: isRow ? { text: "", hasRelease: false, hasSubject: false, hasMark: false } : undefined,
        isApart: tag === "details" ? false : of.includes("claims") || (of.includes("prose") && tag === "div"),
      });
    }
  }
  return rows;
}

const unmarked = (html: string) =>
  rowsOf(html).filter(({ hasRelease, hasSubject, hasMark }) => hasRelease && hasSubject && !hasMark);

test("wherever a list shows the release of a change or an interface, it says how that is known", () => {
  const rows = pages.flatMap(({ path, main }) => rowsOf(main).map((row) => ({ path, ...row })));
  expect(rows.filter(({ hasRelease, hasMark }) => hasRelease && hasMark).length).toBeGreaterThan(1000);
  const bare = pages.flatMap(({ path, main }) =>
    unmarked(main).map(({ text }) => `${path}: ${text.replace(/\s+/g, " ").slice(0, 120)}`),
  );
  expect(bare).toEqual([]);
});

test("the check sees a row without its mark", () => {
  const row = '<li><a href="/changes/x/">X</a> <span><a href="/releases/v4.9/">v4.9</a></span></li>';
  expect(unmarked(`<ul>${row}</ul>`)).toHaveLength(1);
  expect(unmarked(`<ul>${row.replace("</li>", '<span class="origin fact">fact</span></li>')}</ul>`)).toEqual(
    [],
  );
  const { main } = page("/changes/");
  expect(unmarked(main)).toEqual([]);
  const stripped = page("/topics/user/kernels/").main.replace(/class="origin [a-z]+"/g, "");
  expect(unmarked(stripped).length).toBeGreaterThan(50);
});

test("the page of a release names it in its headings, not again in each row", () => {
  const releases = pages.filter(({ path }) => /^\/releases\/v/.test(path));
  expect(releases.length).toBeGreaterThan(80);
  const repeated = releases.flatMap(({ path, main }) => {
    const tag = path.slice("/releases/".length, -1);
    const own = main.split('<h2 id="has">')[0]?.split('<h2 id="first">')[1] ?? "";
    const commits = main.split('<h2 id="commits">')[1] ?? "";
    const rows = [...own.split('<div class="entry">').slice(1), ...commits.split("<tr>").slice(2)];
    // Beside other releases it says what is disputed.
    const alone = new RegExp(`(?<![^\\s(])${tag.replaceAll(".", "\\.")}\\b(?!\\.\\d| or v)`);
    return rows
      .map((row) =>
        textOfHtml(
          row.replace(/<p class="muted prose">.*?<\/p>/gs, "").replace(/<a class="title".*?<\/a>/gs, ""),
        ),
      )
      .filter((text) => alone.test(text) && !/ or v|contradicted|→/.test(text))
      .map((text) => `${path}: ${text}`);
  });
  expect(repeated).toEqual([]);
});

/** The number before some words in the text of a page. */
function count(path: string, words: RegExp): number {
  const text = textOfHtml(page(path).main).replace(/ \| /g, " ");
  const found = new RegExp(`([\\d,]+) ${words.source}`).exec(text)?.[1];
  if (found === undefined)
    throw new Error(`${path} has no number before ${words.source}: ${text.slice(0, 600)}`);
  return Number(found.replaceAll(",", ""));
}

const inApi = (file: string) => JSON.parse(readFileSync(join(folder, "api/v1", file), "utf8"));
const matches = (path: string, pattern: RegExp) => [...page(path).main.matchAll(pattern)].length;
const distinct = (path: string, pattern: RegExp) =>
  new Set([...page(path).main.matchAll(pattern)].map(([match]) => match)).size;

test("what pages and the API count is the same everywhere, and what they list", () => {
  const { counts } = inApi("index.json");
  const changes = pages.filter(({ path }) => /^\/changes\/[^/]+\/$/.test(path)).length;
  expect({
    home: count("/", /changes/),
    about: count("/about/", /changes/),
    list: count("/changes/", /changes/),
    listed: matches("/changes/", /<a class="title"/g),
    api: inApi("changes.json").changes.length,
    index: counts.changes,
  }).toEqual({ home: changes, about: changes, list: changes, listed: changes, api: changes, index: changes });

  const interfaces = inApi("interfaces.json").interfaces.length;
  expect([count("/", /interfaces/), count("/interfaces/", /flags, calls/), counts.interfaces]).toEqual(
    Array(3).fill(interfaces),
  );
  const kinds = pages.filter(({ path }) => /^\/interfaces\/kinds\//.test(path));
  const ofLists = [page("/interfaces/"), ...kinds].flatMap(({ main }) =>
    [
      ...(main.split("</nav>").at(-1) ?? "").matchAll(
        /<li>\s*<a href="(\/interfaces\/(?!kinds\/|headers\/)[^"#]+)"/g,
      ),
    ].map(([, href]) => href),
  );
  expect(new Set(ofLists).size).toBe(interfaces);

  const commits = pages.filter(({ path }) => /^\/commits\/[0-9a-f]{40}\/$/.test(path)).length;
  expect([
    count("/", /commits/),
    count("/about/", /commits/),
    count("/c/", /commits/),
    counts.commits,
  ]).toEqual(Array(4).fill(commits));

  const claims = inApi("claims.json").claims.length;
  const ofSources = [...page("/documents/").main.matchAll(/>([\d,]+) claims?</g)];
  expect({
    home: count("/", /claims/),
    about: count("/about/", /claims/),
    page: count("/claims/", /claims by/),
    index: counts.claims,
    sources: ofSources
      .map(([, each = ""]) => Number(each.replaceAll(",", "")))
      .reduce((sum, each) => sum + each, 0),
  }).toEqual({ home: claims, about: claims, page: claims, index: claims, sources: claims });
  expect(count("/claims/", /sources/)).toBe(counts.documents);
  expect(count("/about/", /sources/)).toBe(counts.documents);
  expect(ofSources.length).toBe(counts.documents);

  const disagreements = matches("/claims/", /class="dispute"/g);
  expect([count("/", /disagreements?/), count("/claims/", /disagreements?/)]).toEqual([
    disagreements,
    disagreements,
  ]);

  const lines = pages.filter(({ path }) => /^\/kernels\/[^/]+\/$/.test(path)).length;
  expect([count("/", /lines? of distribution kernels/), count("/kernels/", /lines of kernels/)]).toEqual([
    lines,
    lines,
  ]);
});

test("a topic has the number of changes on the home page, in the list, in the API and on its own page", () => {
  const { topics } = inApi("topics.json");
  expect(topics.length).toBeGreaterThan(10);
  const textOf = (path: string) => textOfHtml(page(path).main);
  for (const { id, name, changes } of topics) {
    const own = distinct(`/topics/${id}/`, /<a class="title" href="[^"]+"/g);
    expect(own, id).toBe(changes.length);
    expect(textOf("/").replace(/[ |]+/g, " "), id).toContain(`${name} ${own} `);
    const [, inList] =
      new RegExp(`href="/topics/${id}/">[^<]*</a>.*?<span class="label">([\\d,]+) changes?<`, "s").exec(
        page("/topics/").main,
      ) ?? [];
    expect(Number(inList), id).toBe(own);
  }
});

test("of a release, the changes it has and lacks are all listed, each under a topic", () => {
  for (const version of ["v4.14", "v5.4", "v7.2"]) {
    const { main } = page(`/releases/${version}/`);
    const ends = ["present", "lacks"].map(
      (id) => main.split(`<details id="${id}">`)[1]?.split("</details>")[0] ?? "",
    );
    const sums = ends.map((part) => {
      const said = /: ([\d,]+) changes?/.exec(textOfHtml(part))?.[1];
      expect(new Set([...part.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).size, version).toBe(
        Number(said),
      );
      return Number(said);
    });
    expect(sums.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(200);
  }
});

test("on a phone the list of changes is folded by year, without JavaScript, and the newest year is open", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 800 } };
  await on(`${origin}/changes/`, phone, async (tab) => {
    expect(await tab.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(10_000);
    const years = tab.locator("details.year");
    const headings = (await years.locator("summary h2").allTextContents()).map((text) => text.trim());
    const dated = headings.filter((heading) => /^\d{4}$/.test(heading));
    expect(dated).toEqual(dated.toSorted().reverse());
    expect(new Set(headings).size).toBe(headings.length);
    expect(await tab.locator("details.year[open] summary h2").allTextContents()).toEqual([dated[0]]);
    const closed = years.filter({ hasText: "2013" }).first();
    expect(await closed.locator(".entry:visible").count()).toBe(0);
    await closed.locator("summary").click();
    expect(await closed.locator(".entry:visible").count()).toBeGreaterThan(5);
  });
});

test("on small screens the masthead is one row, and its menu leads on without JavaScript", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}/about/`, { javaScriptEnabled: false }, async (tab) => {
    const menu = tab.getByRole("button", { name: "Menu" });
    for (const width of [768, 390, 360, 320]) {
      await tab.setViewportSize({ width, height: 740 });
      const masthead = await tab.locator(".masthead").boundingBox();
      expect(masthead?.height, String(width)).toBeLessThan(66);
      for (const part of [".wordmark", ".masthead nav button", ".masthead #q"]) {
        const box = await tab.locator(part).boundingBox();
        expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width, `${width}: ${part}`).toBe(
          true,
        );
      }
      await menu.click();
      expect(await tab.locator("#sections").getByRole("link", { name: "Releases" }).isVisible()).toBe(true);
      await menu.click();
    }
    await menu.click();
    await tab.locator("#sections").getByRole("link", { name: "Releases" }).click();
    expect(new URL(tab.url()).pathname).toBe("/releases/");
  });
});
