import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";

const DEEPEST = 5; // git itself stops following alternates there

/** An object directory and all its alternates (`git clone --shared`, `--reference`), itself first. */
export function objectDirectories(own: string): string[] {
  const found = [own];
  collect(own, 0, found);
  return found;
}

function collect(directory: string, depth: number, found: string[]): void {
  const file = join(directory, "info", "alternates");
  if (depth >= DEEPEST || !statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const alternate = isAbsolute(line) ? line : resolve(directory, line);
    if (found.includes(alternate)) continue;
    found.push(alternate);
    collect(alternate, depth + 1, found);
  }
}
