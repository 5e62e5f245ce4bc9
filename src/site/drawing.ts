import { scaleUtc } from "d3-scale";
import type { Evidence } from "../model/evidence.ts";
import type { Knowledge } from "../model/knowledge.ts";
import type { FilterKeys } from "./change-lists.ts";
import { type Lane, lanes, type Mark } from "./lanes.ts";
import { releaseHref } from "./links.ts";

export interface DrawnMark extends Mark {
  href: string;
  /** How its release is known; undefined for what has none. */
  evidence: Evidence | undefined;
  /** What a filter narrows by; undefined where the page has none. */
  keys: FilterKeys | undefined;
  /** The tooltip of the mark. */
  title: string;
}

export interface Drawing {
  width: number;
  size: Frame["size"];
  /** Pixels between neighbours of a row. */
  margin: number;
  lanes: Lane<DrawnMark>[];
  years: { year: number; x: number }[];
  /** Every release; `isNamed` where there is room for the name. */
  releases: { tag: string; href: string; x: number; isNamed: boolean }[];
}

/** What the picture spans, and its lanes from top to bottom. */
export interface Frame {
  lanes: readonly string[];
  /** Dated releases in order: the first begins the picture, the last ends it. */
  releases: readonly { version: string; date: string }[];
  /** Of a page's width with names of lanes at the left, of a page's width without, or of a column's. */
  size: "named" | "broad" | "column";
}

const sizes = {
  named: { width: 1320, left: 104 },
  broad: { width: 1320, left: 14 },
  column: { width: 860, left: 14 },
};
/** Pixels between a mark, its label and the next mark. */
const MARGIN = 10;
const LONGEST_LABEL = 46;

/** Dated releases of the mainline, oldest first. */
export function datedReleases({ corpus }: Knowledge): { version: string; date: string }[] {
  return corpus.releases.flatMap(({ version, date }) => (date ? [{ version, date }] : []));
}

/** Places marks on a picture. Those without a day are left out. */
export function drawing(marks: readonly DrawnMark[], { lanes: order, releases, size }: Frame): Drawing {
  const { width, left } = sizes[size];
  const [first, last] = [releases[0]?.date ?? "2005-06-17", releases.at(-1)?.date ?? "2026-01-01"];
  const scale = scaleUtc(
    [Date.parse(`${first.slice(0, 4)}-01-01`), Date.parse(last)],
    [left, width - 24],
  ).clamp(true);
  const x = (day: string) => Math.round(scale(Date.parse(day)) * 10) / 10;
  const drawable = marks.filter(({ proposed, merged }) => proposed !== undefined || merged !== undefined);
  const years = new Set(
    scale
      .ticks(24)
      .map((date) => `${date.getUTCFullYear()}-01-01`)
      .filter((day) => day >= first.slice(0, 4)),
  );
  return {
    width,
    size,
    margin: MARGIN,
    lanes: lanes(drawable, order, x, { width, margin: MARGIN, widthOf }),
    years: [...years].map((day) => ({ year: Number(day.slice(0, 4)), x: x(day) })),
    releases: named(releases.map(({ version, date }) => ({ tag: version, x: x(date) }))),
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
    const isNamed = x - last >= 52;
    if (isNamed) last = x;
    return { tag, href: releaseHref(tag), x, isNamed };
  });
}
