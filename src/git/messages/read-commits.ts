import { GitError } from "../process/git-error.ts";
import { gitOutput } from "../process/git-output.ts";

/** Gets one commit object: buffer[from] to buffer[to - 1], valid only during the call. */
export type VisitCommit = (place: number, buffer: Buffer, from: number, to: number) => void;

const LONGEST = 16 * 2 ** 20; // bytes; nobody writes a longer commit message
const args = ["cat-file", "--batch", "--buffer"];
const LINE = 41; // bytes of a whole hash and its line feed

/**
 * Reads commit objects with `git cat-file --batch`, in the given order.
 * @param shas whole hashes, each ended by a line feed, as `commitLines` makes them
 * @param processes number of git processes, run one after another: the output of each is a temporary file
 * @param visit called for each commit with its place in the input, from 0; missing objects, other types and commits
 * over 16 MiB are skipped
 * @throws GitError when git fails or its output is not understood
 * @example
 * await readCommits(clone.gitDirectory, commitLines(history.oids, [commit]), 1, (_, buffer, from, to) => {
 *   subject = parseSubject(buffer.subarray(from, to));
 * });
 */
export async function readCommits(
  gitDirectory: string,
  shas: Uint8Array,
  processes: number,
  visit: VisitCommit,
): Promise<void> {
  const size = LINE * Math.ceil(shas.length / LINE / processes);
  for (let from = 0; from < shas.length; from += size) {
    await readBatch(gitDirectory, shas.subarray(from, from + size), from / LINE, visit);
  }
}

async function readBatch(
  gitDirectory: string,
  shas: Uint8Array,
  firstPlace: number,
  visit: VisitCommit,
): Promise<void> {
  let toSkip = 0;
  let place = firstPlace;
  await gitOutput(gitDirectory, args, shas, (buffer) => {
    const filled = buffer.length;
    let at = Math.min(toSkip, filled);
    toSkip -= at;
    while (at < filled) {
      const { size, isCommit, length } = parseHeader(buffer, at, filled);
      if (length === INCOMPLETE) break;
      if (length === FOREIGN) throw new GitError(args, gitDirectory, "its output was not understood");
      const from = at + length;
      const end = size < 0 ? from : from + size + 1;
      if (end > filled && size <= LONGEST) break;
      if (isCommit && size <= LONGEST) visit(place, buffer, from, end - 1);
      place += 1;
      at = Math.min(end, filled);
      toSkip = end - at;
    }
    return at;
  });
  if (toSkip > 0 || place < firstPlace + shas.length / LINE)
    throw new GitError(args, gitDirectory, "its output ended early");
}

const INCOMPLETE = -1;
const FOREIGN = -2;

interface Header {
  /** Bytes of the object; -1 when it is missing, so that nothing follows. */
  size: number;
  isCommit: boolean;
  /** Bytes of the header with its line feed. */
  length: number;
}

/** "<40 digits> commit <size>" or "<40 digits> missing" */
function parseHeader(buffer: Buffer, at: number, filled: number): Header {
  let size = 0;
  let end = at + 48;
  if (end < filled && buffer[at + 40] === 0x20 && buffer[at + 41] === 0x63 && buffer[at + 47] === 0x20) {
    for (; end < filled && buffer[end] !== 0x0a; end += 1) size = 10 * size + (buffer[end] as number) - 0x30;
    return { size, isCommit: true, length: end < filled ? end + 1 - at : INCOMPLETE };
  }
  end = buffer.subarray(at, filled).indexOf(0x0a);
  if (end < 0) return { size, isCommit: false, length: INCOMPLETE };
  const [, kind, bytes] = buffer.toString("latin1", at, at + end).split(" ");
  if (kind === "missing") return { size: -1, isCommit: false, length: end + 1 };
  const isObject = kind === "tree" || kind === "blob" || kind === "tag";
  return { size: Number(bytes), isCommit: false, length: isObject ? end + 1 : FOREIGN };
}

/** By byte: its two hex digits, the first one in the lower half. */
const pairs = Uint16Array.from({ length: 256 }, (_, byte) => {
  const [high = 0, low = 0] = Buffer.from(byte.toString(16).padStart(2, "0"), "latin1");
  return high | (low << 8);
});

/**
 * Hashes in the form git reads from standard input: 40 hex digits and a line feed each.
 * @param oids 20 bytes a commit, as `History.oids`
 * @param commits positions
 */
export function commitLines(oids: Uint8Array, commits: ArrayLike<number>): Uint8Array {
  const lines = new Uint8Array(41 * commits.length);
  const view = new DataView(lines.buffer);
  for (let place = 0; place < commits.length; place += 1) {
    writeDigits(oids, 20 * (commits[place] as number), view, 41 * place);
    lines[41 * place + 40] = 0x0a;
  }
  return lines;
}

function writeDigits(oids: Uint8Array, from: number, into: DataView, to: number): void {
  for (let at = 0; at < 20; at += 2) {
    const first = pairs[oids[from + at] as number] as number;
    const second = pairs[oids[from + at + 1] as number] as number;
    into.setUint32(to + 2 * at, first | (second << 16), true);
  }
}
