import { entriesOf } from "../search/index/entries.ts";
import type { Indexed } from "../search/index/entry.ts";
import { shardsOf } from "../search/lookup/build-shards.ts";
import type { ShardRow } from "../search/lookup/lookup.ts";
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
