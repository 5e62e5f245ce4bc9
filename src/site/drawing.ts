import { scaleUtc } from "d3-scale";
import { filedUnder, headline, headlineInWords } from "../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { firstPosted } from "../model/promises.ts";
import { type FilterKeys, filterKeys } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { type Lane, lanes, type Mark } from "./lanes.ts";
import { changeHref } from "./links.ts";

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
  releases: { tag: string; x: number; isNamed: boolean }[];
}

/** Of a page's width, with room for the names of the lanes; of a column's, with one lane that needs no name. */
const BROAD = { width: 1320, left: 104 };
const NARROW = { width: 860, left: 14 };
const LONGEST_LABEL = 46;
/** The lane of changes that concern every namespace. */
const EVERY = "all";

/** The picture of all changes. */
export function wholePicture(): Drawing {
  const known = knowledge();
  return drawing(known.changes, known);
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
    return { tag, x, isNamed };
  });
}
