import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";

/**
 * Runs git in an opened clone and yields what it prints, as it comes: for output too long to hold.
 * No shell; the arguments are ours alone, ids go in through `input`.
 * @param input what git reads on its standard input, in pieces of any size
 * @throws GitError when git cannot be started or fails; also when it was killed
 */
export async function* gitStream(
  gitDirectory: string,
  args: readonly string[],
  input: Iterable<string | Uint8Array> = [],
): AsyncGenerator<Buffer, void, undefined> {
  const config = overrulingConfig.flatMap((setting) => ["-c", setting]);
  const git = spawn("git", ["--no-pager", ...config, ...args], {
    cwd: gitDirectory,
    env: gitEnvironment(gitDirectory),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const ended = new Promise<{ code: number | null; failure?: Error }>((resolve) => {
    git.on("error", (failure) => resolve({ code: null, failure }));
    git.on("close", (code) => resolve({ code }));
  });
  const said = lastWords(git.stderr);
  // git may end before it has read everything: its exit code tells the story then, not the broken pipe.
  const fed = pipeline(Readable.from(input, { objectMode: true }), git.stdin).catch(() => undefined);
  try {
    for await (const chunk of git.stdout) yield chunk as Buffer;
    await fed;
    const { code, failure } = await ended;
    if (code !== 0) throw new GitError(args, gitDirectory, failure?.message ?? said(), { cause: failure });
  } finally {
    git.kill();
  }
}

/** Keeps the first 64 KiB of what git complains about. */
function lastWords(stderr: Readable): () => string {
  let words = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    if (words.length < 65_536) words += text;
  });
  return () => words;
}
