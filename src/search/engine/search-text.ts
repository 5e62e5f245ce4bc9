/** Finds entries by words, phrases and filters. */

import { counted } from "../../domain/text.ts";
import { verdictMarks } from "../../model/kernels/kernel-answer.ts";
import type { Entry, Kind } from "../index/entry.ts";
import type { TextIndex } from "../index/text-index.ts";
import type { Kernels } from "../lookup/kernel-verdicts.ts";
import { type Directory, directoryOf, type FilterTest, filterTest } from "../query/filters.ts";
import type { Query } from "../query/parse-query.ts";
import { type MatchMode, MIN_PREFIX } from "../query/word-query.ts";
import { type Chunk, chunksOf, plainRow, termsOf } from "../query/words.ts";
import { byScore, entryAt, type Group, type Grouped, groupHits, interfaceGroup, MAX_HITS } from "./groups.ts";
import type { Interfaces } from "./interfaces.ts";
import { Matcher, type Matches } from "./matches.ts";

/** What is searched. An entry's position in the list is its id in the index. */
export interface Library {
  entries: readonly Entry[];
  matcher: Matcher;
  directory: Directory;
  interfaces: Interfaces;
  /** Days of mainline releases; null if unknown. */
  releaseDays: ReadonlyMap<string, string | null>;
}

export function libraryOf(entries: readonly Entry[], index: TextIndex, interfaces: Interfaces): Library {
  const releases = entries.flatMap((entry) => (entry.kind === "release" ? (entry.releases ?? []) : []));
  return {
    entries,
    matcher: new Matcher(index, entries.length),
    directory: directoryOf(entries),
    interfaces,
    releaseDays: new Map(releases),
  };
}

export interface TextResult extends Grouped {
  /** Parts of the query that were not understood as typed, explained to the reader. */
  notes: string[];
  /** Whether the hits match all words, only similar words, or only some of the words. */
  match: "all" | "similar" | "some";
}

/** Bodies are fetched for at most this many entries: a phrase of common words is found sooner or not at all. */
const MAX_BODIES = 200;

/**
 * Searches a library.
 * @param body gives the body of an entry by its id
 * @param unfolded kinds that are not cut to their best hits
 * @param kernels what kernels have, for a query with `has:` or `lacks:`
 */
export async function searchText(
  query: Query,
  library: Library,
  body: (id: number) => Promise<string>,
  unfolded: readonly Kind[],
  kernels?: Kernels,
): Promise<TextResult> {
  const { entries, matcher } = library;
  const directory = kernels ? { ...library.directory, kernels } : library.directory;
  const filters = query.filters.map((filter) => filterTest(filter, directory));
  const notes = [...query.notes, ...filters.flatMap(({ note }) => note ?? [])];
  const ofKernels = filters.filter(({ verdicts }) => verdicts);
  const plain = filters.filter((filter) => !ofKernels.includes(filter));
  const unwanted = matcher.any(query.without.flatMap(chunksOf), { spelling: "exact", inBodies: true });
  for (const { match, matches } of attempts(query, library)) {
    if (filters.length + query.without.length + query.phrases.length === 0) {
      if (matches.ids.length > 0) return { notes, match, ...groupAll(matches, entries, unfolded) };
      continue;
    }
    const fitting = matches.ids.filter(
      (id) => !unwanted.scores[id] && plain.every(({ test }) => test(entryAt(entries, id))),
    );
    // Phrases are searched for in the best matches first.
    if (query.phrases.length > 0) fitting.sort(byScore(matches));
    const worded = await withPhrases(query.phrases, fitting, entries, body);
    const ids = worded.filter((id) => ofKernels.every(({ test }) => test(entryAt(entries, id))));
    const like = match === "all" && ofKernels.length > 0 ? interfacesLike(query, library) : [];
    const named = like.filter((entry) => filters.every(({ test }) => test(entry)));
    const isFound = ids.length + named.length > 0;
    if (match === "all" && ofKernels.length > 0) {
      const pages = worded.map((id) => entryAt(entries, id));
      const said = kernelNotes(query, [...pages, ...like], filters, isFound);
      notes.push(...said);
      // The kernel has, or lacks, all that matches: similar words are no better answer.
      if (!isFound && said.length > 0) break;
    }
    if (!isFound) continue;
    const { groups, terms } = groupHits(ids, matches, entries, unfolded);
    const all = [...(named.length > 0 ? [interfaceGroup(named, unfolded)] : []), ...groups];
    return { notes, match, terms, groups: all.map((group) => withVerdicts(group, query, filters)) };
  }
  return { notes, match: "all", terms: [], groups: [] };
}

/**
 * The interfaces whose names match a query about a kernel, whatever the kernel has: they are no pages of the index, and
 * are found by their names.
 */
function interfacesLike({ words, phrases, without }: Query, { interfaces }: Library): Entry[] {
  if (words.length === 0 || phrases.length > 0) return [];
  const unwanted = without.flatMap(termsOf);
  const isWanted = ({ title }: Entry) => unwanted.every((term) => !termsOf(title).includes(term));
  return interfaces.like(words.join(" ")).filter(isWanted);
}

/**
 * Of what matches otherwise: of how much it is not known whether a kernel has it, and, where nothing is found, that the
 * kernel has or lacks none of the rest.
 * @param all what matches, whatever kernels have
 */
function kernelNotes(
  { filters: typed }: Query,
  all: readonly Entry[],
  filters: readonly FilterTest[],
  isFound: boolean,
): string[] {
  return typed.flatMap(({ key, value, not }, at) => {
    const { verdicts } = filters[at] ?? {};
    // What is not known fits a filter that excludes.
    if (!verdicts || not) return [];
    const others = filters.filter((_, other) => other !== at);
    const fitting = all.filter(
      (entry) => verdicts.has(entry.path) && others.every(({ test }) => test(entry)),
    );
    const isOpen = ({ path }: Entry) => ["cannot-tell", "unknown"].includes(verdicts.get(path) ?? "");
    const open = fitting.filter(isOpen);
    const told = fitting.filter((entry) => !isOpen(entry));
    const more = isFound ? "more " : "";
    return [
      ...(open.length > 0 ? [`Whether “${value}” has ${kindsOf(open, more)} is not known.`] : []),
      ...(told.length > 0 && !isFound
        ? [`“${value}” ${key} none of what matches otherwise: ${kindsOf(told, "")}.`]
        : []),
    ];
  });
}

/** "3 more changes and 1 more interface" */
function kindsOf(entries: readonly Entry[], more: string): string {
  const counts = (["change", "interface"] as const).flatMap((kind) => {
    const { length } = entries.filter((entry) => entry.kind === kind);
    return length === 0 ? [] : [counted(length, `${more}${kind}`)];
  });
  return counts.join(" and ");
}

/** Says of each hit what a kernel has of it, where that is neither all nor nothing. */
function withVerdicts(
  { hits, ...group }: Group,
  { filters: typed }: Query,
  filters: readonly FilterTest[],
): Group {
  const marked = hits.map((hit) => {
    const said = filters.flatMap(({ verdicts }, at) => {
      const mark = verdictMarks[verdicts?.get(hit.entry.path) ?? "has"];
      return mark === "has" || mark === "lacks" ? [] : [`${typed[at]?.value}: ${mark}`];
    });
    return said.length === 0 ? hit : { ...hit, kernels: said };
  });
  return { ...group, hits: marked };
}

/** The matches to try, one after the other, until some pass the filters. */
function* attempts(
  query: Query,
  library: Library,
): Generator<{ match: TextResult["match"]; matches: Matches }> {
  const { matcher } = library;
  const { words, phrases, filters, without } = query;
  const chunks = chunksOf([...words, ...phrases].join(" "));
  if (chunks.length === 0) {
    if (filters.length + without.length > 0)
      yield { match: "all", matches: matcher.all([], { spelling: "prefix", inBodies: false }) };
    return;
  }
  if (phrases.length > 0) {
    yield { match: "all", matches: matcher.all(chunks, { spelling: "exact", inBodies: true }) };
    return;
  }
  const name = words.join(" ");
  yield { match: "all", matches: withNamed(name, inAllFields(chunks, "prefix", library), library) };
  const last = chunks.at(-1);
  if (last && last.length < MIN_PREFIX) {
    // The last word is still being typed: ignore it until it is long enough.
    const before = chunks.slice(0, -1);
    if (before.length > 0) yield { match: "all", matches: inAllFields(before, "prefix", library) };
    return;
  }
  yield { match: "similar", matches: inAllFields(chunks, "fuzzy", library) };
  yield { match: "some", matches: matcher.any(chunks, { spelling: "fuzzy", inBodies: true }) };
}

/** Matches in titles, names and summaries; in bodies too if there are fewer than can be shown. */
function inAllFields(chunks: Chunk[], spelling: MatchMode["spelling"], { matcher }: Library): Matches {
  const short = matcher.all(chunks, { spelling, inBodies: false });
  return short.ids.length >= MAX_HITS ? short : matcher.all(chunks, { spelling, inBodies: true });
}

/** Adds the entries that the whole query is a name of: "user namespaces" gives the topic before its mentions. */
function withNamed(name: string, matches: Matches, { matcher }: Library): Matches {
  const named = matcher.named(name);
  if (named.ids.length === 0) return matches;
  const scores = matches.scores.slice();
  for (const id of named.ids) scores[id] = (scores[id] ?? 0) + (named.scores[id] ?? 0);
  return { ids: [...new Set([...matches.ids, ...named.ids])], scores, termsOf: matches.termsOf };
}

/** The last groups of each matches: typing a word that can only be completed in one way gives the same matches. */
const lastGrouped = new WeakMap<Matches, { unfolded: string; grouped: Grouped }>();

function groupAll(matches: Matches, entries: readonly Entry[], unfolded: readonly Kind[]): Grouped {
  const before = lastGrouped.get(matches);
  const key = unfolded.join();
  if (before?.unfolded === key) return before.grouped;
  const grouped = groupHits(matches.ids, matches, entries, unfolded);
  lastGrouped.set(matches, { unfolded: key, grouped });
  return grouped;
}

/**
 * The entries that contain every phrase word by word. The index knows no word order, so the texts are searched:
 * those of the entry first, then its body.
 */
async function withPhrases(
  phrases: readonly string[],
  ids: number[],
  entries: readonly Entry[],
  body: (id: number) => Promise<string>,
): Promise<number[]> {
  if (phrases.length === 0) return ids;
  const rows = phrases.map(plainRow);
  const kept = await Promise.all(
    ids.map(async (id, at) => {
      const texts = textsOf(entryAt(entries, id)).map(plainRow).join("|");
      const missing = rows.filter((row) => !texts.includes(row));
      if (missing.length === 0) return true;
      if (at >= MAX_BODIES) return false;
      const whole = plainRow(await body(id));
      return missing.every((row) => whole.includes(row));
    }),
  );
  return ids.filter((_, at) => kept[at]);
}

function textsOf({ title, summary, tags, interfaces, people, releases = [] }: Entry): string[] {
  const lists = [tags, interfaces, people, releases.map(([tag]) => tag)];
  return [title, summary ?? "", ...lists.flatMap((list) => list ?? [])];
}
