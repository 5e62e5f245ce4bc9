import { shortHash } from "../../domain/hash.ts";
import { oneLine } from "../../domain/text.ts";
import type { Cited } from "./cited.ts";
import { plainAddress } from "./cited.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * One @misc entry in UTF-8, for BibTeX and biblatex. What is not known has no field; the note says so.
 * @example bibTeX(cited) // "@misc{linux-8db6c34f1dbc,\n  author = {{Serge E. Hallyn}},\n ..."
 */
export function bibTeX(cited: Cited): string {
  const fields = (cited.kind === "commit" ? ofCommit(cited) : ofChange(cited)).filter(
    ([, value]) => value !== undefined,
  );
  const lines = fields.map(([name, value]) => `  ${name} = ${value},`);
  return [`@misc{${keyOf(cited)},`, ...lines, "}"].join("\n");
}

type Field = [name: string, value: string | undefined];

function ofCommit(commit: Cited & { kind: "commit" }): Field[] {
  const [year, month] = commit.day?.split("-") ?? [];
  return [
    // In two pairs of braces: which part of a name is the family's is not ours to guess.
    ["author", commit.author ? `{{${inTeX(commit.author)}}}` : undefined],
    ["title", commit.subject ? `{{${inTeX(commit.subject)}}}` : undefined],
    ["year", year && `{${year}}`],
    ["month", months[Number(month) - 1]],
    ["howpublished", `{${inTeX(`${commit.repository.title}, commit ${commit.sha}`)}}`],
    ["url", `{${plainAddress(commit.source)}}`],
    ["note", commit.subject === null ? "{subject not known}" : undefined],
  ];
}

function ofChange(change: Cited & { kind: "change" }): Field[] {
  return [
    ["title", `{{${inTeX(change.title)}}}`],
    ["howpublished", "{sincelinux}"],
    ["url", change.page && `{${plainAddress(change.page)}}`],
    ["note", `{${inTeX(change.standing)}}`],
  ];
}

/** A name for the entry: letters, digits and hyphens. */
export function keyOf(cited: Cited): string {
  if (cited.kind === "commit") return `${cited.repository.id}-${shortHash(cited.sha)}`;
  return `sincelinux-${cited.slug}`;
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
