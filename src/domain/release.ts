/** The release that a candidate leads to; a release leads to itself. */
export function releaseOfCandidate(tag: string): string {
  return tag.replace(/-rc\d+$/, "");
}

/** The mainline release that a stable series began with: v5.15 of v5.15.13, v2.6.32 of v2.6.32.5; else the release itself. */
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

/** In that order, those that are equal in it by name; takes each name apart once. */
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

function parts(tag: string): Parts {
  const [name = "", candidate] = tag.split("-rc", 2);
  return {
    numbers: (name.match(/\d+/g) ?? []).map(Number),
    candidate: candidate === undefined ? Number.MAX_SAFE_INTEGER : Number(candidate),
  };
}

/**
 * The tag of a release as readers write it: 4.14, v4.14, V4.14-RC1, libcap-2.26.
 * @returns undefined for what can be no release
 */
export function releaseTag(text: string): string | undefined {
  const written = text.trim().toLowerCase();
  const [, version] = /^(?:linux[- ]?)?v?(\d{1,2}(?:\.\d{1,3}){1,2}(?:-rc\d{1,3})?)$/.exec(written) ?? [];
  if (version !== undefined) return `v${version}`;
  return /^libcap-\d\.\d{1,3}$/.test(written) ? written : undefined;
}
