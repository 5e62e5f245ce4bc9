import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const LARGEST = 5 * 1024 * 1024;

/** Reads a talk or notes from a file. @returns the text, or a sentence that says why there is none */
export function readSourceFile(path: string): { text: string } | { refused: string } {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { refused: "expected a file, found a folder. Name a Markdown file." };
    if (!status.isFile()) return { refused: "expected a file, found a pipe or device. Save its text first." };
    if (status.size > LARGEST) {
      const size = (status.size / 1024 / 1024).toFixed(1);
      return { refused: `expected at most 5 MiB, found ${size} MiB. Split it.` };
    }
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { refused: "expected a file, found none. Correct the path." };
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      return { refused: "expected UTF-8, found other bytes. Save the file as UTF-8." };
    }
    return { refused: `expected a readable file, found error ${code}. Correct its permissions.` };
  }
}

/**
 * Writes a file that must not be there yet: whole, or not at all.
 * @returns why it was not written; null when it was
 */
export function writeNewFile(path: string, text: string): string | null {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    return `its folder could not be made (error ${codeOf(error)}).`;
  }
  try {
    // Follows no link, and fails where anything has this name.
    writeFileSync(path, "", { flag: "wx" });
  } catch (error) {
    if (codeOf(error) === "EEXIST") return "there is a file of this name; it was left as it is.";
    return `it could not be written (error ${codeOf(error)}).`;
  }
  try {
    writeFileSync(path, text);
    return null;
  } catch (error) {
    rmSync(path, { force: true });
    return `it could not be written (error ${codeOf(error)}).`;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
