import { isLookup, referenceIn } from "../../domain/reference.ts";
import { type Kind, kinds } from "../index/entry.ts";
import { isConclusive, type LookupResult, lookUp, type Shards } from "../lookup/lookup.ts";
import { isBlank, parseQuery } from "../query/parse-query.ts";
import { type Library, searchText, type TextResult } from "./search-text.ts";

/** Where an answer comes from: in memory, or files that the browser fetches. */
export interface Sources {
  library(): Promise<Library>;
  shards: Shards;
  /** The body of an entry, for phrases; "" for one that has none. */
  body(id: number): Promise<string>;
}

/** The answer to a query. `sincelinux show --json` prints it. */
export interface Answer extends TextResult {
  /** The query as it was typed. */
  text: string;
  /** Present if the query names a hash or an address. */
  look?: LookupResult;
}

/**
 * Answers a query of any form: words, keys, a hash, an address.
 * @param unfolded the kinds of which all hits are wanted, not only the best
 * @throws Error if a source fails; no text makes it throw
 * @example
 * const { groups } = await answer("tag:user ioctl", localSources(known));
 * groups[0]?.hits[0]?.entry.path; // "/changes/nsfs-parent-userns-ioctls/"
 */
export async function answer(
  text: string,
  sources: Sources,
  unfolded: readonly Kind[] = kinds,
): Promise<Answer> {
  const blank: Answer = { text, notes: [], match: "all", groups: [], terms: [] };
  const reference = referenceIn(text);
  const look = isLookup(reference) ? await lookUp(reference, sources.shards) : undefined;
  if (look && isConclusive(look)) return { ...blank, look };
  // With an unambiguous hash or address, only the rest of the text (mostly a subject) is searched for.
  const words = look?.reference.certain ? look.reference.rest : text;
  const query = parseQuery(words);
  if (isBlank(query)) return { ...blank, notes: query.notes, ...(look ? { look } : {}) };
  const found = await searchText(query, await sources.library(), sources.body, unfolded);
  return { ...blank, ...found, ...(look ? { look } : {}) };
}
