import { readFileSync } from "node:fs";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";

/**
 * What is measured: one process that answers for the hashes of a file.
 * Arguments: clone, file of hashes, "releases" or "messages", cache file or "-". Prints what it did as JSON.
 */
const [clone = "", hashFile = "", what = "", cache = "-"] = process.argv.slice(2);
const hashes = readFileSync(hashFile, "latin1").trim().split("\n");
const shapes = {
  releaseTags: ["v2.6.N", "v3+.N"],
  candidateSuffix: "-rcN",
  stableTags: ["v2.6.N.N", "v3+.N.N"],
};
const repository = await openRepository(clone, { shapes, note: console.error });
let read = 0;
let answered = 0;
if (what === "releases") {
  const { history, containment } = repository;
  for (const hash of hashes) {
    const commit = history.index.find(hash);
    if (containment.releaseOf(commit).release ?? containment.mergeOf(commit)) answered += 1;
  }
} else {
  const progress = (done: number) => {
    read = done;
  };
  const search = { cacheFile: cache === "-" ? null : cache, progress };
  for (const { followUps, backports } of await since(repository, hashes, search)) {
    answered += (followUps?.length ?? 0) + (backports?.length ?? 0);
  }
}
process.stderr.write(`${JSON.stringify({ answered, read, peak: process.resourceUsage().maxRSS / 1024 })}\n`);
