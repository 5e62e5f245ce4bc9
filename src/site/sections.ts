/** A section of a page: its anchor, and its heading. */
export interface SectionView {
  id: string;
  title: string;
}

/** A rendered text, cut before its headings. */
export interface TextView {
  /** What stands before the first heading. */
  lead: string;
  sections: (SectionView & { html: string })[];
}

/** @param html as `renderBody` returns it: no heading stands inside of another element */
export function cutAtHeadings(html: string): TextView {
  const [lead = "", ...sections] = html.split(/(?=<h2 id=")/);
  return {
    lead,
    sections: sections.map((section) => {
      const [, id = "", heading = ""] = /^<h2 id="([^"]+)">(.*?)<\/h2>/s.exec(section) ?? [];
      return { id, title: textOf(heading), html: section };
    }),
  };
}

const named: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** The text of some HTML, which components escape again. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, "")
    .replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (whole, hex: string | undefined, name: string) =>
      hex === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number.parseInt(hex, 16)),
    );
}

/** The sections of a page that it has, in the order of their headings. */
export function sectionsWith<Id extends string>(
  headings: Readonly<Record<Id, string>>,
  has: Readonly<Record<Id, boolean>>,
): SectionView[] {
  return (Object.keys(headings) as Id[]).filter((id) => has[id]).map((id) => ({ id, title: headings[id] }));
}
