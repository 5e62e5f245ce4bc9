import { shortHash } from "../../domain/hash.ts";
import { interfacePath } from "../../domain/interface-path.ts";
import { oneLine } from "../../domain/text.ts";
import {
  type Cited,
  type CitedChange,
  type CitedCommit,
  type CitedInterface,
  plainAddress,
  titleOf,
} from "./cited.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * One @misc entry in UTF-8, for BibTeX and biblatex. What is not known has no field; the note says so.
 * @example bibTeX(cited) // "@misc{linux-8db6c34f1dbc,\n  author = {{Serge E. Hallyn}},\n ..."
 */
export function bibTeX(cited: Cited): string {
  const fields = (cited.kind === "commit" ? commitFields(cited) : pageFields(cited)).filter(
    ([, value]) => value !== undefined,
  );
  const lines = fields.map(([name, value]) => `  ${name} = ${value},`);
  return [`@misc{${keyOf(cited)},`, ...lines, "}"].join("\n");
}

type Field = [name: string, value: string | undefined];

function commitFields(commit: Cited & { kind: "commit" }): Field[] {
  const [year, month] = commit.day?.split("-") ?? [];
  return [
    // In two pairs of braces: which part of a name is the family's is not ours to guess.
    ["author", commit.author ? `{{${inTeX(commit.author)}}}` : undefined],
    ["title", commit.subject ? `{{${inTeX(commit.subject)}}}` : undefined],
    ["year", year && `{${year}}`],
    ["month", months[Number(month) - 1]],
    ["howpublished", `{${inTeX(`${commit.repository.title}, commit ${commit.sha}`)}}`],
    ["url", `{${plainAddress(commit.source)}}`],
    ["note", noteOf(commit) && `{${inTeX(noteOf(commit) ?? "")}}`],
  ];
}

/** What is not known, and the sources of what is only claimed: "per git.zx2c4.com (commit page)". */
function noteOf({ subject, per }: CitedCommit): string | undefined {
  const parts = [
    ...(subject === null ? ["subject not known"] : []),
    ...(per.length > 0 ? [`per ${per.join(", ")}`] : []),
  ];
  return parts.length > 0 ? oneLine(parts.join("; ")) : undefined;
}

function pageFields(cited: CitedChange | CitedInterface): Field[] {
  return [
    ["title", `{{${inTeX(titleOf(cited))}}}`],
    ["howpublished", "{sincelinux}"],
    ["url", cited.page && `{${plainAddress(cited.page)}}`],
    ["note", `{${inTeX(cited.standing)}}`],
  ];
}

/** A name for the entry: letters, digits, and for an interface what its name has of "_+.-" as well. */
export function keyOf(cited: Cited): string {
  if (cited.kind === "commit") return `${cited.repository.id}-${shortHash(cited.sha)}`;
  if (cited.kind === "change") return `sincelinux-${cited.slug}`;
  return `sincelinux-${interfacePath(cited.name)
    .slice(1, -1)
    .replace(/[^\w+.-]/g, "-")}`;
}

/** Braces have names, because BibTeX counts them even behind a backslash. */
const names: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "`": "\\textasciigrave{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};

function inTeX(text: string): string {
  const escaped = oneLine(text).replace(
    /[\\{}~^`<>|$&%#_]/g,
    (character) => names[character] ?? `\\${character}`,
  );
  // Two hyphens would become a dash, two apostrophes a quotation mark.
  return escaped.replace(/(?<=([-',]))\1/g, "{}$1");
}

/**
 * A list of one item, as Zotero, Pandoc and citeproc read it. What is not known has no field; the note says so.
 * @returns JSON: `[{ "id": "linux-8db6c34f1dbc", "type": "software", ... }]`
 */
export function cslJson(cited: Cited): string {
  const item = cited.kind === "commit" ? commitItem(cited) : pageItem(cited);
  return JSON.stringify([item], null, 2);
}

function commitItem(commit: Cited & { kind: "commit" }): object {
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
    ...(noteOf(commit) && { note: noteOf(commit) }),
  };
}

function pageItem(cited: CitedChange | CitedInterface): object {
  return {
    id: keyOf(cited),
    type: "webpage",
    title: oneLine(titleOf(cited)),
    "container-title": "sincelinux",
    ...(cited.page && { URL: plainAddress(cited.page) }),
    note: oneLine(cited.standing),
  };
}

/**
 * The subject of a page as schema.org data (SoftwareSourceCode, TechArticle, DefinedTerm), for a JSON-LD block.
 * @returns JSON in which "<" is escaped, so that no value ends the block
 */
export function linkedData(cited: Cited): string {
  const about = cited.kind === "commit" ? commitNode(cited) : pageNode(cited);
  return JSON.stringify({ "@context": "https://schema.org", ...about }).replaceAll("<", "\\u003c");
}

function commitNode(commit: CitedCommit): object {
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

function pageNode(cited: CitedChange | CitedInterface): object {
  return cited.kind === "change" ? changeNode(cited) : interfaceNode(cited);
}

function interfaceNode({ name, standing, page }: CitedInterface): object {
  return {
    "@type": "DefinedTerm",
    name: oneLine(name),
    description: oneLine(standing),
    ...(page && { url: page }),
    inDefinedTermSet: { "@type": "DefinedTermSet", name: "sincelinux: interfaces" },
  };
}

function changeNode(change: CitedChange): object {
  return {
    "@type": "TechArticle",
    headline: oneLine(change.title),
    ...(change.page && { url: change.page }),
    isPartOf: { "@type": "WebSite", name: "sincelinux" },
    mentions: change.commits.map(commitNode),
  };
}
