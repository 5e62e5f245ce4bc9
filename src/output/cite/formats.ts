import { shortHash } from "../../domain/hash.ts";
import { oneLine } from "../../domain/text.ts";
import { type Cited, type CitedCommit, commitsOf, plainAddress, titleOf } from "./cited.ts";
import { fixesTrailer, kernelPhrase, kernelStyle, manPageComment, manPageEntry } from "./kernel.ts";
import { bibTeX, cslJson } from "./reference-data.ts";

export interface Citation {
  /** For addresses within a page: "bibtex". */
  id: string;
  /** The name of the format on the page. */
  name: string;
  text: string;
}

/**
 * A citation in every format. A change or an interface without known commits has none in the formats that name
 * commits, and only an interface has plain text and an entry for a manual page.
 * @param offersFixesLine whether a commit can be named in a `Fixes:` line, as `whyNoFixesLine` decides
 * @example citations(cited, false)[0] // { id: "kernel", name: "Kernel style", text: 'commit 8db6c34f1dbc ("...")' }
 */
export function citations(cited: Cited, offersFixesLine: boolean): Citation[] {
  const ofCommits: Citation[] = [
    { id: "kernel", name: "Kernel style", text: kernelStyle(cited) },
    ...(offersFixesLine && cited.kind === "commit"
      ? [{ id: "fixes", name: "Fixes: trailer", text: fixesTrailer(cited) }]
      : []),
    { id: "man", name: "Man page comment", text: manPageComment(cited) },
  ];
  const ofInterface: Citation[] =
    cited.kind !== "interface"
      ? []
      : [
          { id: "plain", name: "Plain text", text: oneLine(`${cited.name} (${cited.standing})`) },
          ...(cited.release?.startsWith("v")
            ? [{ id: "man-entry", name: "Man page entry", text: manPageEntry(cited.name, cited.release) }]
            : []),
        ];
  return [
    ...ofInterface,
    ...(commitsOf(cited).length > 0 ? ofCommits : []),
    { id: "markdown", name: "Markdown", text: inMarkup(markdown, cited) },
    { id: "rst", name: "reStructuredText", text: inMarkup(restructuredText, cited) },
    { id: "asciidoc", name: "AsciiDoc", text: inMarkup(asciiDoc, cited) },
    { id: "html", name: "HTML", text: inMarkup(html, cited) },
    { id: "bibtex", name: "BibTeX", text: bibTeX(cited) },
    { id: "csl", name: "CSL-JSON", text: cslJson(cited) },
  ];
}

/** The escapes and links of a markup language. */
export interface Markup {
  /** @param plain one line of literal text */
  text(plain: string): string;
  /** A name that programs write, one line of literal text. */
  code(plain: string): string;
  /** @param text already in this markup */
  link(text: string, address: string): string;
}

export const markdown: Markup = {
  text: (plain) => plain.replace(/[\\`*_[\]<>&~|$#@]/g, "\\$&"),
  // Nothing is escaped between backticks, and a bracket there ends the label of a definition all the same.
  code: (plain) => (/[`[\]]/.test(plain) ? markdown.text(plain) : `\`${plain}\``),
  link: (text, address) => `[${text}](${address})`,
};

/** The reference is anonymous, with two underscores: two links of one name are then no error. No markup is nested in it. */
export const restructuredText: Markup = {
  text: (plain) => plain.replace(/[\\`*_|<>]/g, "\\$&"),
  code: (plain) => restructuredText.text(plain),
  link: (text, address) => `\`${text} <${address}>\`__`,
};

/** Character references: AsciiDoc's own escapes depend on what they stand before. */
export const asciiDoc: Markup = {
  text: (plain) =>
    plain.replace(/[&<>\\`*_#^~+{}[\]=|;'@]|(?<=:)\/|(?<=\.)\.|(?<=-)-|\((?=\(|C\)|R\)|TM\))/g, reference),
  code: (plain) => `\`${asciiDoc.text(plain)}\``,
  link: (text, address) => `link:${address}[${text}]`,
};

export const html: Markup = {
  text: (plain) => plain.replace(/[&<>]/g, reference),
  code: (plain) => `<code>${html.text(plain)}</code>`,
  // Quotes are percent-encoded in a plain address; an ampersand could begin a reference.
  link: (text, address) => `<a href="${address.replace(/&/g, reference)}">${text}</a>`,
};

/** Commits of a change that running text names; of more it gives the number. */
const NAMED_COMMITS = 3;

/**
 * A citation in running text: a commit as the kernel cites it, a change by its title with its commits, an interface by
 * its name, both with release or status.
 * @example inMarkup(markdown, cited) // "[Namespaced file capabilities](https://...) (first in v4.14, 2017-11-12, ...; commit 8db6c34f1dbc)"
 */
export function inMarkup({ text, code, link }: Markup, cited: Cited): string {
  if (cited.kind === "commit")
    return link(text(kernelPhrase(cited)), plainAddress(cited.page ?? cited.source));
  const commits = cited.kind === "change" ? hashesOf(cited.commits) : "";
  const standing = text(` (${oneLine(cited.standing)}${commits})`);
  // In quotes, because what begins a line could be taken for a heading or a list.
  const title = oneLine(titleOf(cited));
  if (cited.page === undefined) return text(`"${title}"`) + standing;
  return link(cited.kind === "interface" ? code(title) : text(title), plainAddress(cited.page)) + standing;
}

/** "; commit 8db6c34f1dbc", "; commits 769071ac9f20, af993f58d69e, 2d6b01bd88cc and 4 more" */
function hashesOf(commits: CitedCommit[]): string {
  if (commits.length === 0) return "";
  const named = commits.slice(0, NAMED_COMMITS).map(({ sha }) => shortHash(sha));
  const others = commits.length - named.length;
  const more = others > 0 ? ` and ${others} more` : "";
  return `; ${commits.length === 1 ? "commit" : "commits"} ${named.join(", ")}${more}`;
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
