import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { oneLine } from "../../src/domain/text.ts";
import type { Feed } from "../../src/output/feeds/feed.ts";
import { atom } from "../../src/output/feeds/feed.ts";
import { whyLost } from "../../src/site/published-addresses.ts";
import { breachesOfAtom, type Element } from "../output/feeds/atom-rules.ts";
import { jsonFeedSchema } from "../output/feeds/json-feed-schema.ts";
import { missing, on } from "./open-page.ts";
import { readXml } from "./read-xml.ts";

const sites = inject("sites");
const host = "https://sincelinux.example";
const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);
const isJsonFeed = ajv.compile(jsonFeedSchema);

interface JsonFeed {
  feed_url: string;
  home_page_url: string;
  items: { id: string; url: string; title: string; content_text: string; date_modified: string }[];
}

interface File<Content> {
  file: string;
  content: Content;
}

const filesOf = <Content>(folder: string, name: string, read: (text: string) => Content): File<Content>[] =>
  globSync(`**/${name}`, { cwd: folder })
    .sort()
    .map((file) => ({ file, content: read(readFileSync(join(folder, file), "utf8")) }));
const built = sites.map((site) => ({
  ...site,
  atomFeeds: filesOf(site.folder, "feed.atom", (text) => text),
  jsonFeeds: filesOf(site.folder, "feed.json", (text) => JSON.parse(text) as JsonFeed),
}));

/** Atom feeds as a browser reads them, by their text without the site's base: feeds of both sites that are the same without it are read once. */
const inBrowser = new Map<string, Element | null>();
async function readAtomFeeds(base: string, feeds: File<string>[]): Promise<(Element | null)[]> {
  const texts = feeds.map(({ content }) => content.replaceAll(`${host}${base}/`, `${host}/`));
  const unread = [...new Set(texts)].filter((text) => !inBrowser.has(text));
  await on(null, {}, async (page) => {
    const read = await readXml(page, unread);
    for (const [at, text] of unread.entries()) inBrowser.set(text, read[at] ?? null);
  });
  return texts.map((text) => inBrowser.get(text) ?? null);
}

const field = (element: Element, name: string) =>
  element.children.find((child) => child.name.endsWith(`}${name}`))?.text;

describe.each(built)("the site at '$base/'", ({ base, folder, atomFeeds, jsonFeeds }) => {
  test("there is a feed of everything, of corrections, and of each topic, in both formats", () => {
    const places = ["", "claims/", "topics/user/", "topics/pid/", "topics/ima/"];
    for (const [name, feeds] of [
      ["feed.atom", atomFeeds],
      ["feed.json", jsonFeeds],
    ] as const) {
      const files = feeds.map(({ file }) => file);
      expect(files).toEqual(expect.arrayContaining(places.map((place) => place + name)));
    }
  });

  test("every Atom feed is well-formed and keeps the rules of RFC 4287", async (context) => {
    context.skip(missing !== null, missing ?? "");
    const read = await readAtomFeeds(base, atomFeeds);
    for (const [at, { file }] of atomFeeds.entries()) {
      const root = read[at];
      expect([file, root && breachesOfAtom(root)]).toEqual([file, []]);
    }
  });

  test("every JSON Feed is valid by its schema", () => {
    for (const { file, content } of jsonFeeds) {
      isJsonFeed(content);
      expect([file, isJsonFeed.errors ?? null]).toEqual([file, null]);
    }
  });

  test("both formats of a feed have the same entries", async (context) => {
    context.skip(missing !== null, missing ?? "");
    const inAtom = (await readAtomFeeds(base, atomFeeds)).map((root) =>
      (root?.children ?? [])
        .filter(({ name }) => name.endsWith("}entry"))
        .map((entry) => [field(entry, "id"), field(entry, "updated"), field(entry, "summary")]),
    );
    const inJson = jsonFeeds.map(({ content }) =>
      content.items.map(({ id, date_modified, content_text }) => [id, date_modified, content_text]),
    );
    expect(inAtom).toEqual(inJson);
    expect(inJson.flat().length).toBeGreaterThan(100);
  });

  test("every address in a feed leads somewhere", () => {
    const addresses = jsonFeeds.flatMap(({ content }) => [
      content.feed_url,
      content.home_page_url,
      ...content.items.map(({ url }) => url),
    ]);
    for (const address of new Set(addresses)) {
      expect(address.startsWith(`${host}${base}/`), address).toBe(true);
      expect(whyLost(address.slice(`${host}${base}`.length), folder, base), address).toBeNull();
    }
  });

  test("pages name the feed of everything, and their own", () => {
    const offered = (path: string) =>
      [
        ...readFileSync(join(folder, path, "index.html"), "utf8").matchAll(
          /<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"/g,
        ),
      ].map(([, type, to]) => `${type} ${to}`);
    const both = (path: string) => [
      `application/atom+xml ${base}${path}feed.atom`,
      `application/feed+json ${base}${path}feed.json`,
    ];
    expect(offered("about")).toEqual(both("/"));
    expect(offered("topics/user")).toEqual([...both("/"), ...both("/topics/user/")]);
    expect(offered("claims")).toEqual([...both("/"), ...both("/claims/")]);
  });
});

test("ids do not depend on the address of the site, and no date is the clock's", () => {
  const [root, sub] = built.map(({ jsonFeeds }) =>
    jsonFeeds.map(({ content }) => content.items.map(({ id, date_modified }) => [id, date_modified])),
  );
  expect(root).toEqual(sub);
  expect(
    root?.flat(2).filter((text) => !/^tag:sincelinux\.invalid,2026:|^\d{4}-\d\d-\d\dT00:00:00Z$/.test(text)),
  ).toEqual([]);
});

const corrections: Feed = {
  id: "tag:sincelinux.invalid,2026:feed/x",
  title: "A title",
  description: "What it tells",
  path: "/",
  earlier: [],
  day: "2026-01-02",
  entries: [
    {
      id: "tag:sincelinux.invalid,2026:x",
      title: "T",
      path: "/x/",
      day: "2026-01-02",
      topics: ["user"],
      text: ["S"],
    },
  ],
};

test("no text becomes markup, nor makes a feed that cannot be read", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const strings = fc.sample(fc.string({ unit: "binary" }), { numRuns: 300, seed: 7 }).map(oneLine);
  const hostile = ["</summary><entry/>", "]]>", "&amp;<!--", '"><x a="', "\uFFFE\uFFFF", ...strings];
  await on(null, {}, async (page) => {
    const [entry] = corrections.entries;
    if (!entry) throw new Error("there is an entry");
    const feeds = hostile.map((text) =>
      atom(
        { ...corrections, entries: [{ ...entry, title: `T${text}`, text: [text], topics: [`t${text}`] }] },
        (path) => host + path,
      ),
    );
    const read = await readXml(page, feeds);
    for (const [at, text] of hostile.entries()) {
      const root = read[at];
      if (!root) throw new Error(`not well-formed with ${JSON.stringify(text)}`);
      expect(breachesOfAtom(root)).toEqual([]);
      const summary = root.children.at(-1)?.children.at(-1);
      expect(summary?.text).toBe(text.replace(/[\uFFFE\uFFFF]/g, "\uFFFD"));
    }
  });
});

test.for([
  ["feed: 0 times id", /<id>.*?<\/id>/],
  ["feed: 0 times updated", /<updated>.*?<\/updated>/],
  ["4.1.1: no author", /<author>.*<\/author>/],
  ["3.2.1: an author without a name", /<name>.*<\/name>/],
  ["4.1.1: no link to itself", /<link rel="self".*/],
  ["entry: 0 times id", /(?<=<entry>\s*)<id>.*<\/id>/],
  ["4.1.2: neither content nor a link", /(?<=2026:x[\s\S]*)<link.*/],
  ["4.2.2.1: a category without a term", /term="[^"]*"/],
  ["3.3: date 2026-01-02", /T00:00:00Z/],
  ["4.2.7.1: href /feed.atom", /https:\/\/sincelinux\.example/],
  ["feed: text outside of elements", /<(?=title>)/],
] as const)("the rules see: %s", async ([breach, taken], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(null, {}, async (page) => {
    const whole = atom(corrections, (path) => host + path);
    const broken = breach.startsWith("feed: text")
      ? whole.replace("<subtitle>", "loose<subtitle>")
      : whole.replace(taken, "");
    const [sound, root] = await readXml(page, [whole, broken]);
    expect(sound && breachesOfAtom(sound)).toEqual([]);
    expect(root && breachesOfAtom(root)).toContain(breach);
  });
});
