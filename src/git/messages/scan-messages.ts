import { counted } from "../../domain/text.ts";
import { type History, shaAt } from "../history/history.ts";
import { labelReachable, UNLABELLED } from "../history/reachability.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { OpenRepository } from "../releases/open-repository.ts";
import { falseAncestry, hasParents, refuseForged } from "./check-object.ts";
import {
  CitationList,
  citesOneOf,
  findCitingCommits,
  readCitationCache,
  writeCitationCache,
} from "./citation-list.ts";
import { hashWords } from "./hash-words.ts";
import { commitLines, readCommits } from "./read-commits.ts";

/** Called with the number of messages read so far, every few thousand messages and at the end. */
export type Progress = (done: number, total: number) => void;

/** How messages are searched for citations. */
export interface MessageSearch {
  /** Where the citation list is kept between runs, see `citationCacheFile`; null: not kept. */
  cacheFile: string | null;
  progress?: Progress;
}

export interface ScannedMessages {
  /** By position: the commit objects of the targets and of the citing commits, as far as the clone has them. */
  objects: Map<number, Buffer>;
  /** Positions of commits that may cite a target. */
  citing: ReadonlySet<number>;
  /** Every citation in the messages, as `CitationList.bytes`; of the cache only when messages were not searched. */
  citations: Uint8Array;
}

/**
 * Reads the target commits and, in the same pass, the messages of all commits that a ref reaches, to find out which
 * of them cite a target. Messages read in an earlier run are not read again, except those of citing commits.
 *
 * The parents of every commit that is read are compared with the history's, and the objects that are returned are
 * hashed; of a repository to be verified, all commits that a ref reaches are read for it.
 * @param targets positions
 * @param search null to read the targets only
 * @throws GitError when git fails
 * @throws CloneRefused when an object is forged, or names other parents than the history
 */
export async function scanMessages(
  repository: OpenRepository,
  targets: readonly number[],
  search: MessageSearch | null,
): Promise<ScannedMessages> {
  const { clone, history, tips, verify } = repository;
  const cached = search?.cacheFile ? readCitationCache(search.cacheFile) : null;
  const list = new CitationList(cached?.citations);
  const matches = citesOneOf(history, targets);
  const citing = findCitingCommits(history, list.bytes, matches);
  const tasks = new Uint8Array(history.size);
  const unread = search === null ? 0 : markUnread(repository, cached?.tips ?? new Uint8Array(0), tasks);
  for (const commit of [...targets, ...citing]) markKept(commit);
  if (verify) markReachable(repository, tasks);
  const read = history.index.marked(tasks);
  // Objects are copied here and parsed later: a rarely taken branch in this callback makes V8 deoptimise the loop.
  const objects = new Map<number, Buffer>();
  let commit = 0;
  let scanned = 0;
  // The number of processes depends on the unread messages only, not on the number of targets.
  const processes = Math.max(1, Math.ceil((verify ? read.length : unread) / COMMITS_PER_PROCESS));
  await readCommits(
    clone.gitDirectory,
    commitLines(history.oids, read),
    processes,
    (place, buffer, from, to) => {
      commit = read[place] as number;
      if (!hasParents(history, commit, buffer, from)) throw falseAncestry(clone, history, commit);
      if (verify) refuseForged(clone, history, commit, buffer.subarray(from, to));
      if (((tasks[commit] as number) & SCAN) !== 0) {
        hashWords(buffer, from, to, cite);
        scanned += 1;
        if (scanned % 4096 === 0) search?.progress?.(scanned, unread);
      }
      if (((tasks[commit] as number) & KEEP) !== 0)
        objects.set(commit, Buffer.from(buffer.subarray(from, to)));
      tasks[commit] = 0;
    },
  );
  if (!verify) for (const [each, object] of objects) refuseForged(clone, history, each, object);
  if (unread > 0) search?.progress?.(unread, unread);
  const isComplete = tellUnread(repository, tasks);
  if (unread > 0 && isComplete) {
    if (search?.cacheFile)
      writeCitationCache(search.cacheFile, { tips: bytesOf(history, tips), citations: list.bytes });
  }
  return { objects, citing, citations: list.bytes };

  function cite(buffer: Buffer, from: number, to: number): void {
    if (!list.add(history.oids, 20 * commit, buffer, from, to, matches)) return;
    citing.add(commit);
    markKept(commit);
  }

  function markKept(commit: number): void {
    tasks[commit] = (tasks[commit] as number) | KEEP;
  }
}

const COMMITS_PER_PROCESS = 2 ** 17; // about 100 MB of the kernel's commit objects

/** What to do with a commit when it is read, as bits. */
const SCAN = 1;
const KEEP = 2;
const VERIFY = 4;

function markReachable({ history, tips }: OpenRepository, tasks: Uint8Array): void {
  const labels = labelReachable(history, tips);
  for (let commit = 0; commit < tasks.length; commit += 1) {
    if (labels[commit] !== UNLABELLED) tasks[commit] = (tasks[commit] as number) | VERIFY;
  }
}

/**
 * Says which messages could not be read.
 * @param tasks 0 for each commit that was read
 * @returns whether all were read
 * @throws CloneRefused when the clone is to be verified
 */
function tellUnread({ clone, history, note, verify }: OpenRepository, tasks: Uint8Array): boolean {
  let unread = 0;
  let last = 0;
  for (let commit = 0; commit < tasks.length; commit += 1) {
    if (((tasks[commit] as number) & (SCAN | VERIFY)) === 0) continue;
    unread += 1;
    last = commit;
  }
  if (unread === 0) return true;
  const what = `${clone.name} lacks ${counted(unread, "commit")} that its refs reach, ${shaAt(history, last)} for one`;
  const remedy = `Run "git fsck", or clone again`;
  if (verify) throw new CloneRefused(`${what}: nothing can be verified. ${remedy}.`);
  note(`${what}: follow-ups and backports may be missing. ${remedy}.`);
  return false;
}

/**
 * Marks the commits whose messages have not been read yet with SCAN.
 * @param readTips tips of the cache, 20 bytes each; those that the clone no longer has are ignored
 * @returns the number of marked commits
 */
function markUnread(
  { history, containment, tips }: OpenRepository,
  readTips: Uint8Array,
  tasks: Uint8Array,
): number {
  const read: number[] = [];
  for (let at = 0; at < readTips.length; at += 20) read.push(history.index.findBytes(readTips, at));
  const labels = labelReachable(history, read);
  // What the mainline reaches is known from `containment`: only the rest needs a walk.
  for (let commit = 0; commit < tasks.length; commit += 1) {
    if (labels[commit] !== UNLABELLED) labels[commit] = READ;
    else if (containment.isMainline(commit)) labels[commit] = 0;
  }
  labelReachable(history, tips, labels);
  let unread = 0;
  for (let commit = 0; commit < tasks.length; commit += 1) {
    if ((labels[commit] as number) < 0) continue;
    tasks[commit] = SCAN;
    unread += 1;
  }
  return unread;
}

const READ = -2;

function bytesOf({ oids }: History, commits: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(20 * commits.length);
  commits.forEach((commit, at) => {
    bytes.set(oids.subarray(20 * commit, 20 * commit + 20), 20 * at);
  });
  return bytes;
}
