import { simpleGit } from "simple-git";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";

/** A git command with short output: its arguments, and how to parse the output. */
export interface Query<Answer> {
  args: readonly string[];
  parse: (stdout: string) => Answer;
}

/**
 * Runs a git command with short output, which is kept in memory; long output goes through `gitOutput`.
 * @param directory working directory of git
 * @param env the complete environment of the process
 * @param config settings for the command line, "name=value"
 * @throws GitError when git cannot be started or fails
 */
export async function ask<Answer>(
  directory: string,
  query: Query<Answer>,
  env: Record<string, string> = gitEnvironment(directory),
  config: readonly string[] = overrulingConfig,
): Promise<Answer> {
  const git = simpleGit({
    baseDir: directory,
    config: [...config],
    // By default simple-git stops reading 50 ms after git has ended: on a busy machine, output is lost.
    completion: { onClose: true, onExit: false },
    errors: stderrOnly,
    // simple-git rejects settings that name programs. Ours name them to disable them.
    allowEnvironment: Object.keys(env),
    unsafe: {
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
    },
  });
  try {
    return query.parse(await git.env(env).raw([...query.args]));
  } catch (failure) {
    throw new GitError(query.args, directory, failure instanceof Error ? failure.message : String(failure), {
      cause: failure,
    });
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
