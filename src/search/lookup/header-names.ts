/**
 * The table of all names of the kernel's headers in files of some 10 kB, so that the browser fetches one of them for a
 * name that no record has. Names that begin alike are in one file.
 */
import { formatNames, type NameRow, parseNames, shortName } from "../../domain/names-table.ts";

/** Gives the file that would have a name. */
export type HeaderNames = (name: string) => Promise<NameTable>;

export interface NameFiles {
  /** The first key of each file but the first, in order. */
  starts: string[];
  /** The table in parts, as `formatNames` writes it. */
  files: string[];
}

const NAMES_PER_FILE = 1536;

/** What a name is sorted by: "openat2" for openat2(2), "clone_args" for the struct. */
export function keyOfName(name: string): string {
  return shortName(name).toLowerCase();
}

/** Splits a table. @param perFile names in a file; a few more where they differ in case alone */
export function splitNames(rows: Iterable<NameRow>, perFile = NAMES_PER_FILE): NameFiles {
  const sorted = [...rows]
    .map((row) => ({ key: keyOfName(row.name), row }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.name < b.row.name ? -1 : 1));
  const parts: { start: string; rows: NameRow[] }[] = [];
  for (const { key, row } of sorted) {
    const part = parts.at(-1);
    const isFull = !part || part.rows.length >= perFile;
    if (part && (!isFull || keyOfName(part.rows.at(-1)?.name ?? "") === key)) part.rows.push(row);
    else parts.push({ start: key, rows: [row] });
  }
  return {
    starts: parts.slice(1).map(({ start }) => start),
    files: parts.length === 0 ? [formatNames([])] : parts.map((part) => formatNames(part.rows)),
  };
}

/** The number of the file that would have a name. */
export function fileOfName(name: string, starts: readonly string[]): number {
  const key = keyOfName(name);
  return starts.filter((start) => start <= key).length;
}

/** A file of `splitNames`, or the whole table. What is not closed keeps its bracket. */
export class NameTable {
  readonly rows: ReadonlyMap<string, NameRow>;
  /** By the name in lower case, made for the first name that the table does not have as it is written. */
  #folded: ReadonlyMap<string, NameRow> | undefined;

  constructor(file: string) {
    // The release before one that closes a bracket is not needed.
    this.rows = parseNames(file, () => null);
  }

  /** The row of one of these names, else of one that differs in case alone. */
  find(names: readonly string[]): NameRow | undefined {
    const exact = names.map((name) => this.rows.get(name)).find((row) => row !== undefined);
    if (exact) return exact;
    this.#folded ??= new Map([...this.rows].map(([name, row]) => [name.toLowerCase(), row]));
    const folded = this.#folded;
    return names.map((name) => folded.get(name.toLowerCase())).find((row) => row !== undefined);
  }
}
