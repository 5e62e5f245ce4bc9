import { type Definition, isCallName, LONGEST_NAME } from "./definition.ts";

/** What a file of a header history holds. */
export const tableFormats = ["syscall-table", "names", "go-constants"] as const;
export type TableFormat = (typeof tableFormats)[number];

/**
 * A line that names a system call. `syscall-table`: "435 common clone3 sys_clone3", as the kernel's *.tbl; `names`: a
 * name a line, as glibc's list; `go-constants`: "SYS_CLONE3 = 435", as golang.org/x/sys.
 */
const lines: Record<TableFormat, RegExp> = {
  "syscall-table": /^\d{1,6}[ \t]+\w+[ \t]+(\w+)(?:[ \t]+(?!sys_ni_syscall\b)\w|[ \t]*$)/,
  names: /^(\w+)[ \t]*$/,
  "go-constants": /^[ \t]*SYS_(\w+)[ \t]*=[ \t]*\d+[ \t]*(?:\/\/.*)?$/,
};

/**
 * The system calls that a table names.
 * @example parseTable("435\tcommon\tclone3\tsys_clone3\n", "syscall-table")[0]?.name // "clone3"
 */
export function parseTable(text: string, format: TableFormat): Definition[] {
  return text.split("\n").flatMap((line, at) => {
    const name = line.length > 400 ? undefined : lines[format].exec(line)?.[1];
    if (name === undefined || name.length > LONGEST_NAME) return [];
    const written = format === "go-constants" ? name.toLowerCase() : name;
    if (!isCallName(written)) return [];
    return [{ kind: "call", name: written, line: at + 1, value: null, isPrivate: false }];
  });
}
