import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where a run that writes facts builds the new ones, beside the folder that it replaces. */
export function factsWorkspace(contentDir: string): string {
  return join(contentDir, ".facts");
}

/**
 * The folder that facts are read from: content/facts. A run that was stopped in the very moment between taking the
 * old folder away and putting the new one there leaves the new one, complete, under another name.
 */
export function factsFolder(contentDir: string): string {
  const usual = join(contentDir, "facts");
  const next = join(factsWorkspace(contentDir), "next");
  return !existsSync(usual) && existsSync(next) ? next : usual;
}
