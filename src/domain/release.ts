/** How a repository's tags look, N standing for any number and "3+" for 3 or more: "v3+.N" fits v4.14. */
export interface TagShapes {
  releaseTags: readonly string[];
  /** What a release candidate adds: "-rcN". Without it the repository has no candidates. */
  candidateSuffix?: string | undefined;
  stableTags: readonly string[];
}

const kinds = ["release", "candidate", "stable"] as const;
export type TagKind = (typeof kinds)[number];

/** The shapes of one kind of tag: ["v2.6.N-rcN", "v3+.N-rcN"] for candidates. */
export function shapesOf(
  { releaseTags, candidateSuffix, stableTags }: TagShapes,
  kind: TagKind,
): readonly string[] {
  if (kind === "release") return releaseTags;
  if (kind === "stable") return stableTags;
  return candidateSuffix === undefined ? [] : releaseTags.map((shape) => shape + candidateSuffix);
}

/**
 * Returns a function that gives the kind of a tag, or null for a tag that is no release.
 * @example tagKinds({ releaseTags: ["v3+.N"], candidateSuffix: "-rcN", stableTags: [] })("v4.14-rc1"); // "candidate"
 */
export function tagKinds(shapes: TagShapes): (tag: string) => TagKind | null {
  // With the shapes vN.N and v2.6.N, v2.6.24 is a release though it fits the stable vN.N.N: releases go first.
  const tests = kinds.map((kind) => ({
    kind,
    patterns: shapesOf(shapes, kind).map((shape) => new RegExp(`^${sourceOf(shape)}$`)),
  }));
  return (tag) => tests.find(({ patterns }) => patterns.some((each) => each.test(tag)))?.kind ?? null;
}

/** The source of a regular expression that finds the tags of these repositories in a text. */
export function tagPattern(repositories: readonly TagShapes[]): string {
  const shapes = repositories.flatMap((each) => kinds.flatMap((kind) => shapesOf(each, kind)));
  // Without any shape nothing matches, not even the empty text.
  return shapes.length === 0 ? "(?!)" : `(?:${[...new Set(shapes)].map(sourceOf).join("|")})`;
}

/** Numbers without leading zeros; everything else stands for itself. */
function sourceOf(shape: string): string {
  return shape
    .replace(/[.\\*?[\](){}^$|]/g, "\\$&")
    .replaceAll("N", "(?:0|[1-9]\\d{0,5})")
    .replace(/(\d)\+/g, "(?:[$1-9]|[1-9]\\d{1,5})");
}

/** The shape of a tag, with N for each number: "vN.N-rcN" of v4.14-rc1. */
export function shapeOf(tag: string): string {
  return tag.replace(/\d+/g, "N");
}

/**
 * Reads a release as people write it: 4.14, "linux 4.14" and V4.14 as v4.14, libcap-2.26 as it is.
 * @param isTag whether a text is a release tag of some repository
 */
export function tagMeant(text: string, isTag: (tag: string) => boolean): string | undefined {
  const written = text.trim().toLowerCase();
  const version = written.replace(/^linux[- ]?/, "");
  return [written, version, `v${version}`].find(isTag);
}

/** Pattern of a kernel version in a text: "5.6", "4.14.3", "2.6.32.4", "5.10-rc1". */
export const VERSION = "\\d{1,3}(?:\\.\\d{1,3}){1,3}(?:-rc\\d{1,2})?";
/** Pattern of a version with or without the v of its tag. */
export const WRITTEN_RELEASE = `v?${VERSION}`;

const RELEASE_LINE = new RegExp(
  `^(?:(?:since|in|from) )?(?:(?:linux|kernel|mainline)(?: (?:kernel|version|release)){0,2}[ -]?)?(${WRITTEN_RELEASE})\\+?$`,
  "i",
);

/**
 * The tag of the kernel release that a line names and nothing else: v5.6 for "Linux 5.6", "5.6", "since v5.6" and
 * "5.6.0", as `uname -r` prints it.
 */
export function releaseIn(line: string): string | null {
  const written = RELEASE_LINE.exec(line)?.[1]?.toLowerCase().replace(/^v/, "");
  return written === undefined ? null : `v${written.replace(/^([3-9]|\d{2})(\.\d+)\.0(?=$|-rc)/, "$1$2")}`;
}

/** The release of a candidate: v4.14 for v4.14-rc1 and for v4.14. */
export function releaseOfCandidate(tag: string): string {
  return tag.replace(/-rc\d+$/, "");
}

/** The mainline release of a stable series: v5.15 for v5.15.13, v2.6.32 for v2.6.32.5; for other tags the tag itself. */
export function seriesOf(release: string): string {
  return /^v(?:2\.6\.\d+|\d+\.\d+)/.exec(release)?.[0] ?? release;
}

/**
 * Order of release tags as they came out: by number, part by part (v2.6.9 < v2.6.10, v2.6.39 < v3.0,
 * v4.20 < v5.0), a candidate before its release. A stable release v4.14.3 comes between v4.14 and v4.15.
 * @returns less than 0, 0 or more than 0, for sort()
 */
export function compareReleases(a: string, b: string): number {
  return compareParts(parts(a), parts(b));
}

/** Sorted by compareReleases, then by name; each name is parsed once. */
export function sortedByRelease<T extends { name: string }>(tags: readonly T[]): T[] {
  return tags
    .map((tag) => ({ tag, parts: parts(tag.name) }))
    .sort((a, b) => compareParts(a.parts, b.parts) || (a.tag.name < b.tag.name ? -1 : 1))
    .map(({ tag }) => tag);
}

interface Parts {
  numbers: number[];
  candidate: number;
}

function compareParts(left: Parts, right: Parts): number {
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = (left.numbers[at] ?? -1) - (right.numbers[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.candidate - right.candidate;
}

/** By tag: sorting compares the same few tags again and again. */
const parsed = new Map<string, Parts>();

function parts(tag: string): Parts {
  const found = parsed.get(tag);
  if (found) return found;
  const [name = "", candidate] = tag.split("-rc", 2);
  const made = {
    numbers: (name.match(/\d+/g) ?? []).map(Number),
    candidate: candidate === undefined ? Number.MAX_SAFE_INTEGER : Number(candidate),
  };
  parsed.set(tag, made);
  return made;
}
