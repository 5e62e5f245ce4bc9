import { hashWords } from "./hash-words.ts";
import { hexLines } from "./hex-lines.ts";
import type { History } from "./history.ts";
import { readMentionCache, writeMentionCache } from "./mention-cache.ts";
import { MentionList } from "./mention-list.ts";
import type { Clone } from "./open-clone.ts";
import { paint } from "./paint.ts";
import { readCommits } from "./read-commits.ts";

/** Told about every few thousand messages read. */
export type Progress = (done: number, total: number) => void;

/**
 * Reads the messages of all commits that a ref reaches, and lists what they cite. Those read in an earlier run
 * are not read again.
 * @param tips positions of the commits that refs name
 * @param cacheFile where the list is kept between runs; null to keep none
 * @returns entries of a MentionList; some may come from commits that are gone by now
 */
export async function scanMentions(
  clone: Clone,
  history: History,
  tips: readonly number[],
  cacheFile: string | null,
  progress: Progress = () => {},
): Promise<Uint8Array> {
  const known = cacheFile === null ? null : readMentionCache(cacheFile);
  const unread = unreadCommits(history, tips, known?.tips ?? new Uint8Array(0));
  if (unread.length === 0) return known?.mentions ?? new Uint8Array(0);
  const list = new MentionList(known?.mentions);
  await readCommits(clone.gitDirectory, hexLines(history.oids, unread), (place, buffer, from, to) => {
    const citing = 20 * (unread[place] as number);
    hashWords(buffer, from, to, (first, end) => list.add(history.oids, citing, buffer, first, end));
    if (place % 4096 === 4095) progress(place + 1, unread.length);
  });
  progress(unread.length, unread.length);
  if (cacheFile !== null) {
    writeMentionCache(cacheFile, { tips: bytesOf(history, tips), mentions: list.bytes });
  }
  return list.bytes;
}

/**
 * In the order of their hashes: git then finds them faster in the index of a pack.
 * A tip that is gone from the clone no longer vouches for anything.
 */
function unreadCommits(history: History, tips: readonly number[], readTips: Uint8Array): Uint32Array {
  const read: number[] = [];
  for (let at = 0; at < readTips.length; at += 20) read.push(history.index.findBytes(readTips, at));
  const colours = paint(history, [...read, ...tips]);
  const commits = history.index.inOrder();
  let unread = 0;
  for (const commit of commits) {
    if ((colours[commit] as number) < read.length) continue;
    commits[unread] = commit;
    unread += 1;
  }
  return commits.subarray(0, unread);
}

function bytesOf({ oids }: History, commits: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(20 * commits.length);
  commits.forEach((commit, at) => {
    bytes.set(oids.subarray(20 * commit, 20 * commit + 20), 20 * at);
  });
  return bytes;
}
