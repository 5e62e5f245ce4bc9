import MiniSearch, { type AsPlainObject, type Options } from "minisearch";
import { nameTerm, termReader, termsOf } from "../query/words.ts";
import type { Indexed, Kind } from "./entry.ts";

/** The weight of a match by field. A whole name weighs most. */
export const weights = {
  /** Whole names. */
  name: 12,
  /** The title and the interfaces. */
  title: 5,
  /** Tags, releases, people, manual pages, synonyms. */
  about: 2.5,
  summary: 2,
  body: 1,
} as const;

/** The fields that words are searched for in. Names match only as a whole. */
export const textFields = Object.keys(weights).filter((field) => field !== "name");
/** The same without bodies. */
export const shortFields = textFields.filter((field) => field !== "body");

type Row = Record<keyof typeof weights, string> & { id: number };
const NEXT = "\u0000";

/** A whole name as a term. The "=" distinguishes it from words, so that a prefix of a word matches no whole names. */
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

/** Indexes entries. The id of an entry is its position in the list. */
export function buildIndex(indexed: readonly Indexed[]): TextIndex {
  const terms = new Set<string>();
  const wholeNames = new Map<string, string>();
  const read = termReader();
  const wholeNameOf = (text: string) => {
    const name = wholeNames.get(text) ?? wholeName(text);
    wholeNames.set(text, name);
    return name;
  };
  const index = new MiniSearch<Row>({
    ...options,
    tokenize: (text, field) => (field === "name" ? text.split(NEXT).map(wholeNameOf) : read(text)),
    processTerm: (term) => {
      if (term === "") return null;
      terms.add(term);
      return term;
    },
  });
  index.addAll(indexed.map(rowOf));
  return { index, terms };
}

/** Loads an index that the build wrote. */
export function loadIndex(written: AsPlainObject): TextIndex {
  return { index: MiniSearch.loadJS<Row>(written, options), terms: written.index.map(([term]) => term) };
}

/** The weight of a kind in the order of the groups: records have more text than commits. */
export const kindWeights: Record<Kind, number> = {
  interface: 1,
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
  // A commit has the tags of its change; the name of a tag should find the change.
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
