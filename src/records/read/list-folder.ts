import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { quoted, spellOut } from "../../domain/text.ts";
import type { Problem } from "../problem.ts";
import { slug } from "../schema/primitives.ts";

/** A file with the place and name of a record; its content is not checked yet. */
export interface Entry {
  /** Its name without the extension. */
  name: string;
  /** Path to read it from. */
  path: string;
  /** Path shown in messages. */
  file: string;
}

/** A folder or file: the path to read, and the path shown in messages. */
export interface Place {
  path: string;
  file: string;
}

/**
 * The entries of a folder by name; a missing folder is an empty one. Hidden files, which editors and file managers
 * leave behind, are skipped.
 * @returns null if the path is something other than a folder
 */
export function namesIn({ path }: Place): Dirent[] | null {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return [];
  if (!status.isDirectory()) return null;
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The records of a folder, and a problem for all else in it. */
export function listFolder(
  folder: Place,
  extension: ".md" | ".yaml",
): { entries: Entry[]; problems: Problem[] } {
  const names = namesIn(folder);
  if (names === null) return { entries: [], problems: [notAFolder(folder)] };
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const entry of names) {
    const file = `${folder.file}/${spellOut(entry.name)}`;
    const name = entry.name.slice(0, -extension.length);
    if (!entry.name.endsWith(extension)) problems.push(unexpected(file, entry, extension));
    else if (!slug.safeParse(name).success) problems.push(misnamed(file, entry.name, extension));
    else entries.push({ name, path: join(folder.path, entry.name), file });
  }
  return { entries, problems };
}

/** A problem with a file as a whole. */
export function fileProblem(file: string, expected: string, found: string, remedy: string): Problem {
  return { file, line: 1, column: 1, field: "file", expected, found, remedy };
}

export function notAFolder({ file }: Place): Problem {
  return fileProblem(file, "a folder", "something else", "Put a folder here; links are not followed.");
}

function unexpected(file: string, entry: Dirent, extension: string): Problem {
  const found = entry.isDirectory() ? "a folder" : quoted(entry.name);
  return fileProblem(
    file,
    `only files named *${extension}`,
    found,
    "Rename it, or move it out of the content.",
  );
}

function misnamed(file: string, name: string, extension: string): Problem {
  const expected = `a name of lower-case words joined by hyphens, at most 80 characters, and ${extension}`;
  return fileProblem(file, expected, quoted(name), `Rename it, like "nsfs-ioctls${extension}".`);
}
