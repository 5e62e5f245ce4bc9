import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { simpleGit } from "simple-git";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";
import {
  endGroup,
  endWithUs,
  inOwnGroups,
  silenceLimit,
  tooSilent,
  withRemedyForFiles,
} from "./run-process.ts";

/** A git command with short output: its arguments, and how to parse the output. */
export interface Query<Answer> {
  args: readonly string[];
  parse: (stdout: string) => Answer;
}

const LONGEST = 2 ** 28; // bytes: two million refs

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
  const children: ChildProcess[] = [];
  let reason: string | null = null;
  let size = 0;
  const end = (why: string) => {
    reason ??= why;
    children.forEach(endGroup);
  };
  const forget = endWithUs(() => end("it was ended"));
  const guard = setTimeout(() => end(tooSilent(limit)), 1000 * limit);
  const heard = (piece: Buffer) => {
    guard.refresh();
    size += piece.length;
    if (size > LONGEST) end(`it printed more than ${LONGEST / 2 ** 30} GiB`);
  };
  const git = simpleGit({
    ...{ baseDir: directory, config: [...config] },
    // By default simple-git stops reading 50 ms after git has ended: on a busy machine, output is lost.
    completion: { onClose: true, onExit: false },
    errors: stderrOnly,
    // simple-git rejects settings that name programs. Ours name them to disable them.
    allowEnvironment: Object.keys(env),
    unsafe,
  })
    .env(env)
    .outputHandler((_, stdout, stderr) => {
      for (const pipe of [stdout, stderr]) pipe.on("data", heard);
    });
  try {
    ensureDescriptors();
    return query.parse(await inOwnGroups(children, () => git.raw([...query.args])));
  } catch (failure) {
    const words = failure instanceof Error ? failure.message : String(failure);
    // simple-git prints its stack where git cannot be started.
    const plain = words.replace(/^Error: (spawn [^\n]*)\n {4}at .*$/s, "$1");
    throw new GitError(query.args, directory, reason ?? plain, { cause: failure });
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
  { exitCode, stdErr }: { exitCode: number | null; stdErr: Buffer[] },
): Buffer | Error | undefined {
  if (error instanceof Error || exitCode === 0 || (exitCode === 1 && stdErr.length === 0)) return error;
  return stdErr.length > 0
    ? Buffer.concat(stdErr)
    : Buffer.from(exitCode === null ? "it was killed" : `exit code ${exitCode}`);
}
