import { oneLine } from "../../domain/text.ts";
import type { Cited, CitedCommit } from "./cited.ts";

/**
 * The subject of a page as schema.org data (SoftwareSourceCode, TechArticle), for a JSON-LD block.
 * @returns JSON in which "<" is escaped, so that no value ends the block
 */
export function linkedData(cited: Cited): string {
  const about = cited.kind === "commit" ? ofCommit(cited) : ofChange(cited);
  return JSON.stringify({ "@context": "https://schema.org", ...about }).replaceAll("<", "\\u003c");
}

function ofCommit(commit: CitedCommit): object {
  return {
    "@type": "SoftwareSourceCode",
    ...(commit.subject && { name: oneLine(commit.subject) }),
    identifier: commit.sha,
    ...(commit.author && { author: { "@type": "Person", name: oneLine(commit.author) } }),
    ...(commit.day && { dateCreated: commit.day }),
    isPartOf: { "@type": "SoftwareSourceCode", name: commit.repository.title },
    ...(commit.page && { url: commit.page }),
    sameAs: commit.source,
  };
}

function ofChange(change: Cited & { kind: "change" }): object {
  return {
    "@type": "TechArticle",
    headline: oneLine(change.title),
    ...(change.page && { url: change.page }),
    isPartOf: { "@type": "WebSite", name: "sincelinux" },
    mentions: change.commits.map(ofCommit),
  };
}
