import { execFileSync } from "node:child_process";

/** Runs git as it comes, without this user's settings, and gives back what it prints. */
export function runGit(directory: string, ...args: string[]): string {
  const { PATH = "" } = process.env;
  const env = { PATH, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
  return execFileSync("git", args, { cwd: directory, env, encoding: "utf8", maxBuffer: 2 ** 30 });
}
