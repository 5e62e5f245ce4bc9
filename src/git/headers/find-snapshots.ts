// Over 250 lines: every way in which an import tells its release, and what is left out, judged in one pass.
import {
  compareReleases,
  releaseOfCandidate,
  seriesOf,
  type TagShapes,
  tagKinds,
  WRITTEN_RELEASE,
} from "../../domain/release.ts";
import { CloneRefused } from "../process/git-error.ts";
import { gitOutput } from "../process/git-output.ts";
import type { Clone } from "../process/open-clone.ts";
import { type Declared, openRepository } from "../releases/open-repository.ts";
import { readRefs } from "../releases/refs.ts";
import { readBlobs } from "../trees/read-blobs.ts";
import { entriesAt } from "../trees/read-trees.ts";
import { type HeaderHistory, type MainlineReleases, pathsOf, type Snapshot } from "./history.ts";
import { importCheck } from "./judge-import.ts";

export interface SnapshotOptions {
  /** The kernel: the shapes of its tags, how to recognise a clone of it. */
  shapes: TagShapes;
  identity: Declared;
  /** Its releases in order, with their days. */
  releases: MainlineReleases;
  /** Gets sentences about imports that are left out. */
  note: (sentence: string) => void;
}

/** An import, and what it says it is of. */
interface Import {
  commit: string;
  /** Day of the commit in UTC, YYYY-MM-DD; null for a tag, which is judged with the other tags. */
  day: string | null;
  label: string;
  mayBeCandidate?: true;
}

/** A history with more imports than this is none of releases. */
const MOST_IMPORTS = 5000;

/** The commit at the tip of the branch of a header history. @throws CloneRefused when there is no such branch */
export async function tipOf(clone: Clone, { branch }: HeaderHistory): Promise<string> {
  const refs = await readRefs(clone);
  const names = branch === undefined ? ["HEAD"] : [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
  const found = names.map((name) => refs.find((ref) => ref.name === name)).find((ref) => ref !== undefined);
  if (!found) throw new CloneRefused(`${clone.name} has no branch ${JSON.stringify(branch)}.`);
  return found.oid;
}

/**
 * The imports of a header history in the order of releases. Where a release was imported more than once, as after a
 * revert, the newest import counts; imports out of order, or too early for their release, are named and left out.
 * @throws CloneRefused when the branch is missing, or no import says its release
 * @throws GitError when git fails
 * @example (await findSnapshots(clone, bionic, options)).at(-1)?.label // "v6.12"
 */
export async function findSnapshots(
  clone: Clone,
  history: HeaderHistory,
  options: SnapshotOptions,
): Promise<Snapshot[]> {
  const snapshots =
    history.release.by === "day"
      ? daySnapshots(await firstParents(clone, await tipOf(clone, history)), options.releases)
      : inOrder(
          clone,
          inTime(clone, await findImports(clone, history, options), options),
          options.note,
        ).flatMap((each) => snapshotOf(each, history, options));
  if (snapshots.length === 0) {
    throw new CloneRefused(`${clone.name} has no import of ${history.id} that says which release it is of.`);
  }
  return snapshots;
}

async function findImports(
  clone: Clone,
  history: HeaderHistory,
  { shapes, identity, releases, note }: SnapshotOptions,
): Promise<Import[]> {
  const { release } = history;
  if (release.by === "tags") {
    const repository = await openRepository(clone.name, {
      shapes,
      identity,
      // Tags of stable releases are not used.
      known: { releases, stableDate: () => undefined },
      note,
    });
    return repository.tags
      .filter(({ kind }) => kind === "release")
      .map(({ name, oid }) => ({ commit: oid, day: null, label: name }));
  }
  const tip = await tipOf(clone, history);
  if (release.by === "subject") {
    const paths = history.files.flatMap(({ path }) => pathsOf(path, history.otherArchitectures));
    const commits = await commitsOf(clone, tip, paths);
    return commits.flatMap((each) => labelled(each, release.patterns, [each.subject]));
  }
  if (release.by !== "file") return [];
  const commits = await commitsOf(clone, tip, [release.path]);
  const entries = await entriesAt(
    clone.gitDirectory,
    commits.map(({ commit }) => ({ commit, path: release.path })),
  );
  const files = commits.flatMap((commit, at) => {
    const entry = entries[at];
    return entry?.type === "blob" ? [{ ...commit, blob: entry.oid }] : [];
  });
  const imports: Import[] = [];
  const blobs = files.map(({ blob }) => blob);
  await readBlobs(clone.gitDirectory, blobs, LONGEST_RELEASE_FILE, (place, content) => {
    if (!("bytes" in content)) return;
    const lines = content.bytes.toString("latin1").split("\n");
    const file = files[place];
    if (file) imports.push(...labelled(file, release.patterns, lines));
  });
  return imports;
}

const LONGEST_RELEASE_FILE = 1_000_000; // bytes

interface ListedCommit {
  commit: string;
  /** Of the committer in UTC, YYYY-MM-DD. */
  day: string;
  subject: string;
}

/** Commits that changed the paths, oldest first. */
async function commitsOf(clone: Clone, tip: string, paths: readonly string[]): Promise<ListedCommit[]> {
  const args = ["log", "--topo-order", "--reverse", "--no-color", "--no-notes", "--no-show-signature"];
  const found: ListedCommit[] = [];
  await gitOutput(
    clone.gitDirectory,
    [...args, "--format=%H %ct %s", "-z", tip, "--", ...paths],
    "",
    (buffer) => {
      const end = buffer.lastIndexOf(0) + 1;
      for (const line of buffer.toString("utf8", 0, end).split("\0").slice(0, -1)) {
        const [commit = "", time = ""] = line.split(" ", 2);
        const subject = line.slice(commit.length + time.length + 2);
        found.push({ commit, day: dayOf(Number(time)), subject });
      }
      return end;
    },
  );
  return found;
}

/** The last day that can be written, for a time that is beyond all days. */
const LAST_DAY = 253_402_300_799; // seconds

function dayOf(seconds: number): string {
  return new Date(Math.min(seconds, LAST_DAY) * 1000).toISOString().slice(0, "YYYY-MM-DD".length);
}

/** The commits of the first-parent chain with their committer's time in seconds, oldest first. */
async function firstParents(clone: Clone, tip: string): Promise<{ commit: string; time: number }[]> {
  const found: { commit: string; time: number }[] = [];
  await gitOutput(
    clone.gitDirectory,
    ["log", "--first-parent", "--no-color", "--no-notes", "--no-show-signature", "--format=%H %ct", tip],
    "",
    (buffer) => {
      const end = buffer.lastIndexOf(0x0a) + 1;
      for (const line of buffer.toString("latin1", 0, end).split("\n").slice(0, -1)) {
        found.push({ commit: line.slice(0, 40), time: Number(line.slice(41)) });
      }
      return end;
    },
  );
  return found.reverse();
}

/**
 * Two snapshots a release: the tree before its day, which the release has whole, and the tree after its day, which
 * has the release whole. What came on the day itself is certain of neither.
 */
function daySnapshots(
  chain: readonly { commit: string; time: number }[],
  releases: MainlineReleases,
): Snapshot[] {
  /** The latest time up to each commit, so that one with a wrong clock shifts no other. */
  let latest = 0;
  const times = chain.map(({ time }) => {
    latest = Math.max(latest, time);
    return latest;
  });
  const snapshots = releases.flatMap(({ version, date }): Snapshot[] => {
    const day = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`) / 1000;
    const before = times.findLastIndex((time) => time < day);
    const after = times.findIndex((time) => time >= day + 86_400) - 1;
    const [first, last] = [chain[before], chain[after]];
    // Without a later commit the history may end before the release.
    if (!first || !last) return [];
    return [
      { commit: first.commit, label: version, kind: "release", proves: version, refutes: null },
      { commit: last.commit, label: version, kind: "release", proves: null, refutes: version },
    ];
  });
  const newest = snapshots.at(-1);
  const tip = chain.at(-1);
  if (!newest || !tip || tip.commit === newest.commit) return snapshots;
  // What came after the newest release: of no release yet, but absent before.
  const label = `after ${newest.label}`;
  return [...snapshots, { commit: tip.commit, label, kind: "candidate", proves: null, refutes: null }];
}

function labelled(
  { commit, day }: { commit: string; day: string },
  patterns: readonly string[],
  lines: readonly string[],
): Import[] {
  for (const pattern of patterns) {
    const regexp = expressionOf(pattern);
    for (const line of lines) {
      const match = line.length > 1000 ? null : regexp.exec(line);
      const label = match?.groups?.["code"]
        ? releaseOfCode(Number(match.groups["code"]))
        : match?.groups?.["release"];
      if (label === undefined) continue;
      const tag = label.startsWith("v") ? label : `v${label}`;
      return [
        { commit, day, label: tag, ...(match?.groups?.["code"] ? { mayBeCandidate: true as const } : {}) },
      ];
    }
  }
  return [];
}

const RELEASE = `(?<release>${WRITTEN_RELEASE})`;

/** "{release}" and "{code}" match, everything else stands for itself; a release ends where the pattern goes on. */
function expressionOf(pattern: string): RegExp {
  const source = pattern
    .split(/(\{release\}|\{code\})/)
    .map((part) => {
      if (part === "{release}") return RELEASE;
      return part === "{code}" ? "(?<code>\\d{1,9})" : part.replace(/[.\\*+?[\](){}^$|]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^\\s*${source}(?![\\w.-]*\\w)`);
}

/** "v6.12" of 396288. */
function releaseOfCode(code: number): string {
  const numbers = [code >> 16, (code >> 8) & 255, code & 255];
  return `v${(numbers[0] ?? 0) >= 3 && numbers[2] === 0 ? numbers.slice(0, 2).join(".") : numbers.join(".")}`;
}

/** Without the imports whose commit's date contradicts the release that they say. */
function inTime(
  clone: Clone,
  imports: readonly Import[],
  { shapes, releases, note }: SnapshotOptions,
): Import[] {
  const check = importCheck(releases, dayOf(Date.now() / 1000));
  const kindOf = tagKinds(shapes);
  return imports.filter(({ commit, day, label, mayBeCandidate }) => {
    const kind = kindOf(label);
    const reason =
      day === null || kind === null
        ? null
        : check({ label, kind, day, ...(mayBeCandidate && { mayBeCandidate }) });
    if (reason !== null) note(`${clone.name}: ${commit} says ${label}, but ${reason}; it is left out`);
    return reason === null;
  });
}

/** The newest import of each release, as far as they are in the order of releases. */
function inOrder(clone: Clone, imports: readonly Import[], note: (sentence: string) => void): Import[] {
  const newest = new Map(imports.slice(-MOST_IMPORTS).map((each) => [each.label, each]));
  const listed = imports.filter((each) => newest.get(each.label) === each);
  const kept = longestRising(listed);
  for (const { label, commit } of listed.filter((each) => !kept.includes(each))) {
    note(`${clone.name}: ${commit} says ${label}, out of order; it is left out`);
  }
  return kept;
}

/** The longest part of a list that is in the order of releases. */
function longestRising(list: readonly Import[]): Import[] {
  const length: number[] = [];
  const previous: number[] = [];
  list.forEach(({ label }, at) => {
    length[at] = 1;
    previous[at] = -1;
    for (let before = 0; before < at; before += 1) {
      const longer = (length[before] ?? 0) + 1;
      if (longer > (length[at] ?? 0) && compareReleases(list[before]?.label ?? "", label) < 0) {
        length[at] = longer;
        previous[at] = before;
      }
    }
  });
  const kept: Import[] = [];
  for (let at = length.lastIndexOf(Math.max(0, ...length)); at >= 0; at = previous[at] ?? -1) {
    const each = list[at];
    if (each) kept.unshift(each);
  }
  return kept;
}

function snapshotOf(
  { commit, label, mayBeCandidate }: Import,
  history: HeaderHistory,
  { shapes, releases }: SnapshotOptions,
): Snapshot[] {
  const kind = tagKinds(shapes)(label);
  if (kind === null || history.untrusted.includes(label)) return [];
  const base = { commit, label, kind, ...(mayBeCandidate && { mayBeCandidate }) };
  if (kind === "release") return [{ ...base, proves: label, refutes: label }];
  // A stable release may have what came later, but lacks nothing that its base has.
  if (kind === "stable") return [{ commit, label, kind, proves: null, refutes: seriesOf(label) }];
  const release = releaseOfCandidate(label);
  const before = releases.findLast(({ version }) => compareReleases(version, release) < 0)?.version ?? null;
  return [{ commit, label, kind, proves: release, refutes: before }];
}
