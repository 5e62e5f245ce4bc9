import { combine, type Evidence, evidenceOf, previousRelease } from "../domain/header-bracket.ts";
import type { NameRow } from "../domain/names-table.ts";
import { compareReleases } from "../domain/release.ts";
import type { Observed } from "../git/headers/observe.ts";
import type { Corpus, HeaderHistoryRecord } from "../records/corpus.ts";
import { isBefore, isMainline, observationOf } from "./history-facts.ts";
import type { ReadHistory } from "./read-histories.ts";

/** The answer for every name that programs ever saw. */
export function nameRows(read: readonly ReadHistory[], { releases }: Corpus): NameRow[] {
  const previous = previousRelease(releases);
  const all = new Map<string, { seen: Observed; record: HeaderHistoryRecord }[]>();
  for (const { record, scanned } of read) {
    for (const seen of scanned.names) {
      const key = rowName(seen);
      const others = all.get(key);
      if (others) others.push({ seen, record });
      else all.set(key, [{ seen, record }]);
    }
  }
  const whole = read.flatMap(newestOfWhole);
  const rows = [...all].flatMap(([name, observed]): NameRow[] => {
    const shown = observed.filter(({ seen }) => seen.present !== null && !seen.present.isInternal);
    const newest = shown.find(({ record }) => !record.headers.partial) ?? shown[0];
    if (!newest) return [];
    // A list of calls gets those of one architecture late, with its port: alone it proves none new.
    const isListed = shown.every(({ record }) => record.headers.files.every(({ form }) => form === "names"));
    const evidence = observed.map(({ seen, record }) => {
      const own = evidenceOf(record.id, isMainline(record), observationOf(seen));
      return isListed ? { ...own, absentIn: null } : own;
    });
    evidence.push(...lacking(newest.seen, evidence, whole));
    const { release, absentIn, presentIn } = combine(evidence, previous);
    if (presentIn === null) return [];
    const header = newest.seen.kind === "call" ? "" : newest.seen.header;
    return [{ name, absentIn, presentIn, isClosed: release !== null, header }];
  });
  // A macro that keeps the name of a struct, union or enum is no new name, even where that has no row.
  const types = new Map(rows.flatMap((row) => (row.name.endsWith("{}") ? [[row.name, row]] : [])));
  const hasType = ({ name, presentIn }: NameRow) =>
    (all.get(`${name}{}`) ?? []).some(({ seen }) =>
      isBefore(seen.present?.release ?? seen.privateIn ?? "", presentIn),
    );
  return rows
    .filter(({ name, presentIn }) => !isBefore(types.get(`${name}{}`)?.presentIn ?? "", presentIn))
    .map((row) => (hasType(row) ? { ...row, absentIn: null, isClosed: false } : row));
}

/** A history with all headers but those of some architectures, and the newest release that it can lack a name in. */
interface WholeHistory {
  record: HeaderHistoryRecord;
  absentIn: string;
}

function newestOfWhole({ record, scanned: { snapshots } }: ReadHistory): WholeHistory[] {
  const { partial, files } = record.headers;
  const absentIn = snapshots.findLast(({ refutes }) => refutes !== null)?.refutes ?? null;
  const isWhole = !partial && files.some(({ form }) => form === "headers");
  return isWhole && absentIn !== null ? [{ record, absentIn }] : [];
}

/** What histories show that end before a name: they lack it, unless it is of an architecture. */
function lacking(
  { kind, header }: Observed,
  evidence: readonly Evidence[],
  whole: readonly WholeHistory[],
): Evidence[] {
  if (kind === "call" || /^(?:arch\/|asm-(?!generic\/))/.test(header)) return [];
  return whole
    .filter(
      ({ record, absentIn }) =>
        evidence.every(({ history }) => history !== record.id) &&
        evidence.every(({ presentIn }) => presentIn === null || compareReleases(presentIn, absentIn) > 0),
    )
    .map(({ record, absentIn }) => ({
      ...{ history: record.id, isMainline: isMainline(record), absentIn, presentIn: null },
    }));
}

function rowName({ kind, name }: Observed): string {
  if (kind === "call") return `${name}()`;
  return kind === "type" ? `${name}{}` : name;
}
