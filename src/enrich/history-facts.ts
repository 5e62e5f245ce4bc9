import type { Identifier } from "../domain/identifier.ts";
import { compareReleases } from "../domain/release.ts";
import type { Definition } from "../git/headers/definition.ts";
import type { Observed } from "../git/headers/observe.ts";
import type { HeaderHistoryRecord } from "../records/corpus.ts";
import type { HistoryFacts, Observation } from "../records/schema/interface-facts.ts";
import type { ReadHistory } from "./read-histories.ts";

/** What histories at hand show of names, whether the content has them or not. */
export function observeNames(
  read: readonly ReadHistory[],
  identifiers: readonly Identifier[],
): Map<string, HistoryFacts> {
  const wanted = new Map(
    identifiers.map(({ name, kind }) => [name, kind === null ? kindsOfWord(name) : [kind]]),
  );
  return new Map(read.map((history) => [history.record.id, historyFacts(history, wanted)]));
}

function kindsOfWord(name: string): Definition["kind"][] {
  return /^[a-z]/.test(name) ? ["call", "constant", "type"] : ["constant", "type", "call"];
}

export function isMainline({ headers: { release } }: HeaderHistoryRecord): boolean {
  return release.by === "tags" || release.by === "day";
}

/** What one history shows of names that are wanted as certain kinds. */
export function historyFacts(
  { record, scanned }: ReadHistory,
  wanted: ReadonlyMap<string, Definition["kind"][]>,
): HistoryFacts {
  const { snapshots, names, tip } = scanned;
  const byKey = new Map(
    names.flatMap((each) => (wanted.has(each.name) ? [[`${each.kind} ${each.name}`, each]] : [])),
  );
  const interfaces: [string, Observation][] = [];
  const never: string[] = [];
  for (const [name, kinds] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const seen = oldest(kinds.flatMap((kind) => byKey.get(`${kind} ${name}`) ?? []));
    if (seen) interfaces.push([name, observationOf(seen)]);
    else never.push(name);
  }
  const newest = snapshots.at(-1);
  return {
    head: tip,
    newest: newest ? labelOf(newest) : { commit: tip, label: "" },
    imports: new Set(snapshots.map(({ label }) => label)).size,
    mainline: isMainline(record),
    interfaces: Object.fromEntries(interfaces),
    never,
  };
}

/** A call, else what came first: `#define nvme_admin_cmd nvme_passthru_cmd` keeps the name of an older struct. */
function oldest(seen: readonly Observed[]): Observed | undefined {
  const since = ({ present }: Observed) => present?.release ?? "";
  const [first, ...others] = seen;
  if (first === undefined || first.kind === "call") return first;
  return others.reduce((older, each) => (isBefore(since(each), since(older)) ? each : older), first);
}

export function isBefore(a: string, b: string): boolean {
  return a !== "" && (b === "" || compareReleases(a, b) < 0);
}

export function observationOf({ kind, absent, present, privateIn, gone }: Observed): Observation {
  return {
    kind,
    absent: absent && {
      ...labelOf(absent.snapshot),
      release: absent.release,
      path: absent.path,
      ...(absent.withCall === null ? {} : { withCall: absent.withCall }),
    },
    present: present && {
      ...labelOf(present.snapshot),
      release: present.release,
      path: present.path,
      line: present.line,
      value: present.value,
      ...(present.isInternal ? { internal: true as const } : {}),
    },
    ...(privateIn === null ? {} : { privateIn }),
    ...(gone ? { gone: { last: labelOf(gone.last), first: labelOf(gone.first) } } : {}),
  };
}

function labelOf({ commit, label }: { commit: string; label: string }): { commit: string; label: string } {
  return { commit, label };
}
