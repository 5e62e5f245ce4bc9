import { createHash } from "node:crypto";
import { type History, NONE, parentsOf, shaAt } from "../history/history.ts";
import { graphRemedy } from "../history/read-history.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { Clone } from "../process/open-clone.ts";

const digitValues = new Uint8Array(256).fill(255);
for (const [value, digit] of [..."0123456789abcdef"].entries()) digitValues[digit.charCodeAt(0)] = value;

const TREE_LINE = "tree \n".length + 40;
const PARENT_LINE = "parent \n".length + 40;
const WORD = "parent ".length;

/**
 * Whether a commit object names the parents that the history has for it. This costs a hundredth of reading the object.
 * @param buffer holds the object from `from` on
 */
export function hasParents(history: History, commit: number, buffer: Buffer, from: number): boolean {
  const { links, oids } = history;
  const first = links[2 * commit] as number;
  const second = links[2 * commit + 1] as number;
  let at = from + TREE_LINE;
  if (second < NONE) {
    for (const parent of parentsOf(history, commit)) {
      if (!isParentLine(buffer, at, oids, 20 * parent)) return false;
      at += PARENT_LINE;
    }
    return buffer[at] !== 0x70;
  }
  if (first >= 0) {
    if (!isParentLine(buffer, at, oids, 20 * first)) return false;
    at += PARENT_LINE;
  }
  if (second >= 0) {
    if (!isParentLine(buffer, at, oids, 20 * second)) return false;
    at += PARENT_LINE;
  }
  return buffer[at] !== 0x70; // the p of "parent"
}

function isParentLine(buffer: Buffer, line: number, oids: Uint8Array, oid: number): boolean {
  if (buffer[line] !== 0x70) return false;
  for (let byte = 0, at = line + WORD; byte < 20; byte += 1, at += 2) {
    const high = digitValues[buffer[at] as number] as number;
    const low = digitValues[buffer[at + 1] as number] as number;
    if (((high << 4) | low) !== oids[oid + byte]) return false;
  }
  return true;
}

/** @throws CloneRefused when the content of a commit object does not have the hash that is its name */
export function refuseForged(clone: Clone, history: History, commit: number, object: Uint8Array): void {
  const actual = createHash("sha1").update(`commit ${object.length}\0`).update(object).digest("hex");
  const sha = shaAt(history, commit);
  if (actual === sha) return;
  throw new CloneRefused(
    `${clone.name} has another object under the name of commit ${sha}: its content has the hash ${actual}. ` +
      `Run "git fsck", or clone again.`,
  );
}

/** The error for a commit whose object names other parents than the history has. */
export function falseAncestry(clone: Clone, history: History, commit: number): CloneRefused {
  const place = history.origin === "rev-list" ? "what git lists" : "the commit-graph";
  return new CloneRefused(
    `${clone.name}: ${place} has other parents of commit ${shaAt(history, commit)} than the commit itself, so releases would ` +
      `be wrong. ${graphRemedy(clone)}.`,
  );
}
