import { oneLine } from "../../domain/text.ts";
import type { Cited, CitedCommit } from "./cited.ts";

/**
 * What a page is about, in schema.org's words (SoftwareSourceCode, TechArticle), as the text of a JSON-LD block.
 * "<" is written as an escape, so that nothing in it ends the block.
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
