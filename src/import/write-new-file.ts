import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

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
