import { knowledge } from "./content.ts";
import { changeHref, commitHref, documentHref, href, releaseHref, topicHref } from "./links.ts";

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
    ...corpus.topics.map(({ id }) => topicHref(id)),
    ...corpus.releases.map(({ version }) => releaseHref(version)),
    ...corpus.documents.map(({ slug }) => documentHref(slug)),
  ].sort();
}
