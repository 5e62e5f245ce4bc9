import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { GitError } from "./git-error.ts";
import { runProcess } from "./run-process.ts";

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
  const settings = config.flatMap((setting) => ["-c", setting]);
  const command = ["git", "--no-pager", ...settings, ...query.args];
  const { failure, code, stdout, stderr } = await runProcess({
    command,
    cwd: directory,
    env,
    longest: LONGEST,
  });
  if (failure) throw new GitError(query.args, directory, failure.message, { cause: failure });
  if (code !== 0 && !(code === 1 && stderr === ""))
    throw new GitError(query.args, directory, stderr || `exit code ${code}`);
  return query.parse(stdout.toString("utf8"));
}
