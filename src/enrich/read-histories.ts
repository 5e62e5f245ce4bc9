import { cloneVariable } from "../domain/environment.ts";
import type { HeaderHistory } from "../git/headers/history.ts";
import { familyHeaders, type ScannedHistory, scanHistory } from "../git/headers/scan-history.ts";
import type { Progress } from "../git/messages/scan-messages.ts";
import { CloneRefused } from "../git/process/git-error.ts";
import { type Clone, openClone } from "../git/process/open-clone.ts";
import type { Corpus, HeaderHistoryRecord } from "../records/corpus.ts";
import { KERNEL } from "../records/schema/repository.ts";

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

export function notDeclared(id: string, { headerHistories }: Corpus): CloneRefused {
  const all = headerHistories.map((each) => each.id).join(", ");
  return new CloneRefused(`no header history ${JSON.stringify(id)}; the content has ${all}`);
}
