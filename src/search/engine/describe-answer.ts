/** What an answer says in words, the same on the search page and in a terminal. */

import { shownDay } from "../../domain/day.ts";
import { shortHash } from "../../domain/hash.ts";
import { counted } from "../../domain/text.ts";
import type { Entry, Kind, ReleaseSummary } from "../index/entry.ts";
import type { LookupResult } from "../lookup/lookup.ts";
import type { Answer } from "./answer.ts";
import type { AbsentIdentifier } from "./identifier-answer.ts";

export const kindNames: Record<Kind, [one: string, many: string]> = {
  interface: ["Interface", "Interfaces"],
  change: ["Change", "Changes"],
  topic: ["Topic", "Topics"],
  commit: ["Commit", "Commits"],
  document: ["Source", "Sources"],
  release: ["Release", "Releases"],
};

/** A summary of an answer in a sentence or two, shown above the results and read out by screen readers. */
export function summarize(answer: Answer): string {
  const { text, look, groups, match, absent } = answer;
  if (absent) return summarizeAbsent(absent, groups[0]?.hits[0]?.entry);
  const found = groups.map(({ kind, found: number }) => count(number, kind)).join(", ");
  // "face" is probably a word: that no hash begins with it matters only if nothing else was found.
  const isRelevant = look && (look.reference.certain || look.rows.length > 0 || groups.length === 0);
  const lookup = isRelevant ? summarizeLookup(look) : undefined;
  if (groups.length === 0) return lookup ?? `No matches for “${text.trim()}”.`;
  if (match === "all") return lookup ? `${lookup} Text matches: ${found}.` : `${found}.`;
  const fallback =
    match === "similar" ? "No exact matches. Similar words" : "No page has all of these words. Some of them";
  return `${lookup ? `${lookup} ` : ""}${fallback}: ${found}.`;
}

/** The heading of what has parts of a name that no record has. */
export function partsHeading(kind: Kind, match: Answer["match"]): string {
  return `${kindNames[kind][1]} with ${match === "similar" ? "similar words" : "parts of this name"}`;
}

/** Says how much of a list is shown; undefined for the whole list. */
export function shareShown(shown: number, found: number): string | undefined {
  return shown < found ? `${shown} of ${found} shown. Add a word or a key to narrow the search.` : undefined;
}

/** A short text after a title. */
export interface Detail {
  as: "release" | "day" | "hash" | "state" | "tag" | "word" | "evidence";
  text: string;
  /** The date of a release. */
  day?: string;
  /** The modifier of a mark: the status of a change, or the kind of evidence. */
  mark?: string;
}

/** The details of an entry: its releases with their dates and evidence, its status, its tags. */
export function detailsOf(entry: Entry): Detail[] {
  const { kind, path, releases = [], date, posted, tags = [], status, statusWords } = entry;
  const details: Detail[] = [];
  if (kind === "release")
    details.push(...releases.map(([, day]): Detail => ({ as: "day", text: dateText(day) })));
  else details.push(...releaseDetails(entry));
  if (date !== undefined) details.push({ as: "day", text: shownDay(date) });
  if (posted !== undefined && releases.length === 0) {
    details.push({ as: "day", text: `posted ${shownDay(posted)}` });
  }
  if (kind === "commit") details.push({ as: "hash", text: hashIn(path) });
  if (status !== undefined && statusWords !== undefined) {
    details.push({ as: "state", text: statusWords, mark: status });
  }
  return [...details, ...tags.map((tag): Detail => ({ as: "tag", text: tag }))];
}

/** Releases with their dates, joined by "or" where sources disagree, then how they are known. */
export function releaseDetails({
  releases = [],
  evidence,
  unreleasedAsOf,
  bracket,
}: ReleaseSummary): Detail[] {
  const details = releases.flatMap(([tag, day], at): Detail[] => {
    const release: Detail = { as: "release", text: tag, day: dateText(day) };
    return at === 0 ? [release] : [{ as: "word", text: "or" }, release];
  });
  if (releases.length === 0 && unreleasedAsOf !== undefined) {
    details.push({ as: "word", text: `in no release up to ${unreleasedAsOf}` });
  }
  if (bracket !== undefined) details.push({ as: "word", text: bracket });
  if (evidence) details.push({ as: "evidence", text: evidence[1], mark: evidence[0] });
  return details;
}

function summarizeAbsent({ headers }: AbsentIdentifier, listed: Entry | undefined): string {
  const none = "No record has this identifier";
  if (headers === "none") return `${none}, and no header that was read defines it.`;
  if (headers === "unread") return `${none}. The table of header names could not be loaded.`;
  if (!listed) return `${none}.`;
  const [release] = listed.releases ?? [];
  return release
    ? `${none}: not described here; in the headers since ${release[0]} (${dateText(release[1])}).`
    : `${none}: not described here; ${listed.bracket}, by the headers.`;
}

function summarizeLookup({ reference, rows }: LookupResult): string {
  if (reference.type === "kernel") {
    return rows.length > 1
      ? `${rows.length} lines of kernels have this name.`
      : "This is the name of a kernel.";
  }
  if (reference.type === "address") {
    const isFlaw = /^cve-\d/i.test(reference.rest);
    if (rows.length === 0) return `No page cites ${isFlaw ? reference.rest.toUpperCase() : "this address"}.`;
    return `${isFlaw ? reference.rest.toUpperCase() : "This address"} is in the knowledge base.`;
  }
  const { prefix } = reference;
  if (rows.length === 1) return `One commit begins with ${prefix}.`;
  if (rows.length > 1) return `${rows.length} commits begin with ${prefix}.`;
  return prefix.length === 40
    ? `The commit ${prefix} is not in the knowledge base.`
    : `No commit in the knowledge base begins with ${prefix}.`;
}

function dateText(day: string | null): string {
  return day === null ? "date unknown" : shownDay(day);
}

function hashIn(path: string): string {
  return shortHash(path.slice("/commits/".length));
}

function count(number: number, kind: Kind): string {
  const [one, many] = kindNames[kind];
  return counted(number, one.toLowerCase(), many.toLowerCase());
}
