import { compareReleases } from "../domain/release.ts";
import { firstPosted } from "../model/first-posted.ts";
import { safeRelease } from "../model/first-release.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { landings } from "../model/landings.ts";
import { type ChangeState, changeStates } from "../records/schema/change.ts";
import { knowledge } from "./content.ts";
import {
  changeLink,
  type LinkView,
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
  /** Where it stands; undefined for what is merged. */
  state: StateView | undefined;
  landed: { link: LinkView; releases: ReleaseView[] }[];
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

/** A proposal and what became of it. */
export interface OutcomeView {
  link: LinkView;
  /** The day of the earliest posting that is known. */
  posted: string | undefined;
  state: StateView;
  own: SinceView | undefined;
  landed: { link: LinkView; since: SinceView }[];
}

export function entryView(entry: ChangeEntry, known: Knowledge): EntryView {
  const { record } = entry;
  return {
    ...changeLink(entry),
    summary: record.summary,
    tags: tagViews(record.tags, known),
    state: record.status.state === "merged" ? undefined : stateView(record.status.state),
    landed: landings(entry, known)
      .filter(({ type }) => type !== "part-of")
      .map(({ entry: other }) => ({
        link: changeLink(other),
        releases: other.since.first.releases.map((tag) => releaseView(tag, known)),
      })),
    keys: filterKeys(entry),
  };
}

export function filterKeys({ record, since }: ChangeEntry): FilterKeys {
  return { topics: record.topics, state: record.status.state, releases: since.first.releases };
}

/** Groups changes by the release they came with: what has none first, then as they are given. */
export function groupViews(changes: ChangeEntry[], known: Knowledge): GroupView[] {
  const groups = Map.groupBy(changes, ({ since }) => safeRelease(since.first));
  return [...groups].map(([release, entries]) => ({
    release: release === undefined ? undefined : releaseView(release, known),
    entries: entries.map((entry) => entryView(entry, known)),
  }));
}

export function filterView(changes: ChangeEntry[], known: Knowledge): FilterView {
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
  const { record, since } = entry;
  return {
    link: changeLink(entry),
    posted: firstPosted(entry, known),
    state: stateView(record.status.state),
    own: since.first.releases.length > 0 ? sinceView(since.first, known) : undefined,
    landed: landings(entry, known).map(({ entry: other }) => ({
      link: changeLink(other),
      since: sinceView(other.since.first, known),
    })),
  };
}

/** All changes, newest release first, with the form that narrows the list. */
export function changeList() {
  const known = knowledge();
  return { filter: filterView(known.changes, known), groups: groupViews(known.changes, known) };
}
