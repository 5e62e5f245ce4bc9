import { simpleGit } from "simple-git";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";

/** A question to git whose answer is short: its arguments, and how to read what it prints. */
export interface Query<Answer> {
  args: readonly string[];
  parse: (stdout: string) => Answer;
}

/**
 * Puts a short question to git. What it prints is held whole: long answers go through `gitOutput`.
 * @param directory where git runs
 * @param env the whole environment of the process
 * @throws GitError when git cannot be started or complains
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
    // By default simple-git stops listening 50 ms after git has ended: on a busy machine, before the last refs.
    completion: { onClose: true, onExit: false },
    errors: complaint,
    // simple-git guards against settings that name programs. Ours do so to switch them off.
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

/** git's words alone; exit code 1 without a word is how it says that there is nothing to print. */
function complaint(
  error: Buffer | Error | undefined,
  { exitCode, stdErr }: { exitCode: number; stdErr: Buffer[] },
): Buffer | Error | undefined {
  if (error instanceof Error || exitCode === 0 || (exitCode === 1 && stdErr.length === 0)) return error;
  return stdErr.length > 0 ? Buffer.concat(stdErr) : Buffer.from(`it ended with ${exitCode}`);
}
