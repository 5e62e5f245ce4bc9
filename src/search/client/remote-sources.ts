import type { Sources } from "../engine/answer.ts";
import { libraryOf } from "../index/library.ts";
import { unpackIndex } from "../index/packed-index.ts";
import { BODIES_A_FILE, searchFiles } from "../index/search-files.ts";
import { buildIndex, loadIndex } from "../index/text-index.ts";
import type { FirstFile, FullFile } from "../index/wire.ts";
import type { ShardRow } from "../lookup/shard.ts";

/** What the browser searches in: first names alone, then, as soon as they are there, summaries, commits and bodies too. */
export interface RemoteSources extends Sources {
  /** Whether everything is searched by now. */
  isFull(): boolean;
  /** Settles when it is. */
  full: Promise<unknown>;
}

/** @param base the site's base path, without a slash at its end */
export function remoteSources(base: string): RemoteSources {
  const load = memo(async (path: string) => {
    const response = await fetch(`${base}${path}`);
    if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
    return (await response.json()) as unknown;
  });
  const first = load(searchFiles.first).then((file) => {
    const brief = (file as FirstFile).map((each) => ({ ...each, body: "" }));
    const entries = brief.map(({ entry }) => entry);
    return libraryOf(entries, buildIndex(brief));
  });
  let best = first;
  let isFull = false;
  // One after the other: what is needed first does not share the line.
  const full = first.then(async () => {
    const { entries, index } = (await load(searchFiles.full)) as FullFile;
    best = Promise.resolve(libraryOf(entries, loadIndex(unpackIndex(index))));
    isFull = true;
  });
  // Who waits for them is told; without the full index the first one serves.
  first.catch(() => undefined);
  full.catch(() => undefined);
  return {
    library: () => best,
    shards: async (digits) => (await load(searchFiles.shard(digits))) as ShardRow[],
    body: async (id) => {
      const bodies = (await load(searchFiles.bodies(Math.floor(id / BODIES_A_FILE)))) as string[];
      return bodies[id % BODIES_A_FILE] ?? "";
    },
    isFull: () => isFull,
    full,
  };
}

/** Loads each file once; one that failed is tried again when it is next asked for. */
function memo(load: (path: string) => Promise<unknown>): (path: string) => Promise<unknown> {
  const loads = new Map<string, Promise<unknown>>();
  return (path) => {
    const known = loads.get(path);
    if (known) return known;
    const loading = load(path);
    loads.set(path, loading);
    loading.catch(() => loads.delete(path));
    return loading;
  };
}
