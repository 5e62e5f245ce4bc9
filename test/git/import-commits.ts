import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { git, gitFed } from "./run-git.ts";

/** One commit to write. Text may be bytes, for names that are no UTF-8. */
export interface CommitDraft {
  id: string;
  parents?: string[];
  message: string | Uint8Array;
  /** Name; the address is made up. */
  author?: string | Uint8Array;
  /** Seconds since the epoch. */
  authored?: number;
  committed?: number;
  zone?: string;
}

/**
 * Writes a bare repository with `git fast-import`.
 * @returns the hash of each commit by its id
 */
export function importCommits(directory: string, commits: readonly CommitDraft[]): Map<string, string> {
  mkdirSync(directory, { recursive: true });
  git(directory, "init", "-q", "--bare", "--initial-branch=unborn", ".");
  const marks = new Map(commits.map(({ id }, at) => [id, at + 1]));
  const pieces = commits.flatMap((commit, at) => draft(commit, at, marks));
  // Everything hangs on refs that are taken away again: each repository names its own.
  const marksFile = join(directory, "marks");
  gitFed(
    directory,
    Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array))),
    ...["fast-import", "--quiet", "--date-format=raw-permissive", `--export-marks=${marksFile}`],
  );
  const lines = readFileSync(marksFile, "utf8").trim().split("\n");
  const shas = new Map(lines.map((line) => line.slice(1).split(" ") as [string, string]));
  const refs = git(directory, "for-each-ref", "--format=delete %(refname)");
  gitFed(directory, `${refs}\n`, "update-ref", "--stdin");
  return new Map([...marks].map(([id, mark]) => [id, shas.get(String(mark)) as string]));
}

function draft(commit: CommitDraft, at: number, marks: ReadonlyMap<string, number>): Uint8Array[] {
  const { id, parents = [], message, author = "Tester", authored, committed, zone = "+0000" } = commit;
  const [first, ...others] = parents.map((parent) => `:${marks.get(parent)}`);
  const text = Buffer.from(message as Uint8Array);
  const seconds = committed ?? 1_100_000_000 + 1000 * at;
  const lines: (string | Uint8Array)[] = [
    `reset refs/import/${at}\n\ncommit refs/import/${at}\nmark :${marks.get(id)}\n`,
    "author ",
    author,
    ` <someone@example.org> ${authored ?? seconds} ${zone}\n`,
    `committer Merger <merger@example.org> ${seconds} ${zone}\n`,
    `data ${text.length}\n`,
    text,
    "\n",
    ...(first === undefined ? [] : [`from ${first}\n`]),
    ...others.map((parent) => `merge ${parent}\n`),
    "\n",
  ];
  return lines.map((line) => Buffer.from(line as Uint8Array));
}
