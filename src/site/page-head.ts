import { oneLine } from "../domain/text.ts";
import { type NoFixesLine, whyNoFixesLine } from "../model/citable.ts";
import type { InterfaceEntry } from "../model/interface-entries.ts";
import type { ChangeEntry, CommitEntry, Knowledge } from "../model/knowledge.ts";
import { type Cited, citeChange, citeCommit, citeInterface } from "../output/cite/cited.ts";
import { citations } from "../output/cite/formats.ts";
import { linkedData } from "../output/cite/reference-data.ts";
import { draw } from "../output/preview/draw.ts";
import { HEIGHT, WIDTH } from "../output/preview/picture.ts";
import { previewInWords, previewOf } from "../output/preview/preview.ts";
import { knowledge } from "./content.ts";
import { absolute, changeHref, commitHref, interfaceHref, previewHref } from "./links.ts";

/** What other programs read of the page of a change, an interface or a commit. */
export interface HeadView {
  image: { url: string; alt: string; width: number; height: number } | undefined;
  citation: { title: string | undefined; author: string | undefined; day: string | undefined };
  /** schema.org data as JSON. */
  linkedData: string;
}

/** A change, interface or commit in every citation format. */
export interface CiteView {
  kind: Cited["kind"];
  formats: { id: string; name: string; text: string }[];
  /** Why no `Fixes:` line is among them; undefined where one is, or for what is no commit: the line names one. */
  noFixesLine: NoFixesLine | undefined;
}

export function headOfChange(entry: ChangeEntry, known: Knowledge): { head: HeadView; cite: CiteView } {
  const { slug, title } = entry.record;
  const cited = citeChange(entry, known, absolute(changeHref(slug)));
  const preview = previewHref(slug);
  return {
    head: {
      image: {
        // Relative where the site does not know its own address.
        url: absolute(preview) ?? preview,
        alt: previewInWords(previewOf(entry, known)),
        width: WIDTH,
        height: HEIGHT,
      },
      citation: { title: oneLine(title), author: undefined, day: undefined },
      linkedData: linkedData(cited),
    },
    cite: { kind: cited.kind, formats: citations(cited, false), noFixesLine: undefined },
  };
}

export function headOfInterface(entry: InterfaceEntry, known: Knowledge): { head: HeadView; cite: CiteView } {
  const cited = citeInterface(entry, known, absolute(interfaceHref(entry.name)));
  return {
    head: {
      image: undefined,
      citation: { title: oneLine(entry.name), author: undefined, day: undefined },
      linkedData: linkedData(cited),
    },
    cite: { kind: cited.kind, formats: citations(cited, false), noFixesLine: undefined },
  };
}

/** @returns undefined for a commit of a repository that the content does not declare */
export function headOfCommit(
  commit: CommitEntry,
  known: Knowledge,
): { head: HeadView; cite: CiteView } | undefined {
  const repository = known.corpus.repositories.find(({ id }) => id === commit.repository);
  if (!repository) return undefined;
  const cited = citeCommit(commit, repository, absolute(commitHref(commit.sha)));
  const noFixesLine = whyNoFixesLine(commit, known);
  return {
    head: {
      image: undefined,
      citation: {
        title: cited.subject ? oneLine(cited.subject) : undefined,
        author: cited.author ? oneLine(cited.author) : undefined,
        day: cited.day ?? undefined,
      },
      linkedData: linkedData(cited),
    },
    cite: { kind: cited.kind, formats: citations(cited, noFixesLine === undefined), noFixesLine },
  };
}

export function previewPaths() {
  return knowledge().changes.map(({ record: { slug } }) => ({ params: { slug } }));
}

/** The picture of a change for link previews. @returns PNG */
export async function previewFile(slug: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = knowledge();
  const entry = known.change(slug);
  if (!entry) throw new Error(`no change has the slug ${slug}`);
  return Uint8Array.from(await draw(previewOf(entry, known)));
}
