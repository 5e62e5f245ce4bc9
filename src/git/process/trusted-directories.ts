import { tmpdir } from "node:os";
import { GitError } from "./git-error.ts";
import { ask } from "./query.ts";

/**
 * The values of safe.directory in the machine's and the user's own configuration, in git's order.
 * These two files are ours, not the clone's, so they are read with the environment as it is.
 */
export async function trustedDirectories(): Promise<string[]> {
  const values = await Promise.all([read("--system"), read("--global")]);
  return values.flat();
}

async function read(scope: "--system" | "--global"): Promise<string[]> {
  const { PATH = "", HOME = "", XDG_CONFIG_HOME } = process.env;
  const env = { PATH, HOME, ...(XDG_CONFIG_HOME === undefined ? {} : { XDG_CONFIG_HOME }) };
  const query = {
    args: ["config", scope, "--null", "--get-all", "safe.directory"],
    parse: (stdout: string) => stdout.split("\0").slice(0, -1),
  };
  try {
    return await ask(tmpdir(), query, env, []);
  } catch (failure) {
    if (failure instanceof GitError) return []; // no such file: nothing is trusted
    throw failure;
  }
}
