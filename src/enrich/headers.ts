import { formatNames } from "../domain/names-table.ts";
import { counted } from "../domain/text.ts";
import type { Definition } from "../git/headers/definition.ts";
import type { Progress } from "../git/messages/scan-messages.ts";
import type { Corpus } from "../records/corpus.ts";
import { INTERFACES, NAMES_TABLE, REWRITTEN } from "../records/read/read-facts.ts";
import { headerKinds } from "../records/schema/change.ts";
import type { HistoryFacts } from "../records/schema/interface-facts.ts";
import { headerCache, type InterfaceProof } from "./header-cache.ts";
import { historyFacts } from "./history-facts.ts";
import { compact } from "./merge-facts.ts";
import { nameRows } from "./name-rows.ts";
import { notDeclared, type ReadHistory, readHeaderHistories } from "./read-histories.ts";
import { rewrittenFiles } from "./rewritten.ts";

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
