import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { cacheFolder } from "../domain/environment.ts";
import { openClone } from "../git/process/open-clone.ts";
import { readRefs } from "../git/releases/refs.ts";
import type { Corpus } from "../records/corpus.ts";
import { INTERFACES, REWRITTEN } from "../records/read/read-facts.ts";

/** To be changed with whatever changes what is read from the same headers. */
const VERSION = 7;

/** What reading the header histories gave. */
export interface InterfaceProof {
  /** Path below content/facts -> text. */
  files: ReadonlyMap<string, string>;
  /** Imports that were left out, a sentence each. */
  notes: readonly string[];
  summary: string;
}

/** What the same histories gave before, kept in the user's cache folder; may be deleted at any time. */
export interface HeaderCache {
  /** Null: not kept. */
  proof: InterfaceProof | null;
  keep: (proof: InterfaceProof) => void;
}

/**
 * Looks for what the same histories gave before: the same refs, declarations, releases, interfaces and
 * commits.
 * @param directories by the id of the history
 * @throws CloneRefused, GitError
 */
export async function headerCache(
  directories: ReadonlyMap<string, string>,
  corpus: Corpus,
): Promise<HeaderCache> {
  const folder = cacheFolder(process.platform, process.env);
  if (folder === null) return { proof: null, keep: () => {} };
  const hash = createHash("sha256");
  const { headerHistories, repositories, releases, stableReleases, changes, documents, facts } = corpus;
  const named = changes.map(({ interfaces, commits }) => [interfaces, commits.map(({ sha }) => sha)]);
  const claimed = documents.map(({ draft, claims }) => [draft, claims]);
  const proved = [...facts].map(([sha, { subject, author }]) => [sha, subject, author]);
  const known = [headerHistories, repositories, releases, stableReleases, named, claimed, proved];
  hash.update(JSON.stringify([VERSION, known]));
  for (const [id, directory] of directories) {
    const clone = await openClone(directory);
    hash.update(JSON.stringify([id, clone.gitDirectory, await readRefs(clone)]));
  }
  const file = join(folder, `headers-${hash.digest("hex").slice(0, 32)}.json`);
  return { proof: read(file), keep: (proof) => write(file, proof) };
}

const kept = z.strictObject({
  files: z.record(z.string().regex(new RegExp(`^(?:${INTERFACES}|${REWRITTEN})/`)), z.string()),
  notes: z.array(z.string()),
  summary: z.string(),
});

/** A file that cannot be read, or holds something else, counts as none. */
function read(file: string): InterfaceProof | null {
  try {
    const { files, ...rest } = kept.parse(JSON.parse(readFileSync(file, "utf8")));
    return { files: new Map(Object.entries(files)), ...rest };
  } catch {
    return null;
  }
}

function write(file: string, { files, ...rest }: InterfaceProof): void {
  const next = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(next, JSON.stringify({ files: Object.fromEntries(files), ...rest }));
    renameSync(next, file);
  } catch {
    // a full or read-only disk: the next run reads the histories again
  }
}
