import type { Change, Commit, KnownHash, Topic } from "./index.ts";

/** What the plugin asks about: the packed data, or a small world in tests. */
export interface Known {
  hashes(prefix: string): KnownHash[];
  commit(prefix: string): Commit | undefined;
  /** By slug or alias. */
  change(slug: string): Change | undefined;
  topics: readonly Topic[];
}
