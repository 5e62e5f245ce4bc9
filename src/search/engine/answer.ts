import { isLookup, referenceIn } from "../../domain/reference.ts";
import type { LineNames } from "../../domain/uname.ts";
import { type Kind, kinds } from "../index/entry.ts";
import type { Kernels } from "../lookup/kernel-verdicts.ts";
import { isConclusive, type LookupResult, lookUp, type Shards } from "../lookup/lookup.ts";
import { askedIdentifier } from "../query/asked-identifier.ts";
import { mayBeKernel } from "../query/may-be-kernel.ts";
import { isBlank, parseQuery } from "../query/parse-query.ts";
import {
  type AbsentIdentifier,
  type IdentifierSources,
  withInterface,
  withoutInterface,
} from "./identifier-answer.ts";
import type { NoMatch } from "./no-match.ts";
import { type Library, searchText, type TextResult } from "./search-text.ts";

/** Where an answer comes from: in memory, or files that the browser fetches. */
export interface Sources extends IdentifierSources {
  library(): Promise<Library>;
  shards: Shards;
  /** The names of all lines of kernels; asked for only where a query is written like one. */
  kernelNames(): Promise<LineNames[]>;
  /** What kernels have; asked for only where a query names one with `has:` or `lacks:`. */
  kernels(): Promise<Kernels>;
  /** The body of an entry, for phrases; "" for one that has none. */
  body(id: number): Promise<string>;
}

/** The answer to a query. `sincelinux show --json` prints it. */
export interface Answer extends TextResult {
  /** The query as it was typed. */
  text: string;
  /** Present if the query names a hash, an address or a kernel. */
  look?: LookupResult;
  /** Present if the query is the name of an interface that no record has. */
  absent?: AbsentIdentifier;
  /** Present if nothing was found. */
  near?: NoMatch;
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
  const look = isLookup(reference) ? await lookUp(reference, sources.shards) : await kernelIn(text, sources);
  if (look && isConclusive(look)) return { ...blank, look };
  // With an unambiguous hash or address, only the rest of the text (mostly a subject) is searched for.
  const words = look?.reference.certain ? look.reference.rest : text;
  const typed = parseQuery(words);
  if (isBlank(typed)) return { ...blank, notes: typed.notes, ...(look ? { look } : {}) };
  const isKernel = look?.reference.type === "kernel";
  const asked = look?.reference.certain || isKernel ? null : askedIdentifier(text);
  const library = await sources.library();
  const exact = look?.reference.certain ? undefined : library.interfaces.find(text, asked);
  const name = exact?.title ?? asked?.name;
  const isWords =
    name === undefined && !look && typed.filters.length + typed.phrases.length + typed.without.length === 0;
  const own = exact ?? (isWords ? library.interfaces.qualified(typed.words.join(" ")) : undefined);
  const query = name === undefined ? typed : parseQuery(name);
  const isAboutKernel = query.filters.some(({ key }) => key === "has" || key === "lacks");
  const kernels = isAboutKernel ? await sources.kernels() : undefined;
  const found = await searchText(query, library, sources.body, unfolded, kernels);
  if (isKernel && found.match !== "all") return { ...blank, look };
  const named = own
    ? withInterface(own, found, library, unfolded)
    : asked
      ? await withoutInterface(asked, found, library, sources, unfolded)
      : found;
  const isNothing = named.groups.length === 0 && (look?.rows.length ?? 0) === 0;
  const wanted = typed.filters.length === 0 ? text : typed.words.join(" ");
  const near = isNothing ? { near: (await import("./no-match.ts")).noMatch(wanted, library) } : {};
  return { ...blank, ...named, ...(look ? { look } : {}), ...near };
}

async function kernelIn(text: string, sources: Sources): Promise<LookupResult | undefined> {
  if (!mayBeKernel(text)) return undefined;
  const { entries } = await sources.library();
  const pages = new Set(entries.flatMap(({ kind, path }) => (kind === "release" ? [path] : [])));
  // What few queries need is loaded for them alone.
  const { lookUpKernel } = await import("../lookup/kernel-lookup.ts");
  return lookUpKernel(text, await sources.kernelNames(), pages);
}
