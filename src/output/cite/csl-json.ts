import { oneLine } from "../../domain/text.ts";
import { keyOf } from "./bibtex.ts";
import type { Cited } from "./cited.ts";
import { plainAddress } from "./cited.ts";

/**
 * A list of one item, as Zotero, Pandoc and citeproc read it. What is not known has no field; the note says so.
 * @returns JSON: `[{ "id": "linux-8db6c34f1dbc", "type": "software", ... }]`
 */
export function cslJson(cited: Cited): string {
  const item = cited.kind === "commit" ? ofCommit(cited) : ofChange(cited);
  return JSON.stringify([item], null, 2);
}

function ofCommit(commit: Cited & { kind: "commit" }): object {
  return {
    id: keyOf(commit),
    type: "software",
    ...(commit.subject && { title: oneLine(commit.subject) }),
    // A literal name: which part of it is the family's is not ours to guess.
    ...(commit.author && { author: [{ literal: oneLine(commit.author) }] }),
    ...(commit.day && { issued: { "date-parts": [commit.day.split("-").map(Number)] } }),
    "container-title": commit.repository.title,
    genre: "commit",
    version: commit.sha,
    URL: plainAddress(commit.source),
    ...(commit.subject === null && { note: "subject not known" }),
  };
}

function ofChange(change: Cited & { kind: "change" }): object {
  return {
    id: keyOf(change),
    type: "webpage",
    title: oneLine(change.title),
    "container-title": "sincelinux",
    ...(change.page && { URL: plainAddress(change.page) }),
    note: oneLine(change.standing),
  };
}
