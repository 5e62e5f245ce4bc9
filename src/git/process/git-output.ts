import { type StdioOptions, spawn } from "node:child_process";
import {
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";

/**
 * Runs git in an opened clone and hands over what it has printed, piece by piece: for output too long to hold.
 * No shell; the arguments are ours alone, ids go in through `input`.
 *
 * git writes into a file, which is read when git has ended. Reading a pipe meanwhile is sooner done by a twentieth,
 * and costs more: where two processors share a core, git and its reader slow each other down. The kernel's 234,207
 * messages take 2.8 s of processor time this way, 3.05 s through a pipe. Where there is a `stdbuf`, git writes
 * 64 KiB at a time instead of 4, which is another 0.3 s.
 * @param input what git reads on its standard input
 * @param take gets what has been read so far, in a buffer that is used again for the next piece, and tells of how
 * many bytes it is done with; the rest it gets again, with more behind it
 * @throws GitError when git cannot be started, fails or prints more than 2 GiB, or when `take` leaves a rest
 */
export async function gitOutput(
  gitDirectory: string,
  args: readonly string[],
  input: string | Uint8Array,
  take: (bytes: Buffer) => number,
): Promise<void> {
  const files = openFiles(args, gitDirectory, input);
  try {
    const config = overrulingConfig.flatMap((setting) => ["-c", setting]);
    const git = ["git", "--no-pager", ...config, ...args];
    let ended = await run(["stdbuf", `-o${WRITTEN_AT_ONCE}`, ...git], gitDirectory, files);
    if (!ended.isStarted || STDBUF_FAILED.includes(ended.code ?? 0)) {
      ended = await run(git, gitDirectory, files);
    }
    if (ended.failure)
      throw new GitError(args, gitDirectory, ended.failure.message, { cause: ended.failure });
    if (ended.code !== 0) throw new GitError(args, gitDirectory, withRemedy(ended.complaint));
    if (readThrough(files.output, take) > 0) throw new GitError(args, gitDirectory, "its output ended early");
  } finally {
    files.close();
  }
}

const WRITTEN_AT_ONCE = 65_536; // bytes
const READ_AT_ONCE = 2 ** 18; // bytes: what comes next finds them in the cache of the processor
/** Far more than an honest clone has to say at once; it keeps a hostile one from filling the disk. */
const LONGEST = 2 ** 31; // bytes
const LOOKED_AT_EVERY = 100; // milliseconds

/** Its own exit codes: it does not work, or does not find git. None of them is git's. */
const STDBUF_FAILED = [125, 126, 127];

interface Ended {
  isStarted: boolean;
  /** Null when it was killed. */
  code: number | null;
  failure: Error | null;
  /** What it said on its standard error, at most a little more than 64 KiB. */
  complaint: string;
}

function run([program = "", ...args]: readonly string[], cwd: string, files: Files): Promise<Ended> {
  return new Promise((resolve) => {
    const stdio: StdioOptions = [files.input, files.output, "pipe"];
    const child = spawn(program, args, { cwd, env: gitEnvironment(cwd), stdio });
    let complaint = "";
    // Not into a file: on a full disk nothing would be left of why.
    child.stderr?.setEncoding("utf8").on("data", (words: string) => {
      if (complaint.length < 65_536) complaint += words;
    });
    let failure: Error | null = null;
    const guard = setInterval(() => {
      if (fstatSync(files.output).size <= LONGEST) return;
      failure = new Error("it printed more than 2 GiB");
      child.kill();
    }, LOOKED_AT_EVERY);
    const end = (ended: Omit<Ended, "complaint">) => {
      clearInterval(guard);
      resolve({ ...ended, complaint });
    };
    child.on("error", (reason) => end({ isStarted: false, code: null, failure: reason }));
    child.on("close", (code) => end({ isStarted: true, code, failure }));
  });
}

/** @returns how many bytes were left over */
function readThrough(file: number, take: (bytes: Buffer) => number): number {
  let buffer = Buffer.allocUnsafe(2 * READ_AT_ONCE);
  let filled = 0;
  for (let position = 0; ;) {
    if (filled + READ_AT_ONCE > buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    const size = readSync(file, buffer, filled, READ_AT_ONCE, position);
    if (size === 0) return filled;
    position += size;
    filled += size;
    const done = take(buffer.subarray(0, filled));
    buffer.copyWithin(0, done, filled);
    filled -= done;
  }
}

interface Files {
  input: number;
  output: number;
  close: () => void;
}

/** Two files that nobody else can see: their names are gone before git starts. */
function openFiles(args: readonly string[], gitDirectory: string, input: string | Uint8Array): Files {
  const open: number[] = [];
  const close = () => open.splice(0).forEach(closeSync);
  let directory = "";
  try {
    directory = mkdtempSync(join(tmpdir(), "sincelinux-"));
    writeFileSync(join(directory, "input"), input);
    const written = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND;
    for (const [name, flags] of [
      ["input", constants.O_RDONLY],
      ["output", written],
    ] as const)
      open.push(openSync(join(directory, name), flags, 0o600));
    const [forInput = -1, forOutput = -1] = open;
    return { input: forInput, output: forOutput, close };
  } catch (failure) {
    close();
    const words = failure instanceof Error ? failure.message : String(failure);
    throw new GitError(args, gitDirectory, withRemedy(words), { cause: failure });
  } finally {
    if (directory !== "") rmSync(directory, { recursive: true });
  }
}

function withRemedy(complaint: string): string {
  return /no space left on device|ENOENT|EACCES|EROFS|quota/i.test(complaint)
    ? `${complaint.trim()}. Make room in ${tmpdir()}, or name another folder in TMPDIR`
    : complaint;
}
