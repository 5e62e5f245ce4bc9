import { compareReleases } from "../domain/release.ts";
import { filedUnder, headline, type ReleaseAnswer } from "../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { firstPosted } from "../model/promises.ts";
import { type ChangeState, changeStates } from "../records/schema/change.ts";
import { knowledge } from "./content.ts";
import {
  changeLink,
  type LandedView,
  type LinkView,
  landedViews,
  type MarkView,
  markView,
  type ReleaseView,
  releaseView,
  type SinceView,
  type StateView,
  sinceView,
  stateView,
  type TagView,
  tagViews,
} from "./views.ts";

/** One change in a list. */
export interface EntryView extends LinkView {
  summary: string;
  tags: TagView[];
  /** The status; undefined where the release alone is the answer. */
  state: StateView | undefined;
  /** How its release is known. */
  mark: MarkView | undefined;
  landed: LandedView[];
  /** What the form above a list narrows it by. */
  keys: FilterKeys;
}

export interface FilterKeys {
  topics: string[];
  state: ChangeState;
  releases: string[];
}

/** Changes that came with one release; `release` undefined for those without one. */
export interface GroupView {
  release: ReleaseView | undefined;
  entries: EntryView[];
}

/** The choices of the form that narrows a list. */
export interface FilterView {
  tags: { id: string; name: string }[];
  states: ChangeState[];
  releases: string[];
  count: number;
}

/** A proposal and its outcome. */
export interface OutcomeView {
  link: LinkView;
  /** The day of the earliest posting that is known. */
  posted: string | undefined;
  state: StateView;
  own: SinceView | undefined;
  landed: LandedView[];
}

/** @param of which of its releases the mark is of; the first usable one without */
export function entryView(entry: ChangeEntry, known: Knowledge, of?: ReleaseAnswer): EntryView {
  const { record } = entry;
  const { status, showsStatus, first, landedAs } = headline(entry, known);
  const answer = of ?? first;
  return {
    ...changeLink(entry),
    summary: record.summary,
    tags: tagViews(record.tags, known),
    state: showsStatus ? stateView(status.state) : undefined,
    mark: answer && markView(answer),
    landed: landedViews(
      landedAs.filter(({ type }) => type !== "part-of"),
      known,
    ),
    keys: filterKeys(entry),
  };
}

export function filterKeys({ record, since }: ChangeEntry): FilterKeys {
  return { topics: record.topics, state: record.status.state, releases: since.first.releases };
}

/** Groups changes by the release they came with: what has none first, then as they are given. */
export function groupViews(changes: ChangeEntry[], known: Knowledge): GroupView[] {
  const groups = Map.groupBy(changes, (entry) => filedUnder(headline(entry, known).first)?.version);
  return [...groups].map(([release, entries]) => ({
    release: release === undefined ? undefined : releaseView(release, known),
    entries: entries.map((entry) => entryView(entry, known)),
  }));
}

function filterView(changes: ChangeEntry[], known: Knowledge): FilterView {
  const has = (test: (keys: FilterKeys) => boolean) => changes.some((entry) => test(filterKeys(entry)));
  return {
    tags: known.corpus.topics.filter(({ id }) => has(({ topics }) => topics.includes(id))),
    states: changeStates.filter((state) => has((keys) => keys.state === state)),
    releases: [...new Set(changes.flatMap((entry) => filterKeys(entry).releases))].sort((a, b) =>
      compareReleases(b, a),
    ),
    count: changes.length,
  };
}

export function outcomeView(entry: ChangeEntry, known: Knowledge): OutcomeView {
  const { status, first, landedAs } = headline(entry, known);
  return {
    link: changeLink(entry),
    posted: firstPosted(entry, known),
    state: stateView(status.state),
    own: first && sinceView(first, known),
    landed: landedViews(landedAs, known),
  };
}

/** Groups of one year, by the day of their release. */
export interface YearView {
  /** "2026"; undefined for changes without a dated release. */
  year: string | undefined;
  count: number;
  groups: GroupView[];
}

/** All changes, newest release first, also by year, with the form that narrows the list. */
export function changeList() {
  const known = knowledge();
  const groups = groupViews(known.changes, known);
  const years = [...Map.groupBy(groups, ({ release }) => release?.day?.slice(0, 4))];
  return {
    filter: filterView(known.changes, known),
    groups,
    years: years.map(
      ([year, own]): YearView => ({
        year,
        count: own.reduce((sum, { entries }) => sum + entries.length, 0),
        groups: own,
      }),
    ),
  };
}
