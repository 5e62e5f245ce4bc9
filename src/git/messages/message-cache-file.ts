import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import type { Clone } from "../process/open-clone.ts";

/**
 * Where the mentions of a clone are kept between runs: beside the content folder, not in it, a file per clone.
 * Safe to delete.
 */
export function messageCacheFile(contentDir: string, clone: Clone): string {
  const name = createHash("sha1").update(clone.gitDirectory).digest("hex");
  return join(dirname(resolve(contentDir)), ".cache", "messages", name);
}
