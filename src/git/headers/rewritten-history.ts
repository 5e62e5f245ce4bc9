import { type History, NONE, shaAt } from "../history/history.ts";
import { labelMerges, UNLABELLED } from "../history/reachability.ts";
import { readHistory } from "../history/read-history.ts";
import { falseAncestry, hasParents, refuseForged } from "../messages/check-object.ts";
import { parseCommit } from "../messages/parse-commit.ts";
import { commitLines, readCommits } from "../messages/read-commits.ts";
import type { Clone } from "../process/open-clone.ts";

/** A commit that a rewritten history may have under another hash. */
export interface SoughtCommit {
  subject: string;
  author: string | null;
  /** A day or a moment with its zone. */
  authorDate: string | null;
}

/** A commit of the mainline's first-parent chain, and when it was committed. */
export interface Landing {
  /** Its hash in the rewritten history. */
  commit: string;
  /** Seconds since the epoch. */
  seconds: number;
}

/** What a rewritten history shows of one commit. */
export interface Trace {
  /** The commit with the same subject, author and author date, and what brought it into the mainline: a merge, or itself. */
  copy: { commit: string; landing: Landing } | null;
  /** The one merge into the mainline whose message lists the subject. */
  listed: Landing | null;
}

/** Only his commits and merges on the first-parent chain show when something came to the mainline. */
const MAINLINE_COMMITTER = "Linus Torvalds";
/** A subject that is listed later than this after it was written is more likely another commit with the same subject. */
const LONGEST_WAY = 180; // days
const DAY = 86_400; // seconds

/** What is seen of one subject. */
interface Seen {
  /** Commits with the subject, and how many. */
  commits: number[];
  author: string;
  authorDate: string;
  listedBy: number[];
}

/**
 * Looks for commits in a history that has the mainline's commits and merges word for word under other hashes. A subject
 * that two commits or two merges have, or that a revert repeats, proves nothing; neither does a merge that lists a
 * subject half a year after it was written.
 * @param tip the newest commit of the mainline
 * @param sought by any key
 * @returns by the same keys, those that leave a trace
 * @throws CloneRefused when commits are missing or forged
 * @throws GitError when git fails
 * @example (await findTraces(clone, tip, new Map([[sha, { subject, author, authorDate }]]), note)).get(sha)?.listed
 */
export async function findTraces(
  clone: Clone,
  tip: string,
  sought: ReadonlyMap<string, SoughtCommit>,
  note: (sentence: string) => void,
): Promise<Map<string, Trace>> {
  const history = await readHistory(clone, [], [tip], note);
  const newest = history.index.find(tip);
  const { mergedBy, merges } = labelMerges(history, newest);
  const isOnChain = chainOf(history, newest);
  const seen = new Map(
    [...sought.values()].map(({ subject }): [string, Seen] => [
      oneSpaced(subject),
      { commits: [], author: "", authorDate: "", listedBy: [] },
    ]),
  );
  const reverted = new Set<string>();
  const landings = new Map<number, Landing>();
  const commits = Uint32Array.from({ length: history.size }, (_, at) => at).filter(
    (commit) => isOnChain[commit] === 1 || mergedBy[commit] !== UNLABELLED,
  );
  const lines = commitLines(history.oids, commits);
  await readCommits(clone.gitDirectory, lines, 1 + (commits.length >> 17), (place, buffer, from, to) => {
    const commit = commits[place] as number;
    if (!hasParents(history, commit, buffer, from)) throw falseAncestry(clone, history, commit);
    const object = buffer.subarray(from, to);
    refuseForged(clone, history, commit, object);
    const { subject, author, committer } = parseCommit(object);
    const found = seen.get(oneSpaced(subject));
    if (found) {
      found.commits.push(commit);
      [found.author, found.authorDate] = [author.name, author.date];
    }
    const subjects = [subject];
    if (isOnChain[commit] === 1 && committer.name === MAINLINE_COMMITTER) {
      landings.set(commit, { commit: shaAt(history, commit), seconds: committer.seconds });
      const listed = listedSubjects(object.toString("utf8"));
      for (const each of listed) seen.get(oneSpaced(each))?.listedBy.push(commit);
      subjects.push(...listed);
    }
    for (const each of subjects) {
      const again = /^(?:Revert|Reapply)[: ]+"?(.*?)"?$/.exec(each)?.[1];
      if (again !== undefined) reverted.add(oneSpaced(again));
    }
  });
  const traces = new Map<string, Trace>();
  for (const [key, wanted] of sought) {
    const subject = oneSpaced(wanted.subject);
    const found = seen.get(subject);
    if (!found || reverted.has(subject) || found.commits.length > 1 || found.listedBy.length > 1) continue;
    const [commit] = found.commits;
    const landing =
      commit === undefined ? undefined : landings.get(merges[mergedBy[commit] as number] ?? commit);
    const isCopy = commit !== undefined && isSameCommit(wanted, found);
    const copy = isCopy && landing ? { commit: shaAt(history, commit), landing } : null;
    const listing = landings.get(found.listedBy[0] ?? NONE) ?? null;
    const listed = listing && isInTime(wanted, listing) ? listing : null;
    // A merge that lists the subject and is not the one that brought the commit speaks of another commit.
    const isAnother = landing !== undefined && listing !== null && landing.commit !== listing.commit;
    if ((copy || listed) && !isAnother) traces.set(key, { copy, listed });
  }
  return traces;
}

/** 1 for each commit of the first-parent chain. */
function chainOf({ size, links }: History, tip: number): Uint8Array {
  const isOnChain = new Uint8Array(size);
  for (let commit = tip; commit >= 0 && isOnChain[commit] === 0; commit = links[2 * commit] as number) {
    isOnChain[commit] = 1;
  }
  return isOnChain;
}

/**
 * The subjects that the message of a merge lists, below lines such as "* tag 'x' of git://...: (12 commits)".
 * @param object a commit object, or its message
 */
export function listedSubjects(object: string): string[] {
  const found: string[] = [];
  let isList = false;
  for (const line of object.split("\n")) {
    if (line.startsWith("* ")) isList = /:(?: \(\d+ commits?\))?\s*$/.test(line);
    else if (isList && /^ {2}\S/.test(line)) {
      if (line.trim() !== "...") found.push(line.slice(2));
    } else if (line.trim() !== "") isList = false;
  }
  return found;
}

function isSameCommit({ author, authorDate }: SoughtCommit, found: Seen): boolean {
  if (author === null || authorDate === null || oneSpaced(author) !== oneSpaced(found.author)) return false;
  const isDay = authorDate.length === "YYYY-MM-DD".length;
  return isDay
    ? authorDate === found.authorDate.slice(0, authorDate.length)
    : Date.parse(authorDate) === Date.parse(found.authorDate);
}

function isInTime({ authorDate }: SoughtCommit, { seconds }: Landing): boolean {
  if (authorDate === null) return false;
  const days = (seconds - Date.parse(authorDate) / 1000) / DAY;
  return days > -1 && days < LONGEST_WAY;
}

function oneSpaced(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
