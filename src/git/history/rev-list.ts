import { GitError } from "../process/git-error.ts";
import { gitOutput } from "../process/git-output.ts";
import { ask } from "../process/query.ts";

/** Commits with their parents' hashes, as rev-list prints them. */
export interface ListedCommits {
  /** 20 bytes a hash: each commit followed by its parents. */
  hashes: Uint8Array;
  /** Which hash begins each commit's line; one more entry marks the end. */
  lines: Uint32Array;
}

const TOKEN = 41; // 40 digits, and a space before the next parent or a line feed

/**
 * Without `--missing=allow-any` git fails at a tag of a tree that a partial clone lacks, without `--ignore-missing` at
 * a tip that does not exist.
 */
const LENIENT = ["--ignore-missing", "--missing=allow-any"];

/**
 * Whether one of these hashes is a commit that the clone has; others may be trees or missing.
 * @param hashes whole hashes, few enough for a command line
 * @throws GitError when git fails
 */
export async function hasCommits(gitDirectory: string, hashes: readonly string[]): Promise<boolean> {
  const args = ["rev-list", "--no-walk", ...LENIENT, ...hashes];
  return ask(gitDirectory, { args, parse: (stdout) => stdout !== "" });
}

/**
 * Lists commits with their parents, newest first. A missing commit is not reported here: it is a parent that is not
 * listed itself.
 * @param wanted hashes to start from; those that are not commits are skipped
 * @param known hashes whose ancestry is left out
 * @param trustGraph false to make git ignore the clone's commit-graph
 * @throws GitError when git fails or its output is not understood
 */
export async function listCommits(
  gitDirectory: string,
  wanted: readonly string[],
  known: readonly string[],
  trustGraph: boolean,
): Promise<ListedCommits> {
  const args = [
    ...(trustGraph ? [] : ["-c", "core.commitGraph=false"]),
    ...["rev-list", "--parents", ...LENIENT, "--stdin"],
  ];
  const input = [...wanted, ...known.map((sha) => `^${sha}`)].map((line) => `${line}\n`).join("");
  let hashes = new Uint8Array(20 * 4096);
  let lines = new Uint32Array(4096);
  let hashCount = 0;
  let lineCount = 0;
  let atLineStart = true;
  await gitOutput(gitDirectory, args, input, (bytes) => {
    const end = bytes.length - (bytes.length % TOKEN);
    if (20 * (hashCount + end / TOKEN) > hashes.length) hashes = larger(hashes, 20 * (end / TOKEN));
    for (let at = 0; at < end; at += TOKEN) {
      if (atLineStart) {
        if (lineCount + 1 >= lines.length) lines = largerWords(lines);
        lines[lineCount] = hashCount;
        lineCount += 1;
      }
      const separator = bytes[at + 40];
      const understood =
        decode(bytes, at, hashes, 20 * hashCount) && (separator === 0x20 || separator === 0x0a);
      if (!understood) throw new GitError(args, gitDirectory, "its output was not understood");
      atLineStart = separator === 0x0a;
      hashCount += 1;
    }
    return end;
  });
  if (!atLineStart) throw new GitError(args, gitDirectory, "its output ended early");
  lines[lineCount] = hashCount;
  return { hashes: hashes.subarray(0, 20 * hashCount), lines: lines.subarray(0, lineCount + 1) };
}

const digitValues = new Int8Array(256).fill(-1);
for (const [value, digit] of [..."0123456789abcdef"].entries()) digitValues[digit.charCodeAt(0)] = value;

/** For millions of hashes this loop is four times as fast as one call of Buffer's hex decoder per hash. */
function decode(text: Uint8Array, from: number, into: Uint8Array, to: number): boolean {
  let bad = 0;
  for (let at = 0; at < 20; at += 1) {
    const high = digitValues[text[from + 2 * at] as number] as number;
    const low = digitValues[text[from + 2 * at + 1] as number] as number;
    bad |= high | low;
    into[to + at] = (high << 4) | low;
  }
  return bad >= 0;
}

function larger(bytes: Uint8Array<ArrayBuffer>, atLeast: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(2 * bytes.length + atLeast);
  grown.set(bytes);
  return grown;
}

function largerWords(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(2 * words.length);
  grown.set(words);
  return grown;
}
