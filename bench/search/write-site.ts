import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Knowledge } from "../../src/model/knowledge.ts";
import { bodyFiles, firstFile, fullFile } from "../../src/search/index/build-index.ts";
import { entriesOf } from "../../src/search/index/entries.ts";
import type { Indexed } from "../../src/search/index/entry.ts";
import { searchFiles } from "../../src/search/index/wire.ts";
import { shardsOf } from "../../src/search/lookup/build-shards.ts";

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
  const files: [path: string, content: unknown][] = [
    [searchFiles.first, firstFile(indexed)],
    [searchFiles.full, fullFile(indexed)],
    ...bodyFiles(indexed).map((bodies, at): [string, unknown] => [searchFiles.bodies(at), bodies]),
    ...[...shardsOf(known)].map(([digits, rows]): [string, unknown] => [searchFiles.shard(digits), rows]),
  ];
  for (const [path, content] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  return { indexed, milliseconds: performance.now() - start };
}
