import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { headersToRead, readHeaderHistories } from "../../src/enrich/read-histories.ts";
import { readContent } from "../../src/records/read/read-content.ts";

/**
 * What is measured: one process that reads all header histories. Arguments: a folder or "-", then NAME=DIR each. Writes the
 * blobs that it reads to the folder, a file a history; prints its peak as JSON.
 */
const [folder = "-", ...given] = process.argv.slice(2);
const { corpus } = readContent("content");
const quiet = { note: () => {}, progress: () => () => {} };
let read = 0;
for (const [id, directory] of headersToRead(given, corpus)) {
  const [history] = await readHeaderHistories(new Map([[id, directory]]), corpus, quiet);
  const blobs = history?.scanned.blobs ?? [];
  read += blobs.length;
  if (folder !== "-") writeFileSync(join(folder, id), blobs.map((blob) => `${blob}\n`).join(""));
}
process.stderr.write(`${JSON.stringify({ read, peak: process.resourceUsage().maxRSS / 1024 })}\n`);
