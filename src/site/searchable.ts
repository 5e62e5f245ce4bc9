import { entriesOf } from "../search/entries.ts";
import type { Indexed } from "../search/entry.ts";
import type { ShardRow } from "../search/shard.ts";
import { shardsOf } from "../search/shards.ts";
import { knowledge } from "./content.ts";

let indexed: Indexed[] | undefined;
let shards: Map<string, ShardRow[]> | undefined;

/** What can be found on this site, made once a build. */
export function searchable(): Indexed[] {
  indexed ??= entriesOf(knowledge());
  return indexed;
}

export function searchShards(): Map<string, ShardRow[]> {
  shards ??= shardsOf(knowledge());
  return shards;
}
