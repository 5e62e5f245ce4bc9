import { spawn } from "node:child_process";
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
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
  const files = openFiles(input);
  try {
    const config = overrulingConfig.flatMap((setting) => ["-c", setting]);
    const git = ["git", "--no-pager", ...config, ...args];
    let ended = await run(["stdbuf", `-o${WRITTEN_AT_ONCE}`, ...git], gitDirectory, files);
    if (!ended.isStarted || STDBUF_FAILED.includes(ended.code ?? 0)) {
      ftruncateSync(files.complaints);
      ended = await run(git, gitDirectory, files);
    }
    if (ended.failure)
      throw new GitError(args, gitDirectory, ended.failure.message, { cause: ended.failure });
    if (ended.code !== 0) throw new GitError(args, gitDirectory, complaint(files.complaints));
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
}

function run([program = "", ...args]: readonly string[], cwd: string, files: Files): Promise<Ended> {
  return new Promise((resolve) => {
    const stdio = [files.input, files.output, files.complaints];
    const child = spawn(program, args, { cwd, env: gitEnvironment(cwd), stdio });
    let failure: Error | null = null;
    const guard = setInterval(() => {
      if (fstatSync(files.output).size <= LONGEST) return;
      failure = new Error("it printed more than 2 GiB");
      child.kill();
    }, LOOKED_AT_EVERY);
    const end = (ended: Ended) => {
      clearInterval(guard);
      resolve(ended);
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
  complaints: number;
  close: () => void;
}

/** Three files that nobody else can see: their names are gone before git starts. */
function openFiles(input: string | Uint8Array): Files {
  const directory = mkdtempSync(join(tmpdir(), "sincelinux-"));
  const open: number[] = [];
  const opened = (name: string, flags: number) => {
    const file = openSync(join(directory, name), flags, 0o600);
    open.push(file);
    return file;
  };
  const close = () => open.splice(0).forEach(closeSync);
  const written = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND;
  try {
    writeFileSync(join(directory, "input"), input);
    return {
      input: opened("input", constants.O_RDONLY),
      output: opened("output", written),
      complaints: opened("complaints", written),
      close,
    };
  } catch (failure) {
    close();
    throw failure;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What git complained of: the first 64 KiB. */
function complaint(file: number): string {
  const words = Buffer.alloc(Math.min(fstatSync(file).size, 65_536));
  readSync(file, words, 0, words.length, 0);
  const text = words.toString("utf8");
  return text.includes("No space left on device")
    ? `${text.trim()}. Make room in ${tmpdir()}, or name another folder in TMPDIR`
    : text;
}
