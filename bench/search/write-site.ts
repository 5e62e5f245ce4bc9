import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Knowledge } from "../../src/model/knowledge.ts";
import { filesOf } from "../../src/search/index/build-index.ts";
import { entriesOf } from "../../src/search/index/entries.ts";
import type { Indexed } from "../../src/search/index/entry.ts";

/**
 * Copies the search page of a built site and writes its data files for other content.
 * @returns the indexed entries, and the milliseconds it took to make the data files
 */
export function writeSite(
  builtSite: string,
  folder: string,
  known: Knowledge,
): { indexed: Indexed[]; milliseconds: number } {
  for (const part of ["assets", "search/index.html"]) {
    cpSync(join(builtSite, part), join(folder, part), { recursive: true });
  }
  const indexed = entriesOf(known);
  const start = performance.now();
  const files = filesOf(known, indexed);
  for (const [path, content] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  return { indexed, milliseconds: performance.now() - start };
}
