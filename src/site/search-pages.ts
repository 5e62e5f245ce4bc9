import { interfacePath } from "../domain/interface-path.ts";
import { interfaceEntries } from "../model/interface-entries.ts";
import type { Knowledge } from "../model/knowledge.ts";
import { filesOf } from "../search/index/build-index.ts";
import { entriesOf } from "../search/index/entries.ts";
import { keys } from "../search/query/query-keys.ts";
import { nameTerm } from "../search/query/words.ts";
import { knowledge } from "./content.ts";
import { href } from "./links.ts";
import { hashView, subjectView } from "./views.ts";

/** The files that the search page loads, by their path below /search/: an index in parts, bodies, look-up files. */
export function searchPaths() {
  const indexed = entriesOf(knowledge());
  return filesOf(knowledge(), indexed).map(([path, content]) => ({
    params: { file: path.slice("/search/".length, -".json".length) },
    props: { content },
  }));
}

/** Without its results: the keys of the query language, and the letters of the index. */
export function searchPage() {
  const all = Object.values<{ takes: string; finds?: string; example: string }>(keys);
  const help = all.map(({ takes, finds, example }) => ({
    example,
    means: finds === undefined ? takes : `${takes}; finds ${finds}`,
  }));
  return { keys: help, index: href("/search/a-z/"), letters: indexPage().letters };
}

let made: ReturnType<typeof makeIndex> | undefined;

/** The index from A to Z, made once a build. */
export function indexPage() {
  made ??= makeIndex();
  return made;
}

function makeIndex() {
  const known = knowledge();
  return {
    letters: aToZ(known).map(([letter, lines]) => ({
      letter,
      id: `letter-${letter === "#" ? "other" : letter.toLowerCase()}`,
      lines: lines.map(({ name, path, isCode, page }) => ({ name, href: href(path), isCode, page })),
    })),
    hashes: known.commits.map((commit) => ({
      hash: hashView(commit.sha, known),
      subject: subjectView(commit) ?? "subject unknown",
    })),
  };
}

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
function aToZ(known: Knowledge): [letter: string, lines: Line[]][] {
  const { changes, corpus } = known;
  const lines: Line[] = [
    ...changes.map(({ record: { slug, title } }) => ({
      name: title,
      path: `/changes/${slug}/`,
      isCode: false,
    })),
    ...interfaceEntries(known).map(({ name }) => ({ name, path: interfacePath(name), isCode: true })),
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
