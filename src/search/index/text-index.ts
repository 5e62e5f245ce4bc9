import MiniSearch, { type AsPlainObject, type Options } from "minisearch";
import { nameTerm, termsOf } from "../query/words.ts";
import type { Indexed, Kind } from "./entry.ts";

/** What a match weighs, by where it is. A whole name weighs most: who types it wants that page. */
export const weights = {
  /** Whole names. */
  name: 12,
  /** The title and the interfaces. */
  title: 5,
  /** Tags, releases, people, manual pages, synonyms: what it belongs to. */
  about: 2.5,
  summary: 2,
  body: 1,
} as const;

/** Where words are looked for. Names are asked for whole: the beginning of a long one tells nothing. */
export const textFields = Object.keys(weights).filter((field) => field !== "name");
/** The same without bodies. */
export const shortFields = textFields.filter((field) => field !== "body");

type Row = Record<keyof typeof weights, string> & { id: number };
const NEXT = "\u0000";

/**
 * A whole name as a term. The mark keeps it apart from words: whoever types the beginning of a word is not
 * led through every title that begins with it.
 */
export function wholeName(text: string): string {
  const name = nameTerm(text);
  return name === "" ? "" : `=${name}`;
}

const options: Options<Row> = {
  fields: Object.keys(weights),
  tokenize: (text, field) => (field === "name" ? text.split(NEXT).map(wholeName) : termsOf(text)),
};

/** An index, and every term in it. */
export interface TextIndex {
  index: MiniSearch<Row>;
  terms: Iterable<string>;
}

/** @returns an index of the entries; an entry's id is its place in the list */
export function buildIndex(indexed: readonly Indexed[]): TextIndex {
  const terms = new Set<string>();
  const index = new MiniSearch<Row>({
    ...options,
    processTerm: (term) => {
      if (term === "") return null;
      terms.add(term);
      return term;
    },
  });
  index.addAll(indexed.map(rowOf));
  return { index, terms };
}

/** Takes an index as the build wrote it. */
export function loadIndex(written: AsPlainObject): TextIndex {
  return { index: MiniSearch.loadJS<Row>(written, options), terms: written.index.map(([term]) => term) };
}

/** Records say more than commits, and commits more than the lists of them. */
export const kindWeights: Record<Kind, number> = {
  change: 1.25,
  topic: 1.75,
  commit: 0.75,
  document: 0.75,
  release: 1,
};

function rowOf({ entry, names, manPages, synonyms, body }: Indexed, id: number): Row {
  const {
    title,
    summary = "",
    interfaces = [],
    tags = [],
    releases = [],
    alsoReleases = [],
    people = [],
  } = entry;
  // A commit has the tags of its change, and that is what a tag's name should find.
  const own = entry.kind === "commit" ? [] : tags;
  const tagged = [...releases.map(([tag]) => tag), ...alsoReleases];
  const about = [...own, ...tagged, ...people, ...manPages, ...synonyms];
  return {
    id,
    name: names.join(NEXT),
    title: [title, ...interfaces].join("\n"),
    about: about.join("\n"),
    summary,
    body,
  };
}
