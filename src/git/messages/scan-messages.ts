import type { History } from "../history/history.ts";
import { paint, UNPAINTED } from "../history/reachability.ts";
import type { OpenRepository } from "../releases/open-repository.ts";
import { findCiting, MentionList, readMentionCache, speaksOf, writeMentionCache } from "./citation-list.ts";
import { hashWords } from "./hash-words.ts";
import { hexLines, readCommits } from "./read-commits.ts";

/** Told about every few thousand messages read. */
export type Progress = (done: number, total: number) => void;

/** How messages are searched. */
export interface SearchMessages {
  /** Where the list of what they cite is kept between runs; null to keep none. */
  cacheFile: string | null;
  progress?: Progress;
}

/** Commits as they stand in the clone, and who cites them. */
export interface WithCiting {
  /** By position: the objects of the targets and of those that cite them, without what is gone from the clone. */
  objects: Map<number, Buffer>;
  /** Positions of commits that may cite a target. */
  citing: ReadonlySet<number>;
}

/**
 * Reads commits and, on the same way through the clone, the messages of all commits that a ref reaches, to see
 * which of them cite one of these. Messages read in an earlier run are not read again, but for the citing ones.
 * @param targets positions
 * @param search null to read only the targets
 */
export async function readWithCiting(
  repository: OpenRepository,
  targets: readonly number[],
  search: SearchMessages | null,
): Promise<WithCiting> {
  const { clone, history, tips } = repository;
  const known = search?.cacheFile ? readMentionCache(search.cacheFile) : null;
  const list = new MentionList(known?.mentions);
  const speaks = speaksOf(history, targets);
  const citing = findCiting(history, list.bytes, speaks);
  const tasks = new Uint8Array(history.size);
  const unread = search === null ? 0 : markUnread(repository, known?.tips ?? new Uint8Array(0), tasks);
  for (const commit of [...targets, ...citing]) markKept(commit);
  const read = history.index.marked(tasks);
  // Only copied, not parsed yet: a rare branch taken in here would have the compiler begin anew.
  const objects = new Map<number, Buffer>();
  let commit = 0;
  let scanned = 0;
  // However many commits are asked about, it is as many processes as the unread messages need.
  const processes = Math.max(1, Math.ceil(unread / READ_BY_ONE));
  await readCommits(
    clone.gitDirectory,
    hexLines(history.oids, read),
    processes,
    (place, buffer, from, to) => {
      commit = read[place] as number;
      if (((tasks[commit] as number) & SCAN) !== 0) {
        hashWords(buffer, from, to, cite);
        scanned += 1;
        if (scanned % 4096 === 0) search?.progress?.(scanned, unread);
      }
      if (((tasks[commit] as number) & KEEP) !== 0)
        objects.set(commit, Buffer.from(buffer.subarray(from, to)));
    },
  );
  if (unread > 0) {
    search?.progress?.(unread, unread);
    if (search?.cacheFile)
      writeMentionCache(search.cacheFile, { tips: bytesOf(history, tips), mentions: list.bytes });
  }
  return { objects, citing };

  function cite(buffer: Buffer, from: number, to: number): void {
    if (!list.add(history.oids, 20 * commit, buffer, from, to, speaks)) return;
    citing.add(commit);
    markKept(commit);
  }

  function markKept(commit: number): void {
    tasks[commit] = (tasks[commit] as number) | KEEP;
  }
}

const READ_BY_ONE = 2 ** 17; // commits: the kernel's fill some 100 MB

/** What is to be done with a commit when it is read, as bits. */
const SCAN = 1;
const KEEP = 2;

/**
 * Marks the commits whose messages have not been read. A tip that is gone from the clone no longer vouches for
 * anything.
 * @returns how many there are
 */
function markUnread(
  { history, containment, tips }: OpenRepository,
  readTips: Uint8Array,
  tasks: Uint8Array,
): number {
  const read: number[] = [];
  for (let at = 0; at < readTips.length; at += 20) read.push(history.index.findBytes(readTips, at));
  const colours = paint(history, read);
  // What the mainline reaches is known already: only the rest is walked through.
  for (let commit = 0; commit < tasks.length; commit += 1) {
    if (colours[commit] !== UNPAINTED) colours[commit] = READ;
    else if (containment.isMainline(commit)) colours[commit] = 0;
  }
  paint(history, tips, colours);
  let unread = 0;
  for (let commit = 0; commit < tasks.length; commit += 1) {
    if ((colours[commit] as number) < 0) continue;
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
