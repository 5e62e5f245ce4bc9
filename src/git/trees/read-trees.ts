import { WHOLE_HASH } from "../../domain/hash.ts";
import { CloneRefused, GitError } from "../process/git-error.ts";
import { gitOutput } from "../process/git-output.ts";

/** A file, folder or nothing at a path of a commit. */
export type PathEntry = { type: "blob" | "tree"; oid: string } | null;

/** An entry of a tree: a regular file or a folder. */
export interface TreeEntry {
  name: string;
  type: "blob" | "tree";
  oid: string;
}

const NAMED = new RegExp(`^(${WHOLE_HASH}) (blob|tree) \\d+$`);
const TREE = new RegExp(`^${WHOLE_HASH} tree (\\d+)$`);

/** More trees than this belong to no history of headers. */
const MOST_TREES = 200_000;

/**
 * What lies at paths of commits, all with one git process.
 * @param places hash of a commit, 40 hex digits, and a path from the root, without line breaks
 * @returns in the order of the places; null for nothing, symbolic links to nowhere and submodules
 * @throws GitError when git fails
 * @example await entriesAt(clone.gitDirectory, [{ commit, path: "include/uapi" }])
 */
export async function entriesAt(
  gitDirectory: string,
  places: readonly { commit: string; path: string }[],
): Promise<PathEntry[]> {
  const args = ["cat-file", "--batch-check", "--buffer"];
  const found: PathEntry[] = [];
  const input = places.map(({ commit, path }) => `${commit}:${path}\n`).join("");
  await gitOutput(gitDirectory, args, input, (buffer) => {
    const end = buffer.lastIndexOf(0x0a) + 1;
    for (const line of buffer.toString("latin1", 0, end).split("\n").slice(0, -1)) {
      const [, oid, type] = NAMED.exec(line) ?? [];
      found.push(oid === undefined ? null : { type: type as "blob" | "tree", oid });
    }
    return end;
  });
  if (found.length !== places.length) throw new GitError(args, gitDirectory, "its output was not understood");
  return found;
}

/**
 * Trees and all trees below them, each read once, one git process a level.
 * @returns tree -> its regular files and folders, in git's order
 * @throws CloneRefused when a tree is missing, or there are more than any history of headers has
 * @throws GitError when git fails
 * @example (await readTrees(clone.gitDirectory, [tree])).get(tree)
 */
export async function readTrees(
  gitDirectory: string,
  roots: Iterable<string>,
): Promise<Map<string, TreeEntry[]>> {
  const trees = new Map<string, TreeEntry[]>();
  for (let level = [...new Set(roots)]; level.length > 0; ) {
    if (trees.size + level.length > MOST_TREES) {
      throw new CloneRefused(`${gitDirectory} has more than ${MOST_TREES} folders of headers.`);
    }
    const entries = await readLevel(gitDirectory, level);
    for (const [at, oid] of level.entries()) trees.set(oid, entries[at] ?? []);
    const below = entries
      .flat()
      .flatMap(({ type, oid }) => (type === "tree" && !trees.has(oid) ? [oid] : []));
    level = [...new Set(below)];
  }
  return trees;
}

async function readLevel(gitDirectory: string, oids: readonly string[]): Promise<TreeEntry[][]> {
  const args = ["cat-file", "--batch", "--buffer"];
  const found: TreeEntry[][] = [];
  await gitOutput(gitDirectory, args, oids.map((oid) => `${oid}\n`).join(""), (buffer) => {
    let at = 0;
    for (let end = buffer.indexOf(0x0a, at); end >= 0; end = buffer.indexOf(0x0a, at)) {
      const size = TREE.exec(buffer.toString("latin1", at, end))?.[1];
      if (size === undefined) throw new CloneRefused(`${gitDirectory} lacks the tree ${oids[found.length]}.`);
      const next = end + 1 + Number(size) + 1;
      if (next > buffer.length) break;
      found.push(parseTree(buffer.subarray(end + 1, next - 1)));
      at = next;
    }
    return at;
  });
  if (found.length !== oids.length) throw new GitError(args, gitDirectory, "its output ended early");
  return found;
}

const FILE_MODES = ["100644", "100755", "100664"];

/** "<mode> <name>\0<20 bytes>", again and again. */
function parseTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const zero = bytes.indexOf(0, space);
    if (space < 0 || zero < 0) break;
    const mode = bytes.toString("latin1", at, space);
    const type = FILE_MODES.includes(mode) ? "blob" : mode === "40000" ? "tree" : null;
    if (type !== null) {
      const name = bytes.toString("utf8", space + 1, zero);
      entries.push({ name, type, oid: bytes.toString("hex", zero + 1, zero + 21) });
    }
    at = zero + 21;
  }
  return entries;
}
