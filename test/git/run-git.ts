import { execFileSync, spawnSync } from "node:child_process";

/** Nothing of this machine's or this user's settings; fixed names and dates. */
const environment = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Tester",
  GIT_AUTHOR_EMAIL: "tester@example.org",
  GIT_AUTHOR_DATE: "1200000000 +0000",
  GIT_COMMITTER_NAME: "Tester",
  GIT_COMMITTER_EMAIL: "tester@example.org",
  GIT_COMMITTER_DATE: "1200000000 +0000",
};

/** Runs git in a folder and gives back what it prints, without the last line feed. */
export function git(directory: string, ...args: string[]): string {
  return gitFed(directory, "", ...args);
}

/** The same, with something on its standard input. */
export function gitFed(directory: string, input: string | Uint8Array, ...args: string[]): string {
  const options = { cwd: directory, env: environment, input, stdio: "pipe", maxBuffer: 2 ** 30 } as const;
  return execFileSync("git", args, options).toString("utf8").replace(/\n$/, "");
}

/** The same for a command that may fail; what it says is of no interest. */
export function tryGit(directory: string, input: string, ...args: string[]): void {
  spawnSync("git", args, { cwd: directory, env: environment, input, stdio: ["pipe", "ignore", "ignore"] });
}
