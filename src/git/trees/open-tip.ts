import { CloneRefused } from "../process/git-error.ts";
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
