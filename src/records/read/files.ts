import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
} from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { firstHidden, quoted, spellOut } from "../../domain/text.ts";
import type { Problem } from "../problem.ts";
import { slug } from "../schema/primitives.ts";
import { positionAt } from "./locate.ts";

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

/**
 * The records of a folder, and a problem for all else in it.
 * @param names what a name without the extension has to be
 */
export function listFolder(
  folder: Place,
  extension: ".md" | ".yaml",
  names: z.ZodType<string> = slug,
): { entries: Entry[]; problems: Problem[] } {
  const found = namesIn(folder);
  if (found === null) return { entries: [], problems: [notAFolder(folder)] };
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const entry of found) {
    const file = `${folder.file}/${spellOut(entry.name)}`;
    const name = entry.name.slice(0, -extension.length);
    if (!entry.name.endsWith(extension)) problems.push(unexpected(file, entry, extension));
    else if (!names.safeParse(name).success) problems.push(misnamed(file, entry.name, extension));
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

/** 1 MiB, ten times the largest record written by hand. */
const LARGEST = 1024 * 1024;

type Refused = { text?: never; refused: Omit<Problem, "file"> };

/**
 * Reads a text file, and refuses what is too large, not a regular file, or not UTF-8.
 * @param hidden whether control and bidi characters are refused; facts keep names as git prints them
 */
export function readText(
  path: string,
  { hidden }: { hidden: "refused" | "allowed" },
): { text: string; refused?: never } | Refused {
  const bytes = readBytes(path);
  if (!(bytes instanceof Uint8Array)) return bytes;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return invalidUtf8(bytes);
  }
  const found = hidden === "refused" ? firstHidden(text) : null;
  if (!found) return { text };
  const place = positionAt(text, found.offset);
  return refuse("visible characters", found.name, "Delete the character; it cannot be seen.", place);
}

/** Follows no symbolic link, never blocks on a pipe, and checks the opened file rather than its name. */
function readBytes(path: string): Uint8Array | Refused {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    if (code === "ELOOP") return refuse("a file", "a symbolic link", "Put the file itself here.");
    if (code === "ENOENT") return refuse("a file", "nothing", "Add it.");
    return refuse("a readable file", `error ${code}`, "Correct its permissions, or remove it.");
  }
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) return refuse("a file", "a folder", "Move it out of the content.");
    if (!status.isFile()) return refuse("a file", "a pipe or device", "Move it out of the content.");
    if (status.size <= LARGEST) return readFileSync(file);
    const size = `${(status.size / LARGEST).toFixed(1)} MiB`;
    return refuse("at most 1 MiB", size, "Shorten it, or split it into several records.");
  } finally {
    closeSync(file);
  }
}

function invalidUtf8(bytes: Uint8Array): Refused {
  const repaired = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  // Up to the first invalid byte the two are the same; there the repaired text has U+FFFD.
  const at = Buffer.from(repaired).findIndex((byte, index) => byte !== bytes[index]);
  const place = positionAt(repaired, Buffer.from(bytes.subarray(0, at)).toString().length);
  const found = `byte 0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
  return refuse("UTF-8", found, "Save the file as UTF-8.", place);
}

function refuse(expected: string, found: string, remedy: string, place = { line: 1, column: 1 }): Refused {
  return { refused: { ...place, field: "file", expected, found, remedy } };
}
