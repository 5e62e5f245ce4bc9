import MiniSearch, { type AsPlainObject, type Options } from "minisearch";
import type { Indexed, Kind } from "./entry.ts";
import { nameTerm, termsOf } from "./words.ts";

/** What a match weighs, by where it is. A whole name weighs most: who types it wants that page. */
export const weights = {
  name: 9,
  title: 5,
  interface: 4,
  tag: 3,
  release: 3,
  manPage: 3,
  synonym: 2,
  summary: 2,
  person: 2,
  body: 1,
} as const;

type Row = Record<keyof typeof weights, string> & { id: number };
const NEXT = "\u0000";

const options: Options<Row> = {
  fields: Object.keys(weights),
  tokenize: (text, field) => (field === "name" ? text.split(NEXT).map(nameTerm) : termsOf(text)),
  // The tokenizer has done it all.
  processTerm: (term) => (term === "" ? null : term),
};

/** @returns an index of the entries; an entry's id is its place in the list */
export function buildIndex(indexed: readonly Indexed[]): MiniSearch<Row> {
  const index = new MiniSearch<Row>(options);
  index.addAll(indexed.map(rowOf));
  return index;
}

/** Takes an index as the build wrote it. */
export function loadIndex(written: AsPlainObject): MiniSearch<Row> {
  return MiniSearch.loadJS<Row>(written, options);
}

export type TextIndex = MiniSearch<Row>;

/** Records say more than commits, and commits more than the lists of them. */
export const kindWeights: Record<Kind, number> = {
  change: 1.25,
  topic: 1.5,
  commit: 0.75,
  document: 0.75,
  release: 1,
};

function rowOf({ entry, names, manPages, synonyms, body }: Indexed, id: number): Row {
  return {
    id,
    name: names.join(NEXT),
    title: entry.title,
    interface: (entry.interfaces ?? []).join("\n"),
    tag: (entry.tags ?? []).join("\n"),
    release: [...(entry.releases ?? []).map(([tag]) => tag), ...(entry.alsoReleases ?? [])].join("\n"),
    manPage: manPages.join("\n"),
    synonym: synonyms.join("\n"),
    summary: entry.summary ?? "",
    person: (entry.people ?? []).join("\n"),
    body,
  };
}
