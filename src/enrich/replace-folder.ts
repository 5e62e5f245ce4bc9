import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Replaces a folder atomically: after a signal, a full disk or a power cut it is the old one or the new one, never a
 * mixture.
 *
 * The new folder is written in `workspace` and synced to disk, then renamed to "next". Two more renames put it in place:
 * the old folder becomes "old", "next" takes its name. Node has no call that exchanges two folders; between the two
 * renames, for some microseconds, only "next" exists, complete. Readers use it then (`factsFolder` in src/records), and
 * the next run completes the renames.
 * @param files text by path below the folder; an unchanged file becomes a hard link to the old one
 */
export function replaceFolder(folder: string, workspace: string, files: ReadonlyMap<string, string>): void {
  finishReplacing(folder, workspace);
  const building = join(workspace, "building");
  const next = join(workspace, "next");
  try {
    mkdirSync(building, { recursive: true });
    for (const [path, text] of files) place(folder, building, path, text);
    for (const directory of foldersOf(building, files)) syncToDisk(directory);
    renameSync(building, next);
    syncToDisk(workspace);
  } catch (failure) {
    rmSync(building, { recursive: true, force: true });
    throw failure;
  }
  if (existsSync(folder)) renameSync(folder, join(workspace, "old"));
  renameSync(next, folder);
  syncToDisk(dirname(folder));
  finishReplacing(folder, workspace);
}

/** Completes an interrupted run: puts a complete "next" in place if the folder is missing, and removes the rest. */
export function finishReplacing(folder: string, workspace: string): void {
  if (!existsSync(workspace)) return;
  const next = join(workspace, "next");
  if (!existsSync(folder) && existsSync(next)) renameSync(next, folder);
  for (const rest of ["building", "next", "old"]) {
    rmSync(join(workspace, rest), { recursive: true, force: true });
  }
}

/** The files of a folder as `replaceFolder` takes them; empty when there is no such folder. */
export function readFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, "utf8")]),
  );
}

function place(folder: string, building: string, path: string, text: string): void {
  const target = join(building, path);
  mkdirSync(dirname(target), { recursive: true });
  if (isSame(join(folder, path), text)) {
    try {
      linkSync(join(folder, path), target);
      return;
    } catch {
      // The file system has no hard links: the file is written.
    }
  }
  writeFileSync(target, text, { flag: "wx", flush: true });
}

function isSame(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, "utf8") === text;
}

function foldersOf(building: string, files: ReadonlyMap<string, string>): Set<string> {
  const folders = new Set([building]);
  for (const path of files.keys()) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
      folders.add(join(building, folder));
  }
  return folders;
}

function syncToDisk(directory: string): void {
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes the workspace if it is empty. */
export function leaveWorkspace(workspace: string): void {
  try {
    rmdirSync(workspace);
  } catch {
    // not empty, or gone
  }
}
