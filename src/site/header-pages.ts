import { bracketInWords, sinceOfRow } from "../domain/header-since.ts";
import { interfacePath } from "../domain/interface-path.ts";
import { headerPath, type NameRow, parseNames, shortName } from "../domain/names-table.ts";
import { compareReleases } from "../domain/release.ts";
import { interfaceEntries } from "../model/interface-entries.ts";
import { knowledge } from "./content.ts";
import { href } from "./links.ts";
import { type ReleaseView, releaseView } from "./views.ts";

/** The names of one header that have the same first release. */
export interface ReleaseOfNames {
  release: ReleaseView | undefined;
  /** What is known where there is no single release. */
  words: string;
  /** `href` for a name that a record lists; `id` once for each name, though a call and a struct may share it. */
  names: { text: string; id: string | undefined; href: string | undefined }[];
}

let read: Map<string, NameRow[]> | undefined;

/** The rows of the table of header names, by header; system calls under "". */
function headers(): Map<string, NameRow[]> {
  read ??= Map.groupBy(
    parseNames(knowledge().corpus.names.text, () => null).values(),
    ({ header }) => header,
  );
  return read;
}

/** The pages of interfaces, by name. */
let described: Map<string, string> | undefined;

const title = (header: string) => (header === "" ? "System calls" : header);
const pathOf = (header: string) => headerPath({ name: "", header }).replace("#", "");

/** Most names on a page, so that it stays under 20 kB compressed. */
const MAX_NAMES = 1500;

/** The names of a header in the order of names, in parts of nearly one size. */
function partsOf(header: string): NameRow[][] {
  const rows = (headers().get(header) ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const count = Math.ceil(rows.length / MAX_NAMES);
  const size = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, at) => rows.slice(at * size, (at + 1) * size));
}

/** Headers that were listed once and have no name in the table any more: their addresses lead to the list of headers. */
const LEFT = ["asm-arm64/asm/ucontext.h"];

/** A page for each header, and for each further part of a long one: "linux/nl80211.h", "linux/nl80211.h/2". */
export function headerPaths() {
  const pages = [...headers().keys()].flatMap((header) =>
    partsOf(header).map((_, at) => ({
      params: { header: partPath(header, at).slice("/interfaces/headers/".length, -1) },
      props: { header, at, isGone: false },
    })),
  );
  const gone = LEFT.filter((header) => !headers().has(header));
  return [
    ...pages,
    ...gone.map((header) => ({ params: { header }, props: { header, at: 0, isGone: true } })),
  ];
}

function partPath(header: string, at: number): string {
  return at === 0 ? pathOf(header) : `${pathOf(header)}${at + 1}/`;
}

/** The names of a part by first release, newest first, then those whose release headers leave open. */
export function headerPage(header: string, at: number) {
  const parts = partsOf(header);
  const rows = parts[at] ?? [];
  return {
    title: at === 0 ? title(header) : `${title(header)}, part ${at + 1}`,
    count: headers().get(header)?.length ?? 0,
    crumb: { href: href("/interfaces/headers/"), title: "Headers" },
    parts: parts.map((part, number) => ({
      href: number === at ? undefined : href(partPath(header, number)),
      title: `${part[0]?.name} to ${part.at(-1)?.name}`,
    })),
    /** Where a name that is not on this page may be. */
    next: at + 1 < parts.length ? href(partPath(header, at + 1)) : undefined,
    releases: byRelease(rows),
  };
}

function byRelease(rows: readonly NameRow[]): ReleaseOfNames[] {
  const known = knowledge();
  described ??= new Map(interfaceEntries(known).map(({ name }) => [name, href(interfacePath(name))]));
  const pages = described;
  const seen = new Set<string>();
  const groups = Map.groupBy(rows, (row) => {
    const since = sinceOfRow(row);
    return since.as === "release" ? since.release : (bracketInWords(since) ?? "");
  });
  return [...groups.values()]
    .sort(([a], [b]) => (a && b ? compareRows(a, b) : 0))
    .map((own): ReleaseOfNames => {
      const [first] = own;
      const since = first ? sinceOfRow(first) : undefined;
      return {
        release: since?.as === "release" ? releaseView(since.release, known) : undefined,
        words: (since && bracketInWords(since)) ?? "",
        names: own.map(({ name }) => {
          const short = shortName(name);
          const id = seen.has(short) ? undefined : short;
          seen.add(short);
          return { text: name, id, href: pages.get(short) };
        }),
      };
    });
}

/** All headers, by folder. */
export function headerList() {
  const all = [...headers()].map(([header, rows]) => ({
    name: title(header),
    href: href(pathOf(header)),
    folder: header.includes("/") ? header.slice(0, header.indexOf("/")) : "",
    count: rows.length,
  }));
  const folders = [...Map.groupBy(all, ({ folder }) => folder)];
  return {
    names: all.reduce((sum, { count }) => sum + count, 0),
    count: all.length - (headers().has("") ? 1 : 0),
    folders: folders.map(([folder, own]) => ({
      title: folder === "" ? "System calls" : `${folder}/`,
      id: folder === "" ? "system-calls" : folder,
      headers: own,
    })),
  };
}

/** Newest first; what is not known to be absent before comes last. */
function compareRows(a: NameRow, b: NameRow): number {
  return (
    Number(a.absentIn === null && !a.isClosed) - Number(b.absentIn === null && !b.isClosed) ||
    compareReleases(b.presentIn, a.presentIn) ||
    Number(b.isClosed) - Number(a.isClosed)
  );
}
