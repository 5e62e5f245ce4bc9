import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { git, gitFed } from "../run-git.ts";

/** A commit of a history with merges. */
export interface MainlineCommit {
  /** Its name in `parents`, and in the result. */
  id: string;
  message: string;
  /** Days since 2017-01-01, of author and committer. */
  day: number;
  author?: string;
  committer?: string;
  /** Ids; by default the commit before. */
  parents?: string[];
}

/** Writes a bare repository whose branch "imported" ends with the last commit. @returns hashes by id */
export function writeMainline(directory: string, commits: readonly MainlineCommit[]): Map<string, string> {
  mkdirSync(directory, { recursive: true });
  git(directory, "init", "-q", "--bare", "--initial-branch=imported", ".");
  const mark = (id: string) => 1 + commits.findIndex((commit) => commit.id === id);
  const lines = commits.map(({ id, message, day, author = "Ann Author", committer, parents }, at) => {
    const time = `${Date.UTC(2017, 0, 1) / 1000 + 86_400 * day} +0000`;
    const [first, ...others] = parents ?? commits.slice(Math.max(0, at - 1), at).map((each) => each.id);
    return [
      `commit refs/heads/imported\nmark :${mark(id)}\nauthor ${author} <a@example.org> ${time}\n`,
      `committer ${committer ?? author} <c@example.org> ${time}\ndata ${Buffer.byteLength(message)}\n${message}\n`,
      ...(first === undefined ? [] : [`from :${mark(first)}\n`]),
      ...others.map((other) => `merge :${mark(other)}\n`),
      `M 100644 inline include/linux/x.h\ndata 2\n/*\n`,
    ].join("");
  });
  gitFed(directory, lines.join(""), "fast-import", "--quiet", "--export-marks=marks");
  const marks = readFileSync(join(directory, "marks"), "utf8").trim().split("\n");
  return new Map(marks.map((line) => [commits[Number(line.slice(1, -41)) - 1]?.id ?? "", line.slice(-40)]));
}
