import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { encodingOf, spellOut } from "../domain/text.ts";
import type { Problem } from "../records/problem.ts";

const LARGEST = 5 * 1024 * 1024;

/**
 * Reads a document: a talk, notes, a changelog. A pipe or device is refused and never waited for.
 * @returns the text, or null and the one problem that says why there is none
 */
export function readSourceFile(path: string): { text: string | null; problems: Problem[] } {
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(file);
    if (status.isDirectory()) return unread(path, "a file", "a folder", "Name a Markdown file.");
    if (!status.isFile()) return unread(path, "a file", "a pipe or device", "Save its text first.");
    if (status.size > LARGEST) {
      const size = (status.size / 1024 / 1024).toFixed(1);
      return unread(path, "at most 5 MiB", `${size} MiB`, "Split it.");
    }
    const bytes = readFileSync(file);
    return { text: new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes), problems: [] };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return unread(path, "a file", "none", "Correct the path.");
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      return unread(path, "UTF-8", "other bytes", "Save the file as UTF-8.");
    return unread(path, "a readable file", `error ${code}`, "Correct its permissions.");
  } finally {
    if (file !== null) closeSync(file);
  }
}

function unread(path: string, expected: string, found: string, remedy: string) {
  return { text: null, problems: [problemOf(path, expected, found, remedy)] };
}

function problemOf(path: string, expected: string, found: string, remedy: string): Problem {
  return { file: spellOut(path), line: 1, column: 1, field: "file", expected, found, remedy };
}

/**
 * Writes a file that must not be there yet: whole, or not at all.
 * @returns why it was not written; nothing when it was
 */
export function writeNewFile(path: string, text: string): Problem[] {
  const failed = (what: string, error: unknown) => [
    problemOf(path, what, `error ${codeOf(error)}`, "Correct its permissions."),
  ];
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    return failed("a folder that can be made", error);
  }
  try {
    // Follows no link, and fails where anything has this name.
    writeFileSync(path, "", { flag: "wx" });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") return failed("a file that can be written", error);
    return [problemOf(path, "no file of this name", "one", "It was left as it is.")];
  }
  try {
    writeFileSync(path, text);
    return [];
  } catch (error) {
    rmSync(path, { force: true });
    return failed("a file that can be written", error);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
