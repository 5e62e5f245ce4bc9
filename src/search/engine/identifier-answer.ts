/** Answers a query that is the name of an interface: with that interface, or by saying that no record has it. */
import { bracketInWords, sinceOfRow } from "../../domain/header-since.ts";
import { headerPath, type NameRow, shortName } from "../../domain/names-table.ts";
import type { Entry, Kind } from "../index/entry.ts";
import type { HeaderNames } from "../lookup/header-names.ts";
import type { AskedIdentifier } from "../query/asked-identifier.ts";
import { type Group, interfaceGroup } from "./groups.ts";
import type { Library, TextResult } from "./search-text.ts";

/** A name that no record has. */
export interface AbsentIdentifier {
  name: string;
  /**
   * What the table of header names says: "listed" (then the first group has it), "none", or "unread" where the table
   * could not be loaded; null for what no header defines, such as a file.
   */
  headers: "listed" | "none" | "unread" | null;
  /** What has parts of the name, or similar words. These entries have no release: it would be that of something else. */
  parts: Group[];
}

export interface IdentifierSources {
  headerNames: HeaderNames;
  /** Whether the table has a system call of this name; asked before a plain word is looked up in the table. */
  isCall(name: string): boolean;
}

/**
 * Puts an interface that a record has before all else that was found, and the change that introduced it or made it
 * usable before other changes.
 */
export function withInterface(
  entry: Entry,
  found: TextResult,
  { entries, interfaces }: Library,
  unfolded: readonly Kind[],
): TextResult {
  const all = [entry, ...interfaces.like(entry.title).filter((each) => each !== entry)];
  // Changes are sorted newest first: what made it usable comes before what introduced it.
  const origin = entries.find(
    ({ interfaces: names, introduces }) => names?.slice(0, introduces ?? 0).includes(entry.title) === true,
  );
  const groups = found.groups.map((group) =>
    group.kind === origin?.kind ? withFirst(origin, group) : group,
  );
  return { ...found, match: "all", groups: [interfaceGroup(all, unfolded), ...groups] };
}

/** Moves an entry to the front of a group; one that was cut off takes the place of the last. */
function withFirst(entry: Entry, { hits, ...group }: Group): Group {
  const own = hits.find((hit) => hit.entry === entry) ?? { entry, also: [] };
  return { ...group, hits: [own, ...hits.filter((hit) => hit !== own)].slice(0, hits.length) };
}

/**
 * What is said of a name that no record has: what headers say, then what has parts of it. For a plain word that no
 * header has either, the text result, and the interfaces that it is a part of.
 */
export async function withoutInterface(
  asked: AskedIdentifier,
  found: TextResult,
  { matcher, interfaces, releaseDays }: Library,
  { headerNames, isCall }: IdentifierSources,
  unfolded: readonly Kind[],
): Promise<TextResult & { absent?: AbsentIdentifier }> {
  const { name, rows, certain } = asked;
  const like = interfaces.like(name);
  const group = like.length === 0 ? [] : [interfaceGroup(like, unfolded)];
  const isConstant = /^[A-Z][A-Z0-9_]*$/.test(name);
  const isNamed = matcher.named(name).ids.length > 0;
  const asText: TextResult = {
    ...found,
    groups: isConstant && !isNamed ? [...group, ...found.groups] : [...found.groups, ...group],
  };
  // The name of another page, such as that of a manual page: what is found is about it.
  if (isNamed) return asText;
  if (!certain && !isConstant && !isCall(name)) return asText;
  const table = rows.length === 0 ? null : await headerNames(name).catch(() => undefined);
  const row = table?.find(rows);
  if (!certain && !row) return asText;
  return {
    ...found,
    groups: row ? [interfaceGroup([rowEntry(row, releaseDays)], unfolded)] : [],
    absent: {
      name,
      headers: row ? "listed" : table === null ? null : table ? "none" : "unread",
      parts: [...group, ...found.groups].flatMap(partsOf),
    },
  };
}

/** An interface that no record describes, as the headers show it. */
function rowEntry(row: NameRow, releaseDays: ReadonlyMap<string, string | null>): Entry {
  const since = sinceOfRow(row);
  const bracket = bracketInWords(since);
  return {
    kind: "interface",
    path: headerPath(row),
    title: shortName(row.name),
    summary: `not described here; ${row.header === "" ? "system call" : row.header}`,
    releases: since.as === "release" ? [[since.release, releaseDays.get(since.release) ?? null]] : [],
    ...(bracket === undefined ? {} : { bracket }),
    evidence: ["fact", "fact, headers"],
  };
}

function partsOf({ kind, hits, ...group }: Group): Group[] {
  if (kind === "release") return [];
  return [{ ...group, kind, hits: hits.map(({ entry, also }) => ({ entry: withoutRelease(entry), also })) }];
}

function withoutRelease({
  releases: _,
  evidence: _e,
  contradicted: _c,
  unreleasedAsOf: _u,
  bracket: _b,
  complete: _co,
  alsoReleases: _a,
  verified: _v,
  ...entry
}: Entry): Entry {
  return entry;
}
