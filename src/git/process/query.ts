import { closeSync, openSync } from "node:fs";
import { simpleGit } from "simple-git";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";
import { endWithUs, silenceLimit, tooSilent, withRemedyForFiles } from "./run-process.ts";

/** A git command with short output: its arguments, and how to parse the output. */
export interface Query<Answer> {
  args: readonly string[];
  parse: (stdout: string) => Answer;
}

const LONGEST = 2 ** 28; // bytes: two million refs
const GRACE = 500; // milliseconds

/**
 * Runs a git command with short output, which is kept in memory; long output goes through `gitOutput`. Exit code 1
 * without an error message means that there is nothing to print.
 * @param directory working directory of git
 * @param env the complete environment of the process
 * @param config settings for the command line, "name=value"
 * @throws GitError when git cannot be started, fails, prints too much or nothing for too long
 */
export async function ask<Answer>(
  directory: string,
  query: Query<Answer>,
  env: Record<string, string> = gitEnvironment(directory),
  config: readonly string[] = overrulingConfig,
): Promise<Answer> {
  const limit = silenceLimit();
  const end = new AbortController();
  const forget = endWithUs(() => end.abort());
  let guard: NodeJS.Timeout | undefined;
  let size = 0;
  const block = 1000 * limit;
  const git = simpleGit({
    ...{ baseDir: directory, config: [...config], timeout: { block }, abort: end.signal },
    // By default simple-git stops reading 50 ms after git has ended: on a busy machine, output is lost.
    completion: { onClose: true, onExit: false },
    errors: stderrOnly,
    // simple-git rejects settings that name programs. Ours name them to disable them.
    allowEnvironment: Object.keys(env),
    unsafe,
  })
    .env(env)
    .outputHandler((_, stdout, stderr) => {
      // A program that git left behind may keep the pipes open.
      const close = () => {
        for (const stream of [stdout, stderr]) (stream as NodeJS.ReadStream).destroy();
      };
      guard = setTimeout(close, block + GRACE);
      const heard = (piece: Buffer) => {
        guard?.refresh();
        size += piece.length;
        if (size > LONGEST) end.abort();
      };
      for (const stream of [stdout, stderr]) stream.on("data", heard);
    });
  try {
    ensureDescriptors();
    return query.parse(await git.raw([...query.args]));
  } catch (failure) {
    let words = failure instanceof Error ? failure.message : String(failure);
    // simple-git prints its stack where git cannot be started.
    words = words.replace(/^Error: (spawn [^\n]*)\n {4}at .*$/s, "$1");
    if (size > LONGEST) words = `it printed more than ${LONGEST / 2 ** 30} GiB`;
    else if (failure instanceof Error && "plugin" in failure && failure.plugin === "timeout")
      words = tooSilent(limit);
    throw new GitError(query.args, directory, words, { cause: failure });
  } finally {
    clearTimeout(guard);
    forget();
  }
}

const unsafe = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
};

const NEEDED = 32; // descriptors of three queries at once

/** simple-git throws out of reach where a process cannot get its pipes, so they are tried first. */
function ensureDescriptors(): void {
  const open: number[] = [];
  try {
    while (open.length < NEEDED) open.push(openSync("/dev/null", "r"));
  } catch (failure) {
    throw withRemedyForFiles(failure as NodeJS.ErrnoException);
  } finally {
    open.forEach(closeSync);
  }
}

/** git's own error message. Exit code 1 without a message means that there is nothing to print. */
function stderrOnly(
  error: Buffer | Error | undefined,
  { exitCode, stdErr }: { exitCode: number; stdErr: Buffer[] },
): Buffer | Error | undefined {
  if (error instanceof Error || exitCode === 0 || (exitCode === 1 && stdErr.length === 0)) return error;
  return stdErr.length > 0 ? Buffer.concat(stdErr) : Buffer.from(`exit code ${exitCode}`);
}
