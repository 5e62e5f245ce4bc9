import { scaleUtc } from "d3-scale";
import { firstPosted } from "../knowledge/first-posted.ts";
import type { ChangeEntry, Knowledge } from "../knowledge/knowledge.ts";
import { landings } from "../knowledge/landings.ts";
import type { ChangeState } from "../schema/change.ts";
import { safeRelease } from "../timeline/first-release.ts";
import { type Lane, lanes, type Mark } from "../timeline/lanes.ts";

export interface ChangeMark extends Mark {
  entry: ChangeEntry;
  state: ChangeState;
  /** What a reader is told who points at the mark. */
  title: string;
}

export interface Drawing {
  width: number;
  /** Pixels from the left at which the lanes begin. */
  left: number;
  lanes: Lane<ChangeMark>[];
  years: { year: number; x: number }[];
  /** Releases with room for their name. */
  releases: { tag: string; x: number }[];
  /** Changes of which no day is known: they stand in the list alone. */
  undated: ChangeEntry[];
}

const WIDTH = 1320;
const LEFT = 104;
const LONGEST_LABEL = 46;
/** The lane of changes that concern every namespace. */
const EVERY = "all";

/**
 * Places changes on a picture from the first dated release to the newest.
 * @param lane where all of them shall stand, whatever their tags
 */
export function drawing(entries: ChangeEntry[], known: Knowledge, lane?: string): Drawing {
  const dated = known.corpus.releases.flatMap(({ version, date }) => (date ? [{ version, date }] : []));
  const [first, last] = [dated[0]?.date ?? "2005-06-17", dated.at(-1)?.date ?? "2026-01-01"];
  const scale = scaleUtc(
    [Date.parse(`${first.slice(0, 4)}-01-01`), Date.parse(last)],
    [LEFT, WIDTH - 12],
  ).clamp(true);
  const x = (day: string) => Math.round(scale(Date.parse(day)) * 10) / 10;
  const marks = entries.map((entry) => ({ ...markOf(entry, known), ...(lane ? { lane } : {}) }));
  const drawable = marks.filter(({ proposed, merged }) => proposed !== undefined || merged !== undefined);
  const order = [...known.corpus.topics.map(({ id }) => id), EVERY];
  return {
    width: WIDTH,
    left: LEFT,
    lanes: lanes(drawable, order, x, { width: WIDTH, margin: 10, character: 5.9 }),
    years: scale
      .ticks(24)
      .map((date) => ({ year: date.getUTCFullYear(), x: x(date.toISOString().slice(0, 10)) })),
    releases: spaced(dated.map(({ version, date }) => ({ tag: version, x: x(date) }))),
    undated: marks.filter((mark) => !drawable.includes(mark)).map(({ entry }) => entry),
  };
}

function markOf(entry: ChangeEntry, known: Knowledge): ChangeMark {
  const { record, since } = entry;
  const landed = landings(entry, known).find(({ type }) => type === "landed-as");
  const release = safeRelease(since.first) ?? (landed && safeRelease(landed.entry.since.first));
  const merged = (release && known.releaseDate(release)) ?? undefined;
  const proposed = firstPosted(entry, known);
  const story = [proposed && `proposed ${proposed}`, merged && `${release}, ${merged}`].filter(Boolean);
  return {
    id: record.slug,
    lane: record.tags.includes(EVERY) ? EVERY : (record.topics[0] ?? EVERY),
    label:
      record.title.length > LONGEST_LABEL
        ? `${record.title.slice(0, LONGEST_LABEL - 1).trimEnd()}…`
        : record.title,
    proposed,
    merged,
    entry,
    state: record.status.state,
    title: [record.title, record.status.state, ...story].join(" · "),
  };
}

/** Leaves out releases whose name would run into the one before. */
function spaced(releases: { tag: string; x: number }[]): { tag: string; x: number }[] {
  let last = Number.NEGATIVE_INFINITY;
  return releases.filter(({ x }) => {
    if (x - last < 44) return false;
    last = x;
    return true;
  });
}
