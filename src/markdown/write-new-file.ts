import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file that must not be there yet: whole, or not at all.
 * @returns why it was not written; null when it was
 */
export function writeNewFile(path: string, text: string): string | null {
  let created = false;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "", { flag: "wx" });
    created = true;
    writeFileSync(path, text);
    return null;
  } catch (error) {
    if (created) rmSync(path, { force: true });
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return "there is a file of this name; it was left as it is.";
    return `it could not be written (error ${code}).`;
  }
}
