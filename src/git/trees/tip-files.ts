import { WHOLE_HASH } from "../../domain/hash.ts";
import { CloneRefused, GitError } from "../process/git-error.ts";
import { gitOutput } from "../process/git-output.ts";
import { type Clone, openClone } from "../process/open-clone.ts";
import { usualRefs } from "../releases/mainline.ts";
import { readRefs } from "../releases/refs.ts";

/**
 * Opens a clone whose files are read as of the tip of its main branch.
 * @param directory a bare repository, a work tree, or the .git inside one
 * @throws CloneRefused when it is none, or has no origin/master, master, main or HEAD
 * @example (await openTip("vulns.git")).commit // 40 hex digits
 */
export async function openTip(directory: string): Promise<{ clone: Clone; commit: string }> {
  const clone = await openClone(directory);
  const [tip] = usualRefs(await readRefs(clone));
  if (!tip) throw new CloneRefused(`${directory} has no branch master or main. Name a clone that has one.`);
  return { clone, commit: tip.oid };
}

/** A file as a commit has it. */
export interface TreeFile {
  /** From the root of the tree; bytes that are not UTF-8 appear as U+FFFD. */
  path: string;
  /** 40 hex digits */
  blob: string;
}

export interface Listing {
  files: TreeFile[];
  /** Paths of what is no regular file: symbolic links and submodules. */
  others: string[];
}

const ENTRY = new RegExp(`^(\\d{6}) (?:blob|commit) (${WHOLE_HASH})\\t(.*)$`, "s");

/**
 * The files below a folder of a commit, in git's order, which is by bytes of the path.
 * @param commit 40 hex digits
 * @param folder path from the root, without a slash at its end; "" for the whole tree
 * @returns empty lists when the commit has no such folder
 * @throws GitError when git fails or its output is not understood
 * @example (await listFiles(clone.gitDirectory, head, "include/uapi")).files[0]?.path
 */
export async function listFiles(gitDirectory: string, commit: string, folder: string): Promise<Listing> {
  const args = ["ls-tree", "-r", "-z", "--full-tree", commit, ...(folder === "" ? [] : ["--", `${folder}/`])];
  const listing: Listing = { files: [], others: [] };
  await gitOutput(gitDirectory, args, "", (buffer) => {
    let from = 0;
    for (let end = buffer.indexOf(0); end >= 0; end = buffer.indexOf(0, from)) {
      const entry = ENTRY.exec(buffer.toString("utf8", from, end));
      if (!entry) throw new GitError(args, gitDirectory, "its output was not understood");
      const [, mode = "", blob = "", path = ""] = entry;
      if (mode.startsWith("100")) listing.files.push({ path, blob });
      else listing.others.push(path);
      from = end + 1;
    }
    return from;
  });
  return listing;
}
