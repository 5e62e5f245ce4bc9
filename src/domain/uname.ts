import { seriesOf } from "./release.ts";
import { releaseOfUname } from "./uname-line.ts";

/** What content says of a line of kernels, as far as a name of a kernel is concerned. */
export interface LineNames {
  /** "el9", "ubuntu-22.04" */
  id: string;
  /** "Red Hat", "Ubuntu" */
  vendor: string;
  /** The mainline release it began with: "v5.14"; null: the first numbers of each of its kernels say it. */
  base: string | null;
  /** What people call it: "RHEL 9", "AlmaLinux 9". */
  names: readonly string[];
  /** A regular expression of its `uname -r`; its group `build` is the vendor's own number. */
  uname?: string | undefined;
  /** Whether the third number of its `uname -r` is the level of the stable series. */
  showsPatch?: boolean | undefined;
  /** Its minor releases with the build number each began with, the oldest first. */
  releases: readonly { version: string; build: string }[];
}

/** A line that a kernel may be of. */
export interface LineCandidate {
  line: string;
  base: string | null;
  /** The vendor's number: "427.13.1"; null: not said. */
  build: string | null;
  /** The minor release: "9.4"; null: the build lies between two, or none is said. */
  release: string | null;
  /** The minor releases around a build that is of none; null at an end: older or newer than all that are listed. */
  between: { after: string | null; before: string | null } | null;
}

/** A kernel as somebody names it. */
export interface NamedKernel {
  input: string;
  /**
   * release: a mainline or stable release (5.15.61). series: a series without a patch level (5.15.y).
   * vendor: `uname -r` of a vendor, or of a kernel with a suffix that no line has. name: a distribution (RHEL 9.4).
   * unknown: none of these.
   */
  form: "release" | "series" | "vendor" | "name" | "unknown";
  /** The mainline release that its numbers begin with: "v5.14"; null: not said. */
  base: string | null;
  /** Patch level of a stable series: 61; null: none is said, or a vendor's number hides it. */
  patch: number | null;
  /** Number of a release candidate: 3 of v6.1-rc3. */
  candidate: number | null;
  /** Whose kernel it is, where all lines that fit agree. */
  vendor: string | null;
  /** The vendor's own number, where all lines that fit agree. */
  build: string | null;
  /** The lines that fit, each; more than one cannot be told apart by the name. */
  candidates: LineCandidate[];
}

/** The kernel's own limit of `uname -r` (__NEW_UTS_LEN). */
const LONGEST_RELEASE = 64;
const LONGEST_INPUT = 400;
const NUMBER = "(?:0|[1-9]\\d{0,4})";
const BASE = new RegExp(`^(2\\.6\\.${NUMBER}|${NUMBER}\\.${NUMBER})(?:\\.(${NUMBER}))?`);
const BARE = new RegExp(`${BASE.source}(?:-rc([1-9]|1\\d))?(\\.[yx])?(\\+)?$`, "i");
/** A candidate that no release has had: there were at most ten of one (v3.1). */
const NO_CANDIDATE = new RegExp(`${BASE.source}-rc\\d+$`, "i");

/**
 * A reader of kernels: of `uname -r` and `uname -a`, and of what people type for a kernel.
 * It never throws, and looks at most at 64 characters of a release, so its time is bounded.
 * @param lines the lines of content/kernels
 * @example
 * kernelReader(lines)("5.14.0-427.13.1.el9_4.x86_64").candidates
 * // [{ line: "el9", base: "v5.14", build: "427.13.1", release: "9.4", between: null }]
 * kernelReader(lines)("5.14.21").candidates // []: bare numbers name no distribution
 */
export function kernelReader(lines: readonly LineNames[]): (text: string) => NamedKernel {
  const patterns = lines.flatMap((line) =>
    line.uname === undefined ? [] : [{ line, pattern: new RegExp(line.uname) }],
  );
  const named = new Map<string, LineNames[]>();
  for (const line of lines) {
    for (const name of [line.id, ...line.names]) {
      const key = plainName(name);
      const own = named.get(key) ?? [];
      if (!own.includes(line)) named.set(key, [...own, line]);
    }
  }
  return (text) => {
    const { name, release } = partsOf(text);
    const none = nothing(text);
    const byName = name === "" ? undefined : candidatesByName(name, named);
    if (release === null) return byName === undefined ? none : kernelOf(none, "name", byName, lines);
    const bare = name === "" ? bareRelease(none, release) : null;
    if (bare) return bare;
    if (name === "" && NO_CANDIDATE.test(release)) return none;
    const [numbers = "", base, patch] = BASE.exec(release) ?? [];
    if (base === undefined || !/^(?:$|[-+_~]|\.[a-z0-9])/i.test(release.slice(numbers.length))) return none;
    const fitting = patterns.flatMap(({ line, pattern }) => {
      const match = pattern.exec(release);
      return match ? [candidate(line, match.groups?.["build"] ?? null, `v${base}`)] : [];
    });
    const both = byName && fitting.filter(({ line }) => byName.some((each) => each.line === line));
    const own = both && both.length > 0 ? both : fitting;
    const shows =
      own.length > 0 && own.every(({ line }) => lines.some((each) => each.id === line && each.showsPatch));
    const level = shows && patch !== undefined ? Number(patch) : null;
    return { ...kernelOf(none, "vendor", own, lines), base: `v${base}`, patch: level };
  };
}

/** A name in words and a release, of "Linux host 6.1.0-18-amd64 #1 SMP ..." or "Ubuntu 24.04 6.8.0-45-generic". */
function partsOf(text: string): { name: string; release: string | null } {
  if (text.length > LONGEST_INPUT) return { name: "", release: null };
  const line = text.trim().replace(/^["'`(]+|["'`),;]+$/g, "");
  const ofUname = releaseOfUname(line);
  const words = ofUname !== null ? [ofUname] : line.replace(/^(?:linux|kernel)(?:[ -]|$)+/i, "").split(/\s+/);
  const at = words.findIndex(
    (word) => /^v?\d+\.\d+\.\d+[-.+]/i.test(word) || (words.length === 1 && /^v?\d+\.\d/i.test(word)),
  );
  const release = words[at]?.replace(/^v/i, "") ?? null;
  const name = words.toSpliced(at, at < 0 ? 0 : 1).join(" ");
  return { name, release: release !== null && release.length > LONGEST_RELEASE ? null : release };
}

function nothing(input: string): NamedKernel {
  const none = { base: null, patch: null, candidate: null, vendor: null, build: null };
  return { input, form: "unknown", ...none, candidates: [] };
}

/** 5.15.61, v6.1-rc3, 5.4.y; a plus sign only says that the tree was modified. */
function bareRelease(none: NamedKernel, text: string): NamedKernel | null {
  const [, base, patch, rc, series] = BARE.exec(text) ?? [];
  if (base === undefined || (series !== undefined && patch !== undefined)) return null;
  const level = Number(patch ?? 0);
  // A candidate of a stable release is sure to have only what the level before it has.
  const isStable = rc !== undefined && level > 0;
  return {
    ...none,
    form: series === undefined ? "release" : "series",
    base: `v${base}`,
    patch: series === undefined ? level - Number(isStable) : null,
    candidate: rc === undefined || isStable ? null : Number(rc),
  };
}

function kernelOf(
  none: NamedKernel,
  form: NamedKernel["form"],
  candidates: LineCandidate[],
  lines: readonly LineNames[],
): NamedKernel {
  const agreed = <T>(values: readonly T[]) => (new Set(values).size === 1 ? (values[0] ?? null) : null);
  const ids = new Set(candidates.map(({ line }) => line));
  return {
    ...none,
    form,
    base: agreed(candidates.map(({ base }) => base)),
    vendor: agreed(lines.filter(({ id }) => ids.has(id)).map(({ vendor }) => vendor)),
    build: agreed(candidates.map(({ build }) => build)),
    candidates,
  };
}

function candidate(line: LineNames, build: string | null, own: string | null): LineCandidate {
  const base = line.base ?? own;
  const of = { line: line.id, base, build };
  if (build === null || line.releases.length === 0) return { ...of, release: null, between: null };
  const exact = line.releases.find((each) => compareBuilds(build, each.build) === 0);
  if (exact) return { ...of, release: exact.version, between: null };
  const after = line.releases.findLast((each) => compareBuilds(each.build, build) < 0)?.version ?? null;
  const before = line.releases.find((each) => compareBuilds(each.build, build) > 0)?.version ?? null;
  return { ...of, release: null, between: { after, before } };
}

/** "RHEL 9.4", and "el9:9.4" as addresses have it, are the minor release 9.4 of the line that is called "RHEL 9". */
function candidatesByName(
  name: string,
  named: ReadonlyMap<string, LineNames[]>,
): LineCandidate[] | undefined {
  const key = plainName(name);
  const whole = named.get(key);
  if (whole) return whole.map((line) => candidate(line, null, null));
  const [, id = "", version] = /^(.+):([^:]+)$/.exec(key) ?? [];
  const ofLine = (named.get(id) ?? []).flatMap((line) => {
    const release = line.releases.find((each) => each.version === version);
    return release ? [candidate(line, release.build, null)] : [];
  });
  if (ofLine.length > 0) return ofLine;
  const [, major = "", minor] = /^(.*\d)\.(\d{1,3})$/.exec(key) ?? [];
  const found = (named.get(major) ?? []).flatMap((line) => {
    const release = line.releases.find(({ version }) => version.split(".")[1] === minor);
    return release ? [candidate(line, release.build, null)] : [];
  });
  return found.length > 0 ? found : undefined;
}

/** Names are compared without case, spaces, hyphens and the word Linux: "AlmaLinux 9", "alma linux-9". */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\blinux\b|linux(?=[\s\d])/g, "")
    .replace(/[\s_-]+/g, "");
}

/**
 * Order of a vendor's builds, number by number. A build that another begins with equals it: "427" stands for every
 * build of that release.
 * @example compareBuilds("284.30.1", "362") // less than 0
 */
export function compareBuilds(a: string, b: string): number {
  const [left, right] = [a, b].map((build) => (build.match(/\d+/g) ?? []).map(Number)) as [
    number[],
    number[],
  ];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** "v5.15.61" of a kernel of a stable series, "v5.15" of a mainline release; null where the level is not known. */
export function releaseNamed({ base, patch, candidate }: NamedKernel): string | null {
  if (base === null || patch === null) return null;
  if (candidate !== null) return `${base}-rc${candidate}`;
  return patch === 0 ? seriesOf(base) : `${base}.${patch}`;
}
