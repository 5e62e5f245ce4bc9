import { compareReleases } from "../../domain/release.ts";
import type { DefinitionKind } from "./definition.ts";
import type { HeaderHistory, Snapshot } from "./history.ts";

/** A header as one snapshot has it. */
export interface HeaderFile {
  /** Its name in every snapshot, wherever its folder lies: "linux/fs.h". */
  header: string;
  /** From the root of the repository. */
  path: string;
  blob: string;
  /** It also holds what programs do not see. */
  isInternal: boolean;
  /** Programs get it. */
  isExported: boolean;
  /** Of an architecture whose names do not count. */
  isOther: boolean;
}

/** What one history shows of one name. */
export interface Observed {
  kind: DefinitionKind;
  name: string;
  /** The newest snapshot before the name that proves anything. */
  absent: Absence | null;
  /** The first snapshot that has it and proves a release. */
  present: Presence | null;
  /** The release of the first snapshot in which it is private, when that is before programs have it. */
  privateIn: string | null;
  /** The last snapshot with it and the first without, when it is in none after that. */
  gone: { last: Snapshot; first: Snapshot } | null;
  /** The header that has it last: "linux/fs.h". */
  header: string;
  /** What it stands for in the newest snapshot that has it. */
  value: string | null;
}

export interface Absence {
  snapshot: Snapshot;
  release: string;
  /** The header that lacks it; null: the header came with the name, which proves nothing by itself. */
  path: string | null;
  /** The system call that came with the header: what is of the call was not there before it. */
  withCall: string | null;
}

export interface Presence {
  snapshot: Snapshot;
  release: string;
  path: string;
  line: number;
  value: string | null;
  /** Its header also holds what programs do not see. */
  isInternal: boolean;
}

/** Snapshots from `from` to `to` in which a header defines a name in the same way. */
export interface Run {
  from: number;
  to: number;
  header: string;
  /** Where it stands, from each snapshot on that moved it. */
  lines: { from: number; line: number }[];
  value: string | null;
  isPrivate: boolean;
}

export interface Name {
  kind: DefinitionKind;
  name: string;
  runs: Run[];
  /** Its place in what the header defined before, valid in the change of that number. */
  before: { change: number; at: number };
  /** The same in what it defines now. */
  now: { change: number; at: number };
}

export interface Context {
  history: HeaderHistory;
  snapshots: readonly Snapshot[];
  /** The first snapshot that lists the headers that programs get; 0 where none has to. */
  firstList: number;
  fileOf: (header: string, snapshot: number) => HeaderFile | undefined;
  /** System calls that a snapshot is the first to have. */
  callsOf: (snapshot: number) => string[];
  /** Whether a snapshot has most of the headers of a later one. */
  isWhole: (snapshot: number, later: number) => boolean;
  /** Whether a header defines a name of a family in a snapshot. */
  hasFamily: (header: string, family: string, snapshot: number) => boolean;
  /** The headers of other, whole histories that define names of a family; null: none was read. */
  familyHeaders: Families | null;
}

/** Headers by the family of the names that they define. */
export type Families = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What names that belong together begin with.
 * @example familyOf("PIDFD_SELF_THREAD") // "PIDFD"
 */
export function familyOf(name: string): string {
  return /^_*([^_.]+)/.exec(name)?.[1] ?? name;
}

/** What the snapshots show of one name. */
export function observe({ kind, name, runs }: Name, context: Context): Observed {
  const { history, snapshots } = context;
  const exported = exportedRuns(kind, runs, context);
  const seen = exported.length > 0 ? exported : runs;
  const first = Math.min(...seen.map(({ from }) => from));
  const last = seen.reduce((newest, run) => (run.to > newest.to ? run : newest), seen[0] as Run);
  const hidden = Math.min(...runs.map(({ from }) => from));
  const next = snapshots[last.to + 1];
  return {
    kind,
    name,
    absent: kind === "call" && !history.x86Calls ? null : absence(name, runs, seen, first, context),
    present: presence(exported, context),
    privateIn: hidden < first || exported.length === 0 ? (snapshots[hidden]?.proves ?? null) : null,
    gone: next && !history.partial ? { last: snapshots[last.to] as Snapshot, first: next } : null,
    header: last.header,
    value: last.value,
  };
}

/**
 * The runs in which programs see a name. Before the first list of exported headers, programs copied any header: what that
 * list does not export counts as the kernel's own before it, too.
 */
function exportedRuns(kind: DefinitionKind, runs: readonly Run[], { firstList }: Context): Run[] {
  const shown = runs.filter(({ isPrivate }) => !isPrivate);
  return kind === "call" || isIn(shown, firstList) ? shown : shown.filter(({ to }) => to >= firstList);
}

/**
 * A header that was not there before proves nothing by bringing a name along. Neither does a snapshot in which the
 * kernel has the name for itself, or may have it in a header that the history lacks.
 */
function absence(
  name: string,
  runs: readonly Run[],
  seen: readonly Run[],
  first: number,
  context: Context,
): Absence | null {
  const { history, snapshots, fileOf, callsOf, isWhole } = context;
  const headers = seen.filter(({ from }) => from === first).map(({ header }) => header);
  let withoutHeader: Absence | null = null;
  for (let at = first - 1; at >= 0; at -= 1) {
    const snapshot = snapshots[at];
    if (!snapshot?.refutes || isIn(runs, at)) continue;
    const path = headers.map((header) => fileOf(header, at)?.path).find((each) => each !== undefined);
    if (path !== undefined) {
      const isDated = !headers.some((header) => history.apart.includes(header));
      const isProof = isDated && (!history.partial || !mayBeElsewhere(name, headers, at, context));
      return isProof ? { snapshot, release: snapshot.refutes, path, withCall: null } : null;
    }
    if (history.partial || !isWhole(at, first) || withoutHeader) continue;
    const oldest = Math.min(...runs.map(({ from }) => from));
    const withCall = runs
      .filter(({ from }) => from === first || from === oldest)
      .flatMap(({ from, header }) => callsOf(from).filter((call) => isOfCall(header, call)))[0];
    withoutHeader = { snapshot, release: snapshot.refutes, path: null, withCall: withCall ?? null };
  }
  return withoutHeader;
}

/**
 * Whether a name may stand in a header that a snapshot lacks: such a header has others of its family, and those that
 * have it later have none yet. PIDFD_SELF_THREAD came from linux/pidfd.h to linux/fcntl.h, which had no PIDFD_ before.
 */
function mayBeElsewhere(
  name: string,
  headers: readonly string[],
  at: number,
  { fileOf, hasFamily, familyHeaders }: Context,
): boolean {
  const family = familyOf(name);
  if (headers.some((header) => hasFamily(header, family, at))) return false;
  if (familyHeaders === null) return true;
  return [...(familyHeaders.get(family) ?? [])].some((header) => fileOf(header, at) === undefined);
}

/** Whether a header is named after a system call: linux/openat2.h, linux/landlock.h after landlock_create_ruleset. */
function isOfCall(header: string, call: string): boolean {
  const base = /([^/]+)\.h$/.exec(header)?.[1];
  return base !== undefined && (call === base || call.startsWith(`${base}_`));
}

function presence(exported: readonly Run[], { snapshots, fileOf }: Context): Presence | null {
  for (let at = 0; at < snapshots.length; at += 1) {
    const snapshot = snapshots[at];
    const run = exported.find(({ from, to }) => from <= at && at <= to);
    if (!snapshot?.proves || !run) continue;
    const kept = isKept(exported, at, snapshot.proves, snapshots);
    if (snapshot.kind === "candidate" ? kept !== true : snapshot.mayBeCandidate && kept === false) continue;
    const { path = "", isInternal = false } = fileOf(run.header, at) ?? {};
    const line = run.lines.findLast(({ from }) => from <= at)?.line ?? 1;
    return { snapshot, release: snapshot.proves, path, line, value: run.value, isInternal };
  }
  return null;
}

/** Whether the next snapshot that is not older than the release still has it; null where there is none. */
function isKept(
  exported: readonly Run[],
  from: number,
  release: string,
  snapshots: readonly Snapshot[],
): boolean | null {
  const at = snapshots.findIndex(({ label }, place) => place > from && compareReleases(label, release) >= 0);
  return at < 0 ? null : isIn(exported, at);
}

function isIn(runs: readonly Run[], at: number): boolean {
  return runs.some(({ from, to }) => from <= at && at <= to);
}
