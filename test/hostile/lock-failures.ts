import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Busy, withLock } from "../../src/enrich/lock.ts";
import { heldLocks, lockedBy, staleLocks } from "../enrich/lock-cases.ts";

export const LOCKS = staleLocks.length + heldLocks.length;

/**
 * Takes stale locks and locks that are held by others.
 * @returns a line for each that was not treated rightly
 */
export async function lockFailures(folder: string): Promise<string[]> {
  const parent = join(folder, "locks");
  mkdirSync(parent);
  const failures: string[] = [];
  for (const [place, [name, holder, silence, words]] of [...staleLocks, ...heldLocks].entries()) {
    const { workspace, file } = lockedBy(join(parent, String(place)), holder, silence);
    const before = readFileSync(file, "utf8");
    const found = await withLock(workspace, async () => "taken").catch((failure: unknown) => failure);
    const isRight =
      words === undefined
        ? found === "taken" && !existsSync(file)
        : found instanceof Busy && found.message.includes(words) && readFileSync(file, "utf8") === before;
    if (!isRight) failures.push(`  a lock ${name}: ${found}`);
  }
  return failures;
}
