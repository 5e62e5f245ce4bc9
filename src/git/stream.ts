import { type ChildProcess, execFileSync, spawn } from "node:child_process";
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
 * Runs git in an opened clone and hands over what it prints, as it comes: for output too long to hold.
 * No shell; the arguments are ours alone, ids go in through `input`.
 *
 * git writes 4 KiB at a time. As events, each such piece would cost the reader ten times what reading it does,
 * so git writes into a named pipe that is read here in one go, this thread waiting: on the kernel's 234,207
 * messages 0.2 s instead of 1.1 s. Its input and its complaints are files, because nobody could serve them
 * meanwhile. Where there is a `stdbuf` it writes 64 KiB at a time, which spares both sides 0.1 s more.
 * @param input what git reads on its standard input
 * @param take gets what has come so far, in a buffer that is used again for the next piece, and tells of how many
 * bytes it is done with; the rest it gets again, with more behind it
 * @throws GitError when git cannot be started or fails, or when `take` leaves a rest
 */
export async function gitStream(
  gitDirectory: string,
  args: readonly string[],
  input: string | Uint8Array,
  take: (bytes: Buffer) => number,
): Promise<void> {
  const files = openFiles(input);
  try {
    const config = overrulingConfig.flatMap((setting) => ["-c", setting]);
    const [program = "", ...rest] = [...files.inLargePieces, "git", "--no-pager", ...config, ...args];
    const git = spawn(program, rest, {
      cwd: gitDirectory,
      env: gitEnvironment(gitDirectory),
      stdio: [files.input, files.intoPipe, files.complaints],
    });
    const ended = ending(git);
    // The end of the output shows only when git alone holds the pipe's other end.
    files.releaseWriter();
    let left = 0;
    try {
      left = drain(files.outOfPipe, take);
    } catch (failure) {
      git.kill();
      throw failure;
    }
    const { code, failure } = await ended;
    if (failure) throw new GitError(args, gitDirectory, failure.message, { cause: failure });
    if (code !== 0) throw new GitError(args, gitDirectory, files.complained());
    if (left > 0) throw new GitError(args, gitDirectory, "its output ended early");
  } finally {
    files.close();
  }
}

const pieceSize = 65_536; // what a pipe holds on Linux
const nap = new Int32Array(new SharedArrayBuffer(4));

/** @returns how many bytes were left over */
function drain(pipe: number, take: (bytes: Buffer) => number): number {
  let buffer = Buffer.allocUnsafe(4 * pieceSize);
  let filled = 0;
  for (;;) {
    if (filled + pieceSize > buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    const size = readSync(pipe, buffer, filled, pieceSize, null);
    if (size === 0) return filled;
    filled += size;
    const done = take(buffer.subarray(0, filled));
    buffer.copyWithin(0, done, filled);
    filled -= done;
    // Half a millisecond lets the pipe fill up, where it is not full already: fewer and larger pieces.
    if (size < pieceSize) Atomics.wait(nap, 0, 0, 0.5);
  }
}

function ending(git: ChildProcess): Promise<{ code: number | null; failure?: Error }> {
  return new Promise((resolve) => {
    git.on("error", (failure) => resolve({ code: null, failure }));
    git.on("close", (code) => resolve({ code }));
  });
}

/** Three files that nobody else can see: their names are gone before git starts. */
function openFiles(input: string | Uint8Array) {
  const directory = mkdtempSync(join(tmpdir(), "sincelinux-"));
  const open: number[] = [];
  const opened = (name: string, flags: number) => {
    const file = openSync(join(directory, name), flags, 0o600);
    open.push(file);
    return file;
  };
  const closeOne = (file: number) => {
    open.splice(open.indexOf(file), 1);
    closeSync(file);
  };
  try {
    const inLargePieces = makePipe(join(directory, "output"));
    writeFileSync(join(directory, "input"), input);
    const complaints = opened("complaints", constants.O_RDWR | constants.O_CREAT);
    // Opening one end waits for the other, unless something holds both.
    const both = opened("output", constants.O_RDWR);
    const outOfPipe = opened("output", constants.O_RDONLY);
    const intoPipe = opened("output", constants.O_WRONLY);
    closeOne(both);
    return {
      input: opened("input", constants.O_RDONLY),
      outOfPipe,
      intoPipe,
      complaints,
      inLargePieces,
      releaseWriter: () => closeOne(intoPipe),
      complained: () => readStart(complaints),
      close: () => open.splice(0).forEach(closeSync),
    };
  } catch (failure) {
    open.splice(0).forEach(closeSync);
    throw failure;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** @returns what makes git write in pieces as large as a pipe: a program and its arguments; empty where there is none */
function makePipe(path: string): readonly string[] {
  const stdbuf = ["stdbuf", `-o${pieceSize}`] as const;
  const mkfifo = ["mkfifo", "-m", "600", path] as const;
  try {
    // Made through it, the pipe shows that it is there and works.
    execFileSync(stdbuf[0], [...stdbuf.slice(1), ...mkfifo], { stdio: "ignore" });
    return stdbuf;
  } catch {
    execFileSync(mkfifo[0], mkfifo.slice(1));
    return [];
  }
}

/** The first 64 KiB of a file. */
function readStart(file: number): string {
  const words = Buffer.alloc(Math.min(fstatSync(file).size, 65_536));
  readSync(file, words, 0, words.length, 0);
  return words.toString("utf8");
}
