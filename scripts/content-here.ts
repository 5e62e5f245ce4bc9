import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "../src/domain/text.ts";
import type { UsageProblem } from "./command.ts";

/** The records that came with the command: the checkout's, or those in the package. */
const SHIPPED = fileURLToPath(new URL("../content", import.meta.url));

/**
 * The default folder of commands that only read: ./content where it holds records of this program, not pages of
 * another, else the records that came with the command.
 */
export function contentHere(): string {
  return existsSync(join("content", "releases.yaml")) ? "content" : SHIPPED;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The problem of a command that writes records and has no folder to write to. */
export function noFolder(content: string): UsageProblem {
  const remedy = "Run it in a checkout of sincelinux, or name a folder of records with --content DIR.";
  return { ...noRecords(content), remedy };
}

/** The problem of a command that only reads. */
export function noRecords(content: string): UsageProblem {
  const remedy = "Without the option it reads the records that came with the command.";
  return { at: "--content", expected: "a folder of records", found: `no folder ${quoted(content)}`, remedy };
}
