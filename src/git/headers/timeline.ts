import { compareReleases } from "../../domain/release.ts";
import type { Definition, DefinitionKind } from "./definition.ts";
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
}

/** What one history shows of one name. */
export interface Observed {
  kind: DefinitionKind;
  name: string;
  /** The newest snapshot before the name that proves anything. */
  absent: Absence | null;
  /** The first snapshot that has it and proves a release. */
  present: Presence | null;
  /** The release of the first snapshot in which the kernel alone has it, when that is before programs have it. */
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
interface Run {
  from: number;
  to: number;
  header: string;
  /** Where it stands, from each snapshot on that moved it. */
  lines: { from: number; line: number }[];
  value: string | null;
  isPrivate: boolean;
}

interface OpenHeader {
  blob: string;
  runs: Map<string, Run>;
}

/**
 * Follows every name through the snapshots of one history. What a header defines is looked at only where the header
 * changed.
 * @param definitionsOf what a blob defines
 * @returns one entry a name
 */
export function followNames(
  history: HeaderHistory,
  snapshots: readonly Snapshot[],
  filesOf: (snapshot: number) => readonly HeaderFile[],
  definitionsOf: (blob: string) => readonly Definition[],
): Observed[] {
  const names = new Map<string, Run[]>();
  const places = new Map<string, (HeaderFile | undefined)[]>();
  let open = new Map<string, OpenHeader>();
  snapshots.forEach((_, at) => {
    const now = new Map<string, OpenHeader>();
    for (const file of filesOf(at)) {
      const { header, blob } = file;
      const before = open.get(header);
      now.set(
        header,
        before?.blob === blob ? before : change(names, before, header, blob, definitionsOf(blob), at),
      );
      const known = places.get(header) ?? [];
      known[at] = file;
      places.set(header, known);
    }
    for (const each of now.values()) for (const run of each.runs.values()) run.to = at;
    open = now;
  });
  /** System calls by the snapshot that has them first. */
  const calls = Map.groupBy(
    [...names].filter(([key]) => history.x86Calls && key.startsWith("call ")),
    ([, runs]) => Math.min(...runs.map(({ from }) => from)),
  );
  const context: Context = {
    history,
    snapshots,
    fileOf: (header, at) => places.get(header)?.[at],
    callsOf: (at) => (calls.get(at) ?? []).map(([key]) => key.slice("call ".length)),
    isWhole: (at, later) => 2 * filesOf(at).length >= filesOf(later).length,
  };
  return [...names].flatMap(([key, runs]) => observe(key, runs, context));
}

/** A header with new content: what it defines as before goes on. */
function change(
  names: Map<string, Run[]>,
  before: OpenHeader | undefined,
  header: string,
  blob: string,
  definitions: readonly Definition[],
  at: number,
): OpenHeader {
  const runs = new Map<string, Run>();
  for (const { kind, name, line, value, isPrivate } of definitions) {
    const key = `${kind} ${name}`;
    const own = runs.get(key);
    if (own && (own.isPrivate === isPrivate || isPrivate)) continue;
    const old = before?.runs.get(key);
    if (old && old.value === value && old.isPrivate === isPrivate) {
      runs.set(key, old);
      if (old.lines.at(-1)?.line !== line) old.lines.push({ from: at, line });
      continue;
    }
    const run = { from: at, to: at, header, lines: [{ from: at, line }], value, isPrivate };
    runs.set(key, run);
    const all = names.get(key);
    if (all) all.push(run);
    else names.set(key, [run]);
  }
  return { blob, runs };
}

interface Context {
  history: HeaderHistory;
  snapshots: readonly Snapshot[];
  fileOf: (header: string, snapshot: number) => HeaderFile | undefined;
  /** The system calls that a snapshot is the first to have. */
  callsOf: (snapshot: number) => string[];
  /** Whether a snapshot has most of the headers of a later one. */
  isWhole: (snapshot: number, later: number) => boolean;
}

function observe(key: string, runs: readonly Run[], context: Context): Observed[] {
  const { history, snapshots } = context;
  const exported = runs.filter(({ isPrivate }) => !isPrivate);
  const seen = exported.length > 0 ? exported : runs;
  const first = Math.min(...seen.map(({ from }) => from));
  const last = seen.reduce((newest, run) => (run.to > newest.to ? run : newest), seen[0] as Run);
  const hidden = Math.min(...runs.map(({ from }) => from));
  const [kind, name] = key.split(" ", 2) as [DefinitionKind, string];
  const next = snapshots[last.to + 1];
  return [
    {
      kind,
      name,
      absent: kind === "call" && !history.x86Calls ? null : absence(runs, seen, first, context),
      present: presence(exported, context),
      privateIn: hidden < first || exported.length === 0 ? (snapshots[hidden]?.proves ?? null) : null,
      gone: next && !history.partial ? { last: snapshots[last.to] as Snapshot, first: next } : null,
      header: last.header,
      value: last.value,
    },
  ];
}

/**
 * A header that was not there before proves nothing by bringing a name along. Neither does a snapshot in which the
 * kernel has the name for itself.
 */
function absence(
  runs: readonly Run[],
  seen: readonly Run[],
  first: number,
  { history, snapshots, fileOf, callsOf, isWhole }: Context,
): Absence | null {
  const headers = seen.filter(({ from }) => from === first).map(({ header }) => header);
  let withoutHeader: Absence | null = null;
  for (let at = first - 1; at >= 0; at -= 1) {
    const snapshot = snapshots[at];
    if (!snapshot?.refutes || isIn(runs, at)) continue;
    const path = headers.map((header) => fileOf(header, at)?.path).find((each) => each !== undefined);
    if (path !== undefined) return { snapshot, release: snapshot.refutes, path, withCall: null };
    if (history.partial || !isWhole(at, first) || withoutHeader) continue;
    const withCall = callsOf(first).find((call) => headers.some((header) => isOfCall(header, call))) ?? null;
    withoutHeader = { snapshot, release: snapshot.refutes, path: null, withCall };
  }
  return withoutHeader;
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
    if (snapshot.kind === "candidate" && !isKept(exported, at, snapshot.proves, snapshots)) continue;
    const { path = "", isInternal = false } = fileOf(run.header, at) ?? {};
    const line = run.lines.findLast(({ from }) => from <= at)?.line ?? 1;
    return { snapshot, release: snapshot.proves, path, line, value: run.value, isInternal };
  }
  return null;
}

/** Whether the first snapshot that is not older than the release still has it. */
function isKept(
  exported: readonly Run[],
  from: number,
  release: string,
  snapshots: readonly Snapshot[],
): boolean {
  const at = snapshots.findIndex(({ label }, place) => place > from && compareReleases(label, release) >= 0);
  return at >= 0 && isIn(exported, at);
}

function isIn(runs: readonly Run[], at: number): boolean {
  return runs.some(({ from, to }) => from <= at && at <= to);
}
