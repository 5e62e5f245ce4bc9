/** The files that the browser loads, over 250 lines: what packs a file and what restores it are only read together. */
import type { AsPlainObject } from "minisearch";
import { interfacePath } from "../../domain/interface-path.ts";
import type { DatedRelease, Entry, Indexed, Kind, ReleaseSummary } from "./entry.ts";

/** The path of the first file below the base path. Apart from the others, because the first script knows no more. */
export const FIRST_FILE = "/search/index.json";

/** Paths below the base path. */
export const searchFiles = {
  first: FIRST_FILE,
  /** The beginnings of summaries, in the order of the pages; fetched for an answer of the first file alone. */
  summaries: "/search/summaries.json",
  /** Fetched when the reader types, or where names alone do not answer. */
  full: "/search/full.json",
  shard: (digits: string) => `/search/hash/${digits}.json`,
  bodies: (file: number) => `/search/bodies/${file}.json`,
  /** Where the files of header names begin; fetched, like one of them, for a name that no record has. */
  nameStarts: "/search/names/starts.json",
  /** The names of all lines of kernels; fetched for a query that is written like one. */
  kernels: "/kernels/names.json",
  /** What kernels have; fetched for `has:` and `lacks:`, and where a reader has set a kernel. */
  answers: "/kernels/answers.json",
  names: (file: number) => `/search/names/${file}.json`,
};

export const BODIES_PER_FILE = 16;

/**
 * Loaded first: names, without commits, bodies, summaries, people, documents and manual pages. It has no index, because the browser
 * builds one of so few words faster than it could fetch it. What can be derived is left out.
 */
export interface FirstFile {
  pages: BriefPage[];
  /** Their paths follow from their names. */
  interfaces: Sent<Omit<Entry, "kind" | "path">>[];
}

/** A release as it is sent: without its day, where that is the day of the mainline release of that name. */
type SentRelease = string | DatedRelease;
type Sent<E extends ReleaseSummary> = Omit<E, "releases" | "complete"> & {
  releases?: SentRelease[];
  complete?: Omit<ReleaseSummary, "releases"> & { releases?: SentRelease[] };
};

/** Where the pages of a kind are. Only what follows is sent of a path. */
const folders: Record<Kind, string> = {
  interface: "interfaces",
  change: "changes",
  topic: "topics",
  commit: "commits",
  document: "documents",
  release: "releases",
};

/** A page of the first file. A number in `names` or `synonyms` stands for a text that the page has elsewhere (SELF, ...). */
interface BriefPage {
  entry: Sent<Omit<Entry, "interfaces" | "summary" | "people" | "documents">>;
  names: (string | number)[];
  synonyms: (string | number)[];
  /** Positions in `interfaces`, each as the distance from the one before. */
  interfaces?: number[];
}
/** The last part of the page's path, its title, all names of its interfaces, and all names of its topics. */
const [SELF, TITLE, INTERFACES, TOPICS] = [0, 1, 2, 3];

/** Loaded second, replacing the first file: all entries, and an index of all their texts. */
export interface FullFile {
  entries: Entry[];
  index: PackedIndex;
  /** System calls of the table of header names, separated by spaces. */
  calls: string;
}

/**
 * MiniSearch's JSON with front-coded terms (the prefix shared with the previous term is a count) and
 * delta-coded document ids. A third smaller when compressed, and half the characters to parse.
 */
export interface PackedIndex {
  /** MiniSearch's serialization version, field ids and mean field lengths. */
  head: Omit<AsPlainObject, "index" | "fieldLength" | "documentIds" | "storedFields">;
  /** By document: the number of terms in each field. */
  lengths: number[][];
  /** "0cap 3able 2t": length of the prefix shared with the previous term (base 36), then the rest. */
  terms: string;
  /** A line per term: "1:0,2x3 4:7" is field 1, document 0 once and document 2 three times; field 4, document 7. */
  postings: string;
}

/**
 * Packs what the browser loads first.
 * @param pages in the order of their ids
 * @throws Error for a page with an interface that is not among `interfaces`, or with a path unlike those of its kind
 */
export function packFirst(pages: readonly Indexed[], interfaces: readonly Entry[]): FirstFile {
  const topics = topicsOf(pages);
  const days = daysOf(pages);
  const undated = ([tag, day]: DatedRelease): SentRelease => (days.get(tag) === day ? tag : [tag, day]);
  const positions = new Map(interfaces.map(({ title }, at) => [title, at]));
  return {
    pages: pages.map(({ entry, names, synonyms }) => {
      const { interfaces: own = [], summary: _s, people: _p, documents: _d, removes: _r, ...rest } = entry;
      const self = selfOf(entry);
      if (entry.path !== pathOf(entry.kind, self))
        throw new Error(`expected ${entry.path} in ${folders[entry.kind]}`);
      const brief = { ...(entry.kind === "release" ? rest : withDays(rest, undated)), path: self };
      const short = (text: string) => (text === self ? SELF : text === entry.title ? TITLE : text);
      const isListed = own.length > 0 && names.slice(-own.length).join("\n") === own.join("\n");
      const others = isListed ? names.slice(0, names.length - own.length) : names;
      return {
        entry: brief,
        names: [...others.map(short), ...(isListed ? [INTERFACES] : [])],
        synonyms: withoutRun(synonyms, topicNames(entry, topics)).map((each) =>
          typeof each === "string" ? short(each) : each,
        ),
        ...(own.length > 0 && { interfaces: distances(own.map((name) => positionOf(name, positions))) }),
      };
    }),
    interfaces: interfaces.map(({ kind: _k, path: _p, ...rest }) => withDays(rest, undated)),
  };
}

/** Restores what `packFirst` packed, without what it leaves out. */
export function unpackFirst({ pages, interfaces }: FirstFile): { pages: Indexed[]; interfaces: Entry[] } {
  const topics = topicsOf(pages);
  const days = daysOf(pages);
  const dated = (sent: SentRelease): DatedRelease =>
    typeof sent === "string" ? [sent, days.get(sent) ?? null] : sent;
  return {
    pages: pages.map(({ entry: brief, names, synonyms, interfaces: steps }) => {
      let position = 0;
      const own = steps?.map((step) => {
        position += step;
        return interfaces[position]?.title ?? "";
      });
      const path = pathOf(brief.kind, brief.path);
      const entry: Entry = { ...withDays(brief, dated), path, ...(own && { interfaces: own }) };
      const texts = [[selfOf(entry)], [entry.title], own ?? [], topicNames(entry, topics)];
      const long = (text: string | number) => (typeof text === "string" ? [text] : (texts[text] ?? []));
      return { entry, names: names.flatMap(long), manPages: [], synonyms: synonyms.flatMap(long), body: "" };
    }),
    interfaces: interfaces.map((rest) => ({
      ...withDays(rest, dated),
      kind: "interface",
      path: interfacePath(rest.title),
    })),
  };
}

function selfOf({ path }: Pick<Entry, "path">): string {
  return path.split("/").at(-2) ?? "";
}

function pathOf(kind: Kind, self: string): string {
  return `/${folders[kind]}/${self}/`;
}

function distances(positions: readonly number[]): number[] {
  return positions.map((position, at) => position - (positions[at - 1] ?? 0));
}

/** The days of the mainline's releases, of which each has a page. */
function daysOf(
  pages: readonly { entry: { kind: Kind; releases?: SentRelease[] } }[],
): Map<string, string | null> {
  return new Map(
    pages.flatMap(({ entry: { kind, releases = [] } }) =>
      kind === "release" ? releases.filter((release) => typeof release !== "string") : [],
    ),
  );
}

/** An entry with other releases. */
function withDays<From, To, E extends { releases?: From[]; complete?: { releases?: From[] } }>(
  { releases, complete, ...rest }: E,
  change: (release: From) => To,
) {
  const { releases: own, ...completion } = complete ?? {};
  return {
    ...rest,
    ...(releases && { releases: releases.map(change) }),
    ...(complete && { complete: { ...completion, ...(own && { releases: own.map(change) }) } }),
  };
}

type Named = Pick<Entry, "kind" | "title" | "topics" | "aliases">;

function topicsOf(pages: readonly { entry: Named }[]): Named[] {
  return pages.flatMap(({ entry }) => (entry.kind === "topic" ? [entry] : []));
}

/** All names of an entry's topics, as the build lists them among its synonyms. */
function topicNames({ kind, topics: own = [] }: Named, topics: readonly Named[]): string[] {
  if (kind !== "change") return [];
  return topics
    .filter(({ topics: ids = [] }) => ids.some((id) => own.includes(id)))
    .flatMap(({ title, topics: ids = [], aliases = [] }) => [...ids, title, ...aliases]);
}

/** Texts, a run of them replaced by what stands for it. */
function withoutRun(texts: readonly string[], run: readonly string[]): (string | number)[] {
  const at = texts.findIndex((_, from) => run.every((each, place) => texts[from + place] === each));
  return run.length === 0 || at < 0
    ? [...texts]
    : [...texts.slice(0, at), TOPICS, ...texts.slice(at + run.length)];
}

function positionOf(name: string, positions: ReadonlyMap<string, number>): number {
  const at = positions.get(name);
  if (at === undefined) throw new Error(`expected the interface ${name} among those of the records`);
  return at;
}

const MOST_SHARED = 35;

/**
 * Packs an index.
 * @param index of documents whose ids are 0, 1, 2 and so on
 * @throws Error for other ids
 */
export function packIndex(index: AsPlainObject): PackedIndex {
  const { index: entries, fieldLength, documentIds, storedFields, ...head } = index;
  const count = head.documentCount;
  if (Object.entries(documentIds).some(([short, id]) => Number(short) !== id)) {
    throw new Error("expected documents whose ids are their positions");
  }
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    head,
    lengths: Array.from({ length: count }, (_, id) => fieldLength[id] ?? []),
    terms: sorted.map(([term], at) => shortened(term, sorted[at - 1]?.[0] ?? "")).join(" "),
    postings: sorted.map(([, fields]) => Object.entries(fields).map(postings).join(" ")).join("\n"),
  };
}

/** Restores what `packIndex` packed, for `MiniSearch.loadJS`. */
export function unpackIndex({ head, lengths, terms, postings }: PackedIndex): AsPlainObject {
  const lines = postings.split("\n");
  let before = "";
  const index =
    terms === ""
      ? []
      : terms.split(" ").map((short, at) => {
          before = before.slice(0, Number.parseInt(short.charAt(0), 36)) + short.slice(1);
          return [before, fieldsOf(lines[at] ?? "")] as AsPlainObject["index"][number];
        });
  return {
    ...head,
    index,
    fieldLength: Object.fromEntries(lengths.map((each, id) => [id, each])),
    documentIds: Object.fromEntries(lengths.map((_, id) => [id, id])),
    storedFields: {},
  };
}

function shortened(term: string, before: string): string {
  let shared = 0;
  while (shared < MOST_SHARED && shared < term.length && term[shared] === before[shared]) shared += 1;
  return shared.toString(36) + term.slice(shared);
}

function postings([field, frequencies]: [string, Record<string, number>]): string {
  let before = 0;
  const each = Object.entries(frequencies).map(([key, count]) => {
    const id = Number(key);
    const step = id - before;
    before = id;
    return count === 1 ? `${step}` : `${step}x${count}`;
  });
  return `${field}:${each.join(",")}`;
}

function fieldsOf(line: string): Record<string, Record<string, number>> {
  const fields: Record<string, Record<string, number>> = {};
  for (const part of line.split(" ")) {
    const [field = "", list = ""] = part.split(":");
    const frequencies: Record<string, number> = {};
    let id = 0;
    for (const item of list.split(",")) {
      const [step = "", count = "1"] = item.split("x");
      id += Number(step);
      frequencies[id] = Number(count);
    }
    fields[field] = frequencies;
  }
  return fields;
}
