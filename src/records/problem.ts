/** One thing wrong with the content, and what to do about it. */
export interface Problem {
  /** Path relative to the working directory: content/changes/nsfs-ioctls.md */
  file: string;
  /** From 1, as editors count. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
  /** What it is about: "commits[0].sha", "body", "file". */
  field: string;
  expected: string;
  /** The value as the file has it, quoted when it is text; absent if there is none. */
  found?: string | undefined;
  /** A sentence that says what to do. */
  remedy: string;
}

/** A problem before its line and column are known; offsets count UTF-16 units from the file's start. */
export type Refusal = Pick<Problem, "field" | "expected" | "found" | "remedy"> & { offset: number };

/** Most problems reported of one file: a hostile one can have a hundred thousand. */
export const MOST_REFUSALS = 100;

/** `content/changes/nsfs-ioctls.md:7:9 commits[0].sha: expected 40 hex digits, found "d95fa3c". Write the whole hash.` */
export function printProblem({ file, line, column, field, expected, found, remedy }: Problem): string {
  const seen = found === undefined ? "" : `, found ${found}`;
  return `${file}:${line}:${column} ${field}: expected ${expected}${seen}. ${remedy}`;
}

/** For sort(): by file, line and column. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.field, b.field)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
