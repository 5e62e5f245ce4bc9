import { scaleUtc } from "d3-scale";
import { filedUnder, headline, headlineInWords } from "../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { firstPosted } from "../model/promises.ts";
import { changeList, type FilterKeys, filterKeys } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { changeHref, href, releaseHref } from "./links.ts";

export interface ChangeMark extends Mark {
  href: string;
  keys: FilterKeys;
  /** The tooltip of the mark. */
  title: string;
}

export interface Drawing {
  width: number;
  /** One lane without a name, in a column of a page. */
  isNarrow: boolean;
  /** Pixels from the left at which the lanes begin. */
  left: number;
  lanes: Lane<ChangeMark>[];
  years: { year: number; x: number }[];
  /** Every release; `isNamed` where there is room for the name. */
  releases: { tag: string; href: string; x: number; isNamed: boolean }[];
}

/** Of a page's width, with room for the names of the lanes; of a column's, with one lane that needs no name. */
const BROAD = { width: 1320, left: 104 };
const NARROW = { width: 860, left: 14 };
const LONGEST_LABEL = 46;
/** The lane of changes that concern every namespace. */
const EVERY = "all";

/** All changes in one picture, and as a list with the form that narrows both. */
export function timelinePage() {
  const known = knowledge();
  return { ...changeList(), picture: drawing(known.changes, known), changes: href("/changes/") };
}

/**
 * Places changes on a picture from the first dated release to the newest.
 * @param lane the one lane for all of them, whatever their tags
 */
export function drawing(entries: ChangeEntry[], known: Knowledge, lane?: string): Drawing {
  const { width, left } = lane === undefined ? BROAD : NARROW;
  const dated = known.corpus.releases.flatMap(({ version, date }) => (date ? [{ version, date }] : []));
  const [first, last] = [dated[0]?.date ?? "2005-06-17", dated.at(-1)?.date ?? "2026-01-01"];
  const scale = scaleUtc(
    [Date.parse(`${first.slice(0, 4)}-01-01`), Date.parse(last)],
    [left, width - 12],
  ).clamp(true);
  const x = (day: string) => Math.round(scale(Date.parse(day)) * 10) / 10;
  const marks = entries.map((entry) => ({ ...markOf(entry, known), ...(lane ? { lane } : {}) }));
  const drawable = marks.filter(({ proposed, merged }) => proposed !== undefined || merged !== undefined);
  const order = [...known.corpus.topics.map(({ id }) => id), EVERY];
  return {
    width,
    isNarrow: lane !== undefined,
    left,
    lanes: lanes(drawable, order, x, { width, margin: 10, widthOf }),
    years: scale
      .ticks(24)
      .map((date) => ({ year: date.getUTCFullYear(), x: x(date.toISOString().slice(0, 10)) })),
    releases: named(dated.map(({ version, date }) => ({ tag: version, x: x(date) }))),
  };
}

function markOf(entry: ChangeEntry, known: Knowledge): ChangeMark {
  const { record } = entry;
  const answer = headline(entry, known);
  const landed = answer.landedAs.find(({ type }) => type === "landed-as");
  const merged = filedUnder(answer.first)?.day ?? filedUnder(landed?.first)?.day ?? undefined;
  const proposed = firstPosted(entry, known);
  const story = [...(proposed ? [`proposed ${proposed}`] : []), headlineInWords(answer)];
  return {
    id: record.slug,
    lane: record.tags.includes(EVERY) ? EVERY : (record.topics[0] ?? EVERY),
    label: shortTitle(record.title),
    proposed,
    merged,
    href: changeHref(record.slug),
    keys: filterKeys(entry),
    title: [record.title, ...story].join(" · "),
  };
}

/** What of a title has room in the picture: without what it says in brackets or after a colon, else its first words. */
export function shortTitle(title: string): string {
  const candidates = [title, title.replace(/ \([^()]*\)$/, ""), title.replace(/: .*$/, "")];
  const fitting = candidates.find((each) => each.length <= LONGEST_LABEL);
  if (fitting !== undefined) return fitting;
  const beginning = title.slice(0, LONGEST_LABEL);
  const words = beginning.replace(/[\s,;:(]*\s\S*$/, "");
  return `${words}…`;
}

/**
 * Pixels of a label in eleven pixel letters. Fonts differ from reader to reader: these are the measures of DejaVu
 * Sans, wider than most.
 */
function widthOf(label: string): number {
  return Array.from(label, (letter) => {
    if (/[ijlftrI ,.:;'()[\]/|-]/.test(letter)) return 4.6;
    if (/[mwMW@…]/.test(letter)) return 10.8;
    return /[A-Z0-9<>]/.test(letter) ? 7.7 : 6.9;
  }).reduce((sum, each) => sum + each, 0);
}

/** A name that would run into the one before is left out. */
function named(releases: { tag: string; x: number }[]): Drawing["releases"] {
  let last = Number.NEGATIVE_INFINITY;
  return releases.map(({ tag, x }) => {
    const isNamed = x - last >= 44;
    if (isNamed) last = x;
    return { tag, href: releaseHref(tag), x, isNamed };
  });
}

/** One thing to draw: from the day it was proposed, if known, to the day it came out, if it did. */
export interface Mark {
  id: string;
  lane: string;
  label: string;
  /** Days, YYYY-MM-DD. At least one of the two is there. */
  proposed: string | undefined;
  merged: string | undefined;
}

/** The position of a mark: pixels from the left, and the row of its lane. */
export interface Placed<M extends Mark> {
  mark: M;
  row: number;
  /** From the proposal, or from the merge when that is all there is. */
  start: number;
  /** To the merge; the same as `start` when only one day is known. */
  end: number;
  /** The label is left of the mark, because it would exceed the right edge. */
  labelLeft: boolean;
}

export interface Lane<M extends Mark> {
  name: string;
  rows: number;
  placed: Placed<M>[];
}

export interface Sizes {
  width: number;
  /** Of the mark itself, and of the gap to its neighbour. */
  margin: number;
  /** Upper bound of the width of a label, in pixels. */
  widthOf(label: string): number;
}

/**
 * Puts marks into the rows of their lanes so that neither marks nor labels overlap: each takes the first row
 * that is free at its position, so dense periods get more rows instead of overlapping labels.
 * @param x the place of a day, in pixels
 * @param order names of the lanes, top to bottom; lanes without marks are left out
 */
export function lanes<M extends Mark>(
  marks: M[],
  order: string[],
  x: (day: string) => number,
  sizes: Sizes,
): Lane<M>[] {
  const byLane = Map.groupBy(marks, ({ lane }) => lane);
  return order.flatMap((name) => {
    const own = byLane.get(name);
    return own ? [{ name, ...pack(own, x, sizes) }] : [];
  });
}

function pack<M extends Mark>(marks: M[], x: (day: string) => number, sizes: Sizes): Omit<Lane<M>, "name"> {
  const wanted = marks
    .map((mark) => extent(mark, x, sizes))
    .sort((a, b) => a.from - b.from || (a.mark.id < b.mark.id ? -1 : 1));
  /** Where each row's last label ends. */
  const ends: number[] = [];
  const placed = wanted.map(({ from, to, ...rest }) => {
    const free = ends.findIndex((end) => end + sizes.margin <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    return { ...rest, row };
  });
  return { rows: ends.length, placed };
}

function extent<M extends Mark>(mark: M, x: (day: string) => number, { width, margin, widthOf }: Sizes) {
  const last = mark.merged ?? mark.proposed;
  if (last === undefined) throw new RangeError(`${mark.id}: a mark needs a day`);
  const end = x(last);
  const start = mark.proposed && mark.proposed < last ? x(mark.proposed) : end;
  const text = margin + widthOf(mark.label);
  const labelLeft = end + text > width;
  return {
    mark,
    start,
    end,
    labelLeft,
    from: labelLeft ? start - text : start - margin / 2,
    to: labelLeft ? end + margin / 2 : end + text,
  };
}
