import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The records that came with the command: the checkout's, or those in the package. */
const SHIPPED = fileURLToPath(new URL("../content", import.meta.url));

/**
 * Where commands that only read look when nobody says: the content folder here, where it holds such records and
 * not another program's pages, else what came with the command.
 */
export function contentHere(): string {
  return existsSync(join("content", "releases.yaml")) ? "content" : SHIPPED;
}

/** What to say where a command that writes records has no folder to do it in. */
export function noFolder(content: string): string {
  return `no folder ${JSON.stringify(content)}: run it in a checkout of sincelinux, or name a folder of records with --content DIR`;
}
