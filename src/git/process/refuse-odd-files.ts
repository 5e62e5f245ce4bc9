import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { spellOut } from "../../domain/text.ts";
import { CloneRefused } from "./git-error.ts";

const KIB = 2 ** 10;
const MIB = 2 ** 20;

/** What git reads as a whole whenever it opens a repository, with a size that no real clone comes near. */
const longest: [path: string, bytes: number][] = [
  ["HEAD", 64 * KIB],
  ["config", 4 * MIB],
  ["config.worktree", 4 * MIB],
  ["commondir", 64 * KIB],
  ["gitdir", 64 * KIB],
  ["shallow", 64 * MIB],
  ["packed-refs", 256 * MIB],
  ["objects/info/alternates", MIB],
  ["objects/info/commit-graphs/commit-graph-chain", MIB],
];

const LONGEST_REF = 64 * KIB;
const MOST_LEVELS = 5; // alternates of alternates, as in git

/**
 * Refuses a clone in which something else stands for a file that git would read: git waits for ever on a FIFO, and
 * reads a device without end.
 * @param directory a bare repository, a work tree, or the .git inside one; need not be a repository at all
 * @throws CloneRefused naming the file
 */
export function refuseOddFiles(directory: string): void {
  const own = gitDirectoryOf(directory);
  const common = pathIn(join(own, "commondir"), own) ?? own;
  for (const folder of new Set([own, common])) {
    for (const [path, bytes] of longest) refuseOddFile(join(folder, path), bytes);
    refuseOddRefs(join(folder, "refs"));
  }
  refuseOddObjects(join(common, "objects"), 0);
}

function gitDirectoryOf(directory: string): string {
  const inside = join(directory, ".git");
  const stat = statOf(inside);
  if (!stat) return directory;
  if (stat.isDirectory()) return inside;
  refuseOddFile(inside, 64 * KIB);
  return pathIn(inside, directory) ?? directory;
}

/** The path that a file holds, of ".git" after "gitdir:"; null when there is no such file. */
function pathIn(file: string, base: string): string | null {
  if (!statOf(file)) return null;
  refuseOddFile(file, 64 * KIB);
  const path = readFileSync(file, "utf8")
    .replace(/^gitdir: /, "")
    .trim();
  return resolve(base, path);
}

function refuseOddFile(file: string, bytes: number): void {
  const stat = statOf(file);
  if (!stat) return;
  if (!stat.isFile()) throw odd(file, `is ${kindOf(stat)} where git expects a file`);
  if (stat.size > bytes) throw odd(file, `has ${stat.size} bytes, which no real clone has there`);
}

/** Null where there is nothing. */
function statOf(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch (failure) {
    throw odd(file, `cannot be read (${(failure as NodeJS.ErrnoException).code})`);
  }
}

function refuseOddRefs(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isDirectory()) refuseOddFile(join(entry.parentPath, entry.name), LONGEST_REF);
}

/** Packs and lists of objects, of alternates too. */
function refuseOddObjects(objects: string, level: number): void {
  const alternates = join(objects, "info/alternates");
  refuseOddFile(alternates, MIB);
  for (const folder of ["pack", "info"]) {
    if (!statOf(join(objects, folder))?.isDirectory()) continue;
    for (const entry of readdirSync(join(objects, folder), { withFileTypes: true }))
      if (!entry.isDirectory() && !isGraph(entry.name))
        refuseOddFile(join(objects, folder, entry.name), Number.MAX_SAFE_INTEGER);
  }
  if (level === MOST_LEVELS || !statOf(alternates)) return;
  for (const line of readFileSync(alternates, "utf8").split("\n")) {
    // A quoted path is left to git.
    if (line === "" || line.startsWith("#") || line.startsWith('"')) continue;
    const other = resolve(objects, line);
    if (!statOf(other)?.isDirectory()) throw lostAlternate(alternates, other);
    refuseOddObjects(other, level + 1);
  }
}

/** A commit-graph that is no file is not used, and history is read without it. */
function isGraph(name: string): boolean {
  return name === "commit-graph";
}

function kindOf(stat: Stats): string {
  if (stat.isFIFO()) return "a FIFO";
  if (stat.isSocket()) return "a socket";
  return stat.isDirectory() ? "a directory" : "a device";
}

function odd(file: string, what: string): CloneRefused {
  const name = spellOut(join(basename(dirname(file)), basename(file)));
  return new CloneRefused(`${spellOut(file)} ${what}. Replace ${name}, or clone again.`);
}

function lostAlternate(file: string, lost: string): CloneRefused {
  return new CloneRefused(
    `${spellOut(file)} borrows objects from ${spellOut(lost)}, which is not there: commits may be missing, and ` +
      `releases would be wrong. Write its new place into that file or, if the clone is whole without it, delete the ` +
      `file and check: git fsck --connectivity-only`,
  );
}
