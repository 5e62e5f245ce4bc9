import { bibTeX } from "./bibtex.ts";
import { type Cited, commitsOf } from "./cited.ts";
import { cslJson } from "./csl-json.ts";
import { fixesTrailer, kernelStyle, manPageComment } from "./kernel.ts";
import { asciiDoc, html, inMarkup, markdown, restructuredText } from "./markup.ts";

export interface Citation {
  /** For addresses within a page: "bibtex". */
  id: string;
  /** The name of the format on the page. */
  name: string;
  text: string;
}

/**
 * A citation in every format. A change without known commits has none in the formats that name commits.
 * @example citations(cited)[0] // { id: "kernel", name: "Kernel style", text: 'commit 8db6c34f1dbc ("...")' }
 */
export function citations(cited: Cited): Citation[] {
  const ofCommits: Citation[] = [
    { id: "kernel", name: "Kernel style", text: kernelStyle(cited) },
    { id: "fixes", name: "Fixes: trailer", text: fixesTrailer(cited) },
    { id: "man", name: "Man page comment", text: manPageComment(cited) },
  ];
  return [
    ...(commitsOf(cited).length > 0 ? ofCommits : []),
    { id: "markdown", name: "Markdown", text: inMarkup(markdown, cited) },
    { id: "rst", name: "reStructuredText", text: inMarkup(restructuredText, cited) },
    { id: "asciidoc", name: "AsciiDoc", text: inMarkup(asciiDoc, cited) },
    { id: "html", name: "HTML", text: inMarkup(html, cited) },
    { id: "bibtex", name: "BibTeX", text: bibTeX(cited) },
    { id: "csl", name: "CSL-JSON", text: cslJson(cited) },
  ];
}
