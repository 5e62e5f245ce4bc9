import { releaseOfCandidate, shapeOf, tagMeant } from "../../domain/release.ts";
import { distinct } from "../../domain/text.ts";
import { isThere } from "../../model/kernels/difference.ts";
import type { KernelVerdict } from "../../model/kernels/kernel-answer.ts";
import type { Entry } from "../index/entry.ts";
import type { Kernels, VerdictsByPath } from "../lookup/kernel-verdicts.ts";
import type { Filter } from "./parse-query.ts";
import type { Key } from "./query-keys.ts";
import { keys } from "./query-keys.ts";
import { chunksOf, nameTerm, termsOf } from "./words.ts";

export type Test = (entry: Entry) => boolean;

/** What filters need to know of all entries. */
export interface Directory {
  topics: Entry[];
  documents: Entry[];
  /** Mainline tags in version order, for ranges. */
  releases: string[];
  /** Every tag that some page has. */
  namedReleases: Set<string>;
  /** Their shapes: "vN.N", "libcap-N.N". */
  shapes: Set<string>;
  states: string[];
  /** What kernels have; only there for a query that names one. */
  kernels?: Kernels;
}

export function directoryOf(entries: readonly Entry[]): Directory {
  const namedReleases = new Set(entries.flatMap(tagsOf));
  const ofKind = (kind: Entry["kind"]) => entries.filter((entry) => entry.kind === kind);
  return {
    topics: ofKind("topic"),
    documents: ofKind("document"),
    releases: ofKind("release").flatMap(tagsOf),
    namedReleases,
    shapes: new Set([...namedReleases].map(shapeOf)),
    states: distinct(entries.map(({ status }) => status)).sort(),
  };
}

/** A filter, ready to use. */
export interface FilterTest {
  test: Test;
  /** Why its value is not understood. */
  note?: string;
  /** The answers for the kernel that it names. */
  verdicts?: VerdictsByPath | undefined;
}

/** Makes a test for entries. A filter with an unknown value matches nothing, and a note says why. */
export function filterTest(filter: Filter, directory: Directory): FilterTest {
  const { test, note, verdicts } = tests[filter.key](filter.value, directory);
  if (note !== undefined) return { test: filter.not ? () => true : () => false, note };
  return { test: filter.not ? (entry) => !test(entry) : test, verdicts };
}

interface Valid {
  test: Test;
  verdicts?: VerdictsByPath;
  note?: undefined;
}
/** The test, or why there is none. */
type Parsed = Valid | { test?: undefined; verdicts?: undefined; note: string };

const tests: Record<Key, (value: string, directory: Directory) => Parsed> = {
  tag: byTag,
  release: byRelease,
  since: byRange,
  status: byStatus,
  author: (value) => ({ test: ({ people = [] }) => people.some((name) => namesPerson(value, name)) }),
  interface: (value) => {
    const part = nameTerm(value);
    return {
      test: ({ interfaces = [] }) => part !== "" && interfaces.some((each) => nameTerm(each).includes(part)),
    };
  },
  has: byKernel(isThere),
  lacks: byKernel((verdict) => verdict === "lacks"),
  doc: byDocument,
  is: byState,
};

function byTag(value: string, { topics }: Directory): Parsed {
  const wanted = nameTerm(value);
  if (wanted === "all") return { test: ({ tags = [] }) => tags.includes("all") };
  const topic = topics.find(({ title, tags = [], aliases = [] }) =>
    [title, ...tags, ...aliases].some((name) => nameTerm(name) === wanted),
  );
  const [id = ""] = topic?.topics ?? [];
  if (topic) return { test: (entry) => entry.topics?.includes(id) ?? false };
  const known = topics.flatMap(({ topics: ids = [] }) => ids);
  return { note: `No tag “${value}”. Tags are ${known.join(", ")}, all.` };
}

function byRelease(value: string, { namedReleases, releases, shapes }: Directory): Parsed {
  const tag = releaseTag(value, shapes);
  if (tag === undefined) return { note: notARelease(value) };
  if (!namedReleases.has(tag)) return { note: unknownRelease(tag, releases) };
  return { test: (entry) => tagsOf(entry).includes(tag) };
}

function byRange(value: string, { releases, shapes }: Directory): Parsed {
  const [from = "", to = ""] = value.split(/\.{2,}|…/, 2);
  const ends: number[] = [];
  for (const [end, otherwise] of [
    [from, 0],
    [to, releases.length - 1],
  ] as const) {
    const tag = releaseTag(end, shapes);
    if (end !== "" && tag === undefined) return { note: notARelease(end) };
    const position = tag === undefined ? otherwise : releases.indexOf(tag);
    if (position < 0) return { note: unknownRelease(tag ?? "", releases) };
    ends.push(position);
  }
  const [first = 0, last = 0] = ends;
  const between = new Set(releases.slice(Math.min(first, last), Math.max(first, last) + 1));
  return { test: ({ releases: own = [] }) => own.some(([tag]) => between.has(tag)) };
}

function byStatus(value: string, { states }: Directory): Parsed {
  const wanted = nameTerm(value);
  const state = states.find((each) => nameTerm(each) === wanted);
  if (state === undefined) return { note: `No status “${value}”. Statuses are ${states.join(", ")}.` };
  return { test: ({ status }) => status === state };
}

function byDocument(value: string, { documents }: Directory): Parsed {
  const wanted = nameTerm(value);
  const words = termsOf(value);
  const found = documents.filter(({ title, documents: slugs = [] }) => {
    const terms = new Set(termsOf(title));
    return (
      slugs.some((slug) => nameTerm(slug).includes(wanted)) ||
      (words.length > 0 && words.every((word) => terms.has(word)))
    );
  });
  if (wanted === "" || found.length === 0) {
    return { note: `No source “${value}”. The page of sources lists them.` };
  }
  const slugs = new Set(found.flatMap(({ documents: own = [] }) => own));
  return { test: ({ documents: own = [] }) => own.some((slug) => slugs.has(slug)) };
}

function byKernel(isIt: (verdict: KernelVerdict) => boolean) {
  return (value: string, { kernels, releases }: Directory): Parsed => {
    const { verdicts, note = notAKernel(value) } = kernels?.ask(value, releases) ?? {};
    if (!verdicts) return { note };
    return { verdicts, test: ({ path }) => isIt(verdicts.get(path) ?? "unknown") };
  };
}

function byState(value: string): Parsed {
  const state = value.toLowerCase();
  if (state === "verified") return { test: ({ verified }) => verified === true };
  if (state === "disagreeing") return { test: ({ disagreeing }) => disagreeing === true };
  return { note: `“is:${value}” is unknown. “is:” takes ${keys.is.takes}.` };
}

/** Whether each typed word is a prefix of a word of the name. */
function namesPerson(asked: string, name: string): boolean {
  const parts = chunksOf(name).flatMap((chunk) => chunk.parts.map(({ term }) => term));
  const words = chunksOf(asked).flatMap((chunk) => chunk.parts.map(({ term }) => term));
  return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)));
}

/** The tag that is meant, if some page has a tag of that shape; a well-formed tag without pages gives no results. */
function releaseTag(text: string, shapes: ReadonlySet<string>): string | undefined {
  return tagMeant(text, (tag) => shapes.has(shapeOf(releaseOfCandidate(tag))));
}

function tagsOf({ releases = [], alsoReleases = [] }: Entry): string[] {
  return [...releases.map(([tag]) => tag), ...alsoReleases];
}

function notAKernel(value: string): string {
  return `What “${value}” has is not known here.`;
}

function notARelease(value: string): string {
  return `“${value}” is not a release. Write 4.14, v4.14-rc1, libcap-2.26, or a range such as since:4.10..4.18.`;
}

function unknownRelease(tag: string, releases: string[]): string {
  return `No page mentions release ${tag}; the newest known release is ${releases.at(-1) ?? "none"}.`;
}
