import type { Definition, DefinitionKind } from "./definition.ts";
import type { HeaderHistory, Snapshot } from "./history.ts";
import {
  type Context,
  type Families,
  familyOf,
  type HeaderFile,
  type Name,
  type Observed,
  observe,
  type Run,
} from "./observe.ts";

/** What a header defines, in its order: each name once, with its run. */
interface OpenHeader {
  names: Name[];
  runs: Run[];
}

/**
 * Follows every name through the snapshots of one history. What a header defines is given only where the header changed,
 * and is not kept. Most of a header stays as it was, so that its names are found by their places, which is cheaper than
 * looking them up.
 */
export class Timeline {
  private readonly names = new Map<DefinitionKind, Map<string, Name>>();
  private readonly open = new Map<string, OpenHeader>();
  private changes = 0;

  /** A snapshot has a header that the one before lacks, or has otherwise. Snapshots come in their order. */
  change(header: string, definitions: readonly Definition[], at: number): void {
    this.changes += 1;
    const change = this.changes;
    const before = this.open.get(header) ?? { names: [], runs: [] };
    before.names.forEach((name, place) => {
      name.before.change = change;
      name.before.at = place;
    });
    const now: OpenHeader = { names: [], runs: [] };
    let next = 0;
    for (const { kind, name, line, value, isPrivate } of definitions) {
      const likely = before.names[next];
      const known = likely?.name === name && likely.kind === kind ? likely : this.known(kind, name);
      const old = known.before.change === change ? before.runs[known.before.at] : undefined;
      if (old) next = known.before.at + 1;
      const own = known.now.change === change ? now.runs[known.now.at] : undefined;
      if (own && (own.isPrivate === isPrivate || isPrivate)) continue;
      const goesOn = old && old.value === value && old.isPrivate === isPrivate;
      const run = goesOn ? old : { from: at, to: at, header, lines: [{ from: at, line }], value, isPrivate };
      if (goesOn && run.lines.at(-1)?.line !== line) run.lines.push({ from: at, line });
      if (!goesOn) known.runs.push(run);
      if (!own) {
        known.now.change = change;
        known.now.at = now.names.push(known) - 1;
      }
      now.runs[known.now.at] = run;
    }
    before.runs.forEach((run, place) => {
      const kept = (before.names[place] as Name).now;
      if (kept.change !== change || now.runs[kept.at] !== run) run.to = at - 1;
    });
    this.open.set(header, now);
  }

  /** A snapshot lacks a header that the one before has. */
  remove(header: string, at: number): void {
    for (const run of this.open.get(header)?.runs ?? []) run.to = at - 1;
    this.open.delete(header);
  }

  /**
   * What the snapshots show of each name.
   * @param firstList the first snapshot that lists exported headers; 0 where none has to
   * @param filesOf the headers of a snapshot
   * @param familyHeaders of the histories that have all headers; null: none was read
   */
  observe(
    history: HeaderHistory,
    snapshots: readonly Snapshot[],
    firstList: number,
    filesOf: (snapshot: number) => ReadonlyMap<string, HeaderFile>,
    familyHeaders: Families | null,
  ): Observed[] {
    for (const header of [...this.open.keys()]) this.remove(header, snapshots.length);
    const calls = Map.groupBy(history.x86Calls ? (this.names.get("call")?.values() ?? []) : [], ({ runs }) =>
      Math.min(...runs.map(({ from }) => from)),
    );
    const families = history.partial ? this.families() : new Map<string, Run[]>();
    const context: Context = {
      history,
      snapshots,
      firstList,
      fileOf: (header, at) => filesOf(at).get(header),
      callsOf: (at) => (calls.get(at) ?? []).map(({ name }) => name),
      isWhole: (at, later) => 2 * filesOf(at).size >= filesOf(later).size,
      hasFamily: (header, family, at) =>
        families.get(`${header} ${family}`)?.some(({ from, to }) => from <= at && at <= to) ?? false,
      familyHeaders,
    };
    return [...this.names.values()].flatMap((names) =>
      [...names.values()].map((each) => observe(each, context)),
    );
  }

  /** The runs of each family in each header, by "linux/fs.h FS". */
  private families(): Map<string, Run[]> {
    const families = new Map<string, Run[]>();
    for (const names of this.names.values()) {
      for (const { name, runs } of names.values()) {
        for (const run of runs.filter(({ isPrivate }) => !isPrivate)) {
          const key = `${run.header} ${familyOf(name)}`;
          const own = families.get(key);
          if (own) own.push(run);
          else families.set(key, [run]);
        }
      }
    }
    return families;
  }

  private known(kind: DefinitionKind, name: string): Name {
    let names = this.names.get(kind);
    if (!names) {
      names = new Map();
      this.names.set(kind, names);
    }
    const known = names.get(name);
    if (known) return known;
    // A copy: a part of the header's text would keep all of it in memory.
    const copy = Buffer.from(name).toString();
    const added: Name = {
      ...{ kind, name: copy, runs: [] },
      before: { change: 0, at: 0 },
      now: { change: 0, at: 0 },
    };
    names.set(copy, added);
    return added;
  }
}
