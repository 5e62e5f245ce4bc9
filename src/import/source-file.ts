import { readFileSync, statSync } from "node:fs";

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
