// Over 250 lines: one run over all header histories, from the clones to the files of content/facts/interfaces.
import { cloneVariable } from "../domain/environment.ts";
import { combine, type Evidence, evidenceOf, previousRelease } from "../domain/header-bracket.ts";
import type { Identifier } from "../domain/identifier.ts";
import { formatNames, type NameRow } from "../domain/names-table.ts";
import { compareReleases } from "../domain/release.ts";
import { counted } from "../domain/text.ts";
import type { Definition } from "../git/headers/definition.ts";
import type { HeaderHistory } from "../git/headers/history.ts";
import type { Observed } from "../git/headers/observe.ts";
import { familyHeaders, type ScannedHistory, scanHistory } from "../git/headers/scan-history.ts";
import type { Progress } from "../git/messages/scan-messages.ts";
import { CloneRefused } from "../git/process/git-error.ts";
import { type Clone, openClone } from "../git/process/open-clone.ts";
import type { Corpus, HeaderHistoryRecord } from "../records/corpus.ts";
import { INTERFACES, NAMES_TABLE, REWRITTEN } from "../records/read/read-facts.ts";
import { headerKinds } from "../records/schema/change.ts";
import type { HistoryFacts, Observation } from "../records/schema/interface-facts.ts";
import { KERNEL } from "../records/schema/repository.ts";
import { headerCache, type InterfaceProof } from "./header-cache.ts";
import { compact } from "./merge-facts.ts";
import { rewrittenFiles } from "./rewritten.ts";

/** A header history that has been read. */
export interface ReadHistory {
  record: HeaderHistoryRecord;
  clone: Clone;
  scanned: ScannedHistory;
}

/**
 * Reads header histories, one after the other.
 * @param directories by the id of the history
 * @throws CloneRefused when one is not declared, or is not what its declaration says
 */
export async function readHeaderHistories(
  directories: ReadonlyMap<string, string>,
  corpus: Corpus,
  { note, progress }: { note: (sentence: string) => void; progress: (unit: string) => Progress },
): Promise<ReadHistory[]> {
  const kernel = corpus.repositories.find(({ id }) => id === KERNEL);
  const read: ReadHistory[] = [];
  const declared = [...directories].map(([id, directory]) => {
    const record = corpus.headerHistories.find((each) => each.id === id);
    if (!record || !kernel) throw notDeclared(id, corpus);
    return { id, directory, record, shapes: kernel, isPartial: record.headers.partial };
  });
  // What the others have shows where a partial history may have missed a name.
  const inOrder = declared.sort(
    (a, b) => Number(a.isPartial) - Number(b.isPartial) || (a.id < b.id ? -1 : 1),
  );
  for (const { id, directory, record, shapes, isPartial } of inOrder) {
    const clone = await openClone(directory);
    const history: HeaderHistory = { id, ...record.headers };
    const { title, rootCommits = [] } = shapes;
    const { releases } = corpus;
    const identity = { title, rootCommits };
    const scanned = await scanHistory(clone, history, {
      ...{ shapes, identity, releases, note },
      progress: progress("headers"),
      families: familyHeaders(isPartial ? read.flatMap(wholeHistory) : []),
    });
    read.push({ record, clone, scanned });
  }
  return read.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
}

function wholeHistory({ record, scanned }: ReadHistory): ScannedHistory[] {
  return record.headers.partial ? [] : [scanned];
}

/**
 * The header histories to read: those of the command line, or all that the environment names. A clone of the kernel
 * that the environment names is read too where another history is.
 * @param given "NAME=DIR"
 * @throws CloneRefused for anything else
 */
export function headersToRead(
  given: readonly string[],
  { headerHistories, repositories }: Corpus,
): Map<string, string> {
  const named = given.map((each) => {
    const [, id, directory] = /^([^=]+)=(.+)$/s.exec(each) ?? [];
    if (id === undefined || directory === undefined) {
      throw new CloneRefused(
        `--headers takes NAME=DIR, such as bionic=../bionic, not ${JSON.stringify(each)}`,
      );
    }
    return [id, directory] as const;
  });
  if (named.length > 0) return new Map(named);
  const fromEnvironment = headerHistories.flatMap(({ id }) => {
    const directory = process.env[cloneVariable(id)];
    return directory ? [[id, directory] as const] : [];
  });
  const isCommits = (id: string) => repositories.some((each) => each.id === id);
  return new Map(fromEnvironment.some(([id]) => !isCommits(id)) ? fromEnvironment : []);
}

function notDeclared(id: string, { headerHistories }: Corpus): CloneRefused {
  const all = headerHistories.map((each) => each.id).join(", ");
  return new CloneRefused(`no header history ${JSON.stringify(id)}; the content has ${all}`);
}

/** What a header can define of the interfaces of the content: their names, and as what. */
function headerNames({ changes }: Corpus): Map<string, Definition["kind"][]> {
  const kinds: Record<string, Definition["kind"][]> = Object.fromEntries(
    headerKinds.map((kind) => [kind, kind === "syscall" ? ["call"] : ["constant", "member", "type"]]),
  );
  const named = changes.flatMap(({ interfaces }) => interfaces);
  return new Map(
    named.flatMap(({ kind, name }) => {
      const own = kinds[kind];
      return own && /^[A-Za-z_]\w*(?:\.\w+)?$/.test(name) ? [[name, own] as const] : [];
    }),
  );
}

/**
 * Reads the header histories, unless the same ones were read before.
 * @param directories by the id of the history
 * @throws CloneRefused, GitError
 */
export async function proveInterfaces(
  directories: ReadonlyMap<string, string>,
  corpus: Corpus,
  { note, progress }: { note: (sentence: string) => void; progress: (unit: string) => Progress },
): Promise<InterfaceProof> {
  if (directories.size === 0) return { files: new Map(), notes: [], summary: "" };
  const undeclared = [...directories.keys()].find(
    (id) => !corpus.headerHistories.some((each) => each.id === id),
  );
  if (undeclared !== undefined) throw notDeclared(undeclared, corpus);
  const cache = await headerCache(directories, corpus);
  const proof = cache.proof ?? (await readAll(directories, corpus, progress));
  if (cache.proof === null) cache.keep(proof);
  for (const sentence of proof.notes) note(sentence);
  return proof;
}

async function readAll(
  directories: ReadonlyMap<string, string>,
  corpus: Corpus,
  progress: (unit: string) => Progress,
): Promise<InterfaceProof> {
  const notes: string[] = [];
  const note = (sentence: string) => notes.push(sentence);
  const read = await readHeaderHistories(directories, corpus, { note, progress });
  const histories = read.flatMap(({ record: { id, headers }, clone, scanned: { tip } }) =>
    headers.release.by === "day" ? [{ id, clone, tip }] : [],
  );
  const rewritten = await rewrittenFiles(histories, corpus, note);
  return {
    files: new Map([...interfaceFiles(read, corpus), ...rewritten.files]),
    notes,
    summary: headerSummary(read) + rewritten.summary,
  };
}

/** Facts from header histories that are kept, since their history is not at hand. */
export function currentInterfaces(current: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...current].filter(([path]) => path.startsWith(`${INTERFACES}/`) || path.startsWith(`${REWRITTEN}/`)),
  );
}

/**
 * The files of content/facts/interfaces: path below content/facts -> text. The same histories give the same bytes.
 * @param read the histories at hand
 */
function interfaceFiles(read: readonly ReadHistory[], corpus: Corpus): Map<string, string> {
  const wanted = headerNames(corpus);
  const files = new Map<string, string>();
  for (const history of read) {
    files.set(`${INTERFACES}/${history.record.id}.json`, historyJson(historyFacts(history, wanted)));
  }
  // The table is of all histories together: with some of them it would lose what the others prove.
  const isWhole = corpus.headerHistories.every(({ id }) => read.some(({ record }) => record.id === id));
  if (isWhole) files.set(`${INTERFACES}/${NAMES_TABLE}`, formatNames(nameRows(read, corpus)));
  return files;
}

/** What a run tells about the header histories. */
function headerSummary(read: readonly ReadHistory[]): string {
  return read
    .map(({ record, scanned: { snapshots, blobs, names } }) => {
      const [oldest, newest] = [snapshots[0]?.label, snapshots.at(-1)?.label];
      const size = `${counted(blobs.length, "file")}, ${counted(names.length, "name")}`;
      return `${record.id}: headers of ${oldest} to ${newest}, ${size}\n`;
    })
    .join("");
}

/** JSON with one interface a line, which is what a diff needs. */
function historyJson({ interfaces, never, ...rest }: HistoryFacts): string {
  const heads = Object.entries(rest).map(([key, value]) => `  ${compact(key)}: ${compact(value)}`);
  const lines = Object.entries(interfaces).map(([name, seen]) => `    ${compact(name)}: ${compact(seen)}`);
  const none = never.map((name) => `    ${compact(name)}`);
  return `{\n${heads.join(",\n")},\n  "interfaces": {\n${lines.join(",\n")}\n  },\n  "never": [\n${none.join(",\n")}\n  ]\n}\n`;
}

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

function isMainline({ headers: { release } }: HeaderHistoryRecord): boolean {
  return release.by === "tags" || release.by === "day";
}

function historyFacts(
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

function isBefore(a: string, b: string): boolean {
  return a !== "" && (b === "" || compareReleases(a, b) < 0);
}

function observationOf({ kind, absent, present, privateIn, gone }: Observed): Observation {
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
    const isListed = observed.every(({ record }) =>
      record.headers.files.every(({ form }) => form === "names"),
    );
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
  // A macro that keeps the name of a struct, union or enum is no new name.
  const types = new Map(rows.flatMap((row) => (row.name.endsWith("{}") ? [[row.name, row]] : [])));
  return rows.filter(({ name, presentIn }) => !isBefore(types.get(`${name}{}`)?.presentIn ?? "", presentIn));
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
