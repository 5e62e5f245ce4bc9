import { daysBetween } from "../domain/day.ts";
import type { DocumentRecord } from "../records/corpus.ts";
import type { RelationType } from "../records/schema/change.ts";
import { filedUnder, headline, releaseAnswer } from "./headline.ts";
import { bestKnown, type ChangeEntry, type Knowledge } from "./knowledge.ts";

/** When a change began, as far as known. Days are YYYY-MM-DD. */
export interface Beginning {
  /** The day of the first posting if that is known, else the earlier of `posted` and `written`. */
  day: string;
  /** The earliest posting that the record has. */
  posted: string | undefined;
  /** Whether that is known to be the first one. */
  isFirst: boolean;
  /** The author date of the first core commit; undefined where that of one core commit is not known. */
  written: string | undefined;
}

/** What an item became: its own change, or one that it landed as, was superseded by, or has as a part. */
export interface Outcome {
  entry: ChangeEntry;
  /** Its relation to the item; undefined for the item's own change. */
  type: RelationType | undefined;
  /** Days from the beginning to the release; undefined when one of the two is not known. */
  days: number | undefined;
  /** Whether they count from the beginning of this change, because that of the item itself is not known. */
  fromItsOwn: boolean;
  /** Whether they count from a posting that is known to be the first. */
  fromFirstPosting: boolean;
}

/** A change that a document lists, and what happened. */
export interface Promised {
  label: string;
  /** Position in the document's outline, counted from 1. */
  position: number;
  entry: ChangeEntry;
  begun: Beginning | undefined;
  /** Empty when it has not landed. */
  outcomes: Outcome[];
}

export interface PromisedSection {
  heading: string;
  items: Promised[];
}

/**
 * The changes that a document's outline lists, in its order, with what they became. Sections that differ only in the
 * number at the end of their heading ("Recent developments 2") are one.
 * @example promisedIn(talk, known)[0]?.items[0]?.outcomes // [{ entry, type: "landed-as", days: 314, ... }]
 */
export function promisedIn(document: DocumentRecord, known: Knowledge): PromisedSection[] {
  const sections: PromisedSection[] = [];
  let position = 0;
  for (const { heading: numbered, items } of document.outline) {
    const heading = numbered.replace(/ \d+$/, "");
    for (const { change, label } of items) {
      position += 1;
      const entry = change === undefined ? undefined : known.change(change);
      if (!entry) continue;
      if (sections.at(-1)?.heading !== heading) sections.push({ heading, items: [] });
      sections.at(-1)?.items.push(promised(entry, label, position, known));
    }
  }
  return sections;
}

function promised(entry: ChangeEntry, label: string, position: number, known: Knowledge): Promised {
  const begun = beginningOf(entry, known);
  const { first, landedAs } = headline(entry, known);
  const own = first ? [{ type: undefined, entry, first }] : [];
  const outcomes = [...own, ...landedAs].map(({ type, entry: came, first: its }): Outcome => {
    const from = begun ?? beginningOf(came, known);
    const day = filedUnder(its)?.day;
    return {
      entry: came,
      type,
      days: from && day ? daysBetween(from.day, day) : undefined,
      fromItsOwn: begun === undefined && came !== entry,
      fromFirstPosting: from?.isFirst ?? false,
    };
  });
  return { label, position, entry, begun, outcomes };
}

function beginningOf(entry: ChangeEntry, known: Knowledge): Beginning | undefined {
  const posting = earliestPosting(entry, known);
  const written = firstWritten(entry, known);
  const isFirst = posting?.first === true;
  const [day] = isFirst
    ? [posting.date]
    : [posting?.date, written].filter((each) => each !== undefined).sort();
  return day === undefined ? undefined : { day, posted: posting?.date, isFirst, written };
}

function firstWritten(entry: ChangeEntry, known: Knowledge): string | undefined {
  const cores = entry.record.commits.filter(({ role }) => role === "core");
  const written = cores.flatMap(({ sha }) => {
    const commit = known.commit(sha);
    const { value } = commit ? bestKnown(commit, "authorDate") : { value: null };
    return typeof value === "string" ? [value.slice(0, 10)] : [];
  });
  // With the day of one commit missing, another may be the first.
  return written.length === cores.length ? written.sort()[0] : undefined;
}

/**
 * The earliest posting of a record that has a day. A posting after the release, such as one of manual pages, did not
 * propose the change.
 */
function earliestPosting(entry: ChangeEntry, known: Knowledge) {
  const released = filedUnder(releaseAnswer(entry.since.first, known))?.day;
  return entry.record.patchsets
    .flatMap(({ date, first }) => (date === undefined ? [] : [{ date, first }]))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .find(({ date }) => !released || date <= released);
}

/** The day of the earliest posting that the record of a change has, YYYY-MM-DD; undefined where it has none. */
export function firstPosted(entry: ChangeEntry, known: Knowledge): string | undefined {
  return earliestPosting(entry, known)?.date;
}
