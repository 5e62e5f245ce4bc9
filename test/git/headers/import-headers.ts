import { mkdirSync } from "node:fs";
import { git, gitFed } from "../run-git.ts";

/** A commit of a header history, on top of the one before. */
export interface HeaderCommit {
  message: string;
  /** Seconds since the epoch; by default one day after the commit before. */
  time?: number;
  /** Whole contents by path; null removes. */
  files: Record<string, string | null>;
}

/**
 * Writes a bare repository with one branch.
 * @returns the hash of each commit
 */
export function importHeaders(directory: string, branch: string, commits: readonly HeaderCommit[]): string[] {
  mkdirSync(directory, { recursive: true });
  git(directory, "init", "-q", "--bare", `--initial-branch=${branch}`, ".");
  const lines = commits.flatMap(({ message, time, files }, at) => {
    const seconds = time ?? 1_520_000_000 + 86_400 * at;
    const changes = Object.entries(files).map(([path, text]) =>
      text === null ? `D ${path}\n` : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    );
    return [
      `commit refs/heads/${branch}\nmark :${at + 1}\ncommitter A <a@example.org> ${seconds} +0000\n`,
      `data ${Buffer.byteLength(message)}\n${message}\n`,
      ...(at === 0 ? [] : [`from :${at}\n`]),
      ...changes,
    ];
  });
  gitFed(directory, lines.join(""), "fast-import", "--quiet");
  return git(directory, "rev-list", "--reverse", branch).split("\n");
}
