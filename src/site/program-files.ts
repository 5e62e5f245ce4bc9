import { apiDocuments } from "../output/api/api-documents.ts";
import { generatedAt } from "../output/api/generated.ts";
import { atom, type Feed, jsonFeed } from "../output/feeds/feed.ts";
import { feedsOf } from "../output/feeds/feeds.ts";
import { specref, sphinxInventory } from "../output/inventory/inventory.ts";
import { compareHref, comparePairs } from "./compare-pages.ts";
import { knowledge } from "./content.ts";
import { headerPaths } from "./header-pages.ts";
import { interfacePaths, kindPaths } from "./interface-pages.ts";
import { matrixTopics } from "./kernel-matrix.ts";
import {
  absolute,
  changeHref,
  commitHref,
  documentHref,
  feedHrefs,
  href,
  kernelHref,
  releaseHref,
  topicHref,
} from "./links.ts";

let builtOn: string | undefined;

/** When the content was built, as every page and file for programs says it; never the clock's time. */
export function builtAt(): string {
  builtOn ??= generatedAt(process.env["SOURCE_DATE_EPOCH"], knowledge().corpus);
  return builtOn;
}

let apiMade: Map<string, object> | undefined;

/** The files of /api/v1/ by their path below it, made once a build. */
export function api(): Map<string, object> {
  apiMade ??= apiDocuments(knowledge(), (path) => absolute(href(path)) ?? href(path), builtAt());
  return apiMade;
}

export function apiPaths() {
  return [...api()].map(([path, content]) => ({
    params: { file: path.replace(/\.json$/, "") },
    props: { content },
  }));
}

let feedsMade: Feed[] | undefined;

/** The feeds, made once a build. */
export function feeds(): Feed[] {
  feedsMade ??= feedsOf(knowledge());
  return feedsMade;
}

/** Where each is to be written, in both formats: the folders in Astro's form, the site's own being undefined. */
export function feedPaths() {
  return feeds().flatMap((feed) =>
    [feed.path, ...feed.earlier].flatMap((path) =>
      ["atom", "json"].map((format) => ({
        params: { of: path.slice(1, -1) || undefined, format },
        props: { feed },
      })),
    ),
  );
}

/** @param site the address of the site, without which a feed cannot be written */
export function feedFile(feed: Feed, format: "atom" | "json", site: URL): { type: string; text: string } {
  const whole = (path: string) => new URL(href(path), site).href;
  return format === "atom"
    ? { type: "application/atom+xml", text: atom(feed, whole) }
    : { type: "application/feed+json", text: JSON.stringify(jsonFeed(feed, whole)) };
}

/** The feeds that a page offers: that of everything, and its own where it has one. @param path with the base */
export function feedsOfPage(path: string): { title: string; atom: string; json: string }[] {
  return feeds()
    .filter((feed) => feed.path === "/" || href(feed.path) === path)
    .map((feed) => ({ title: feed.title, ...feedHrefs(feed.path) }));
}

/** Sphinx's objects.inv. Its addresses are relative to its own, so it needs no SITE_URL. */
export function sphinxFile(): Uint8Array<ArrayBuffer> {
  return sphinxInventory(knowledge());
}

/** Specref's refs.json. @param whole makes a path of the site into an address with its host */
export function specrefFile(whole: (path: string) => string = wholeHref): Record<string, object> {
  return specref(knowledge(), whole);
}

function wholeHref(path: string): string {
  return absolute(href(path)) ?? href(path);
}

/**
 * Addresses of the pages that search engines may list, with the base path.
 * @param sources the source files of the pages, from the folder of pages: "./changes/index.astro"
 */
export function sitemapPaths(sources: string[]): string[] {
  const { changes, commits, corpus } = knowledge();
  const single = sources
    .filter((source) => !source.includes("["))
    .map((source) =>
      source
        .replace(/^\./, "")
        .replace(/(index)?\.astro$/, "/")
        .replace("//", "/"),
    )
    .filter((path) => path !== "/404/");
  return [
    ...single.map(href),
    ...changes.map(({ record }) => changeHref(record.slug)),
    ...commits.map(({ sha }) => commitHref(sha)),
    ...interfacePaths().map(({ params: { path } }) => href(`/interfaces/${path}/`)),
    ...kindPaths().map(({ params: { kind } }) => href(`/interfaces/kinds/${kind}/`)),
    ...headerPaths().flatMap(({ params: { header }, props: { isGone } }) =>
      isGone ? [] : href(`/interfaces/headers/${header}/`),
    ),
    ...corpus.kernelLines.map(({ id }) => kernelHref(id)),
    ...comparePairs().map(({ from, to }) => compareHref(from, to)),
    ...corpus.topics.map(({ id }) => topicHref(id)),
    ...matrixTopics().map((topic) => topic.href),
    ...corpus.releases.map(({ version }) => releaseHref(version)),
    ...corpus.documents.map(({ slug }) => documentHref(slug)),
  ].sort();
}
