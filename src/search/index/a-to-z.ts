import type { Knowledge } from "../../model/knowledge.ts";
import { nameTerm } from "../query/words.ts";

/** A line of the index: a name and its page. */
export interface Line {
  name: string;
  path: string;
  /** Whether the name is an identifier. */
  isCode: boolean;
  /** The title of the page, if the name is another. */
  page?: string;
}

/**
 * The index of all titles, interfaces and tags, as in a book.
 * @returns the lines by first letter; "#" for names that begin with none
 */
export function aToZ({ changes, corpus }: Knowledge): [letter: string, lines: Line[]][] {
  const lines: Line[] = [
    ...changes.flatMap(({ record: { slug, title, interfaces } }) => [
      { name: title, path: `/changes/${slug}/`, isCode: false },
      ...interfaces
        .filter(({ name }) => name !== title)
        .map(({ name }) => ({ name, path: `/changes/${slug}/`, isCode: true, page: title })),
    ]),
    ...corpus.topics
      .filter(({ draft }) => !draft)
      .flatMap(({ id, name, aliases, flag, procFile }) => [
        { name, path: `/topics/${id}/`, isCode: false },
        ...[id, ...aliases, flag, procFile]
          .filter((other) => other !== undefined && other !== name)
          .map((other) => ({ name: String(other), path: `/topics/${id}/`, isCode: true, page: name })),
      ]),
    ...corpus.documents
      .filter(({ draft }) => !draft)
      .map(({ slug, title }) => ({ name: title, path: `/documents/${slug}/`, isCode: false })),
  ];
  const sorted = lines.sort(
    (a, b) => order(a).localeCompare(order(b), "en") || a.path.localeCompare(b.path, "en"),
  );
  return [...Map.groupBy(sorted, letterOf)];
}

function order({ name }: Line): string {
  return nameTerm(name);
}

function letterOf(line: Line): string {
  const [first = ""] = order(line).toUpperCase();
  return /[A-Z]/.test(first) ? first : "#";
}
