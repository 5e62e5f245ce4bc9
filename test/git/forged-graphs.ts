import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "./run-git.ts";

/** The parts of a commit-graph file that a forger would change. */
export interface Graph {
  ids: Buffer;
  rows: Buffer;
  /** Where a commit is in the lists. */
  find: (id: string) => number;
}

/** Writes a commit-graph into a clone, changes it, and gives it a valid checksum again. */
export function forgeGraph(
  clone: string,
  shas: ReadonlyMap<string, string>,
  change: (graph: Graph) => void,
): void {
  git(clone, "commit-graph", "write", "--reachable");
  const file = join(clone, "objects/info/commit-graph");
  const bytes = readFileSync(file);
  const chunk = (name: string) => {
    const entry = bytes.indexOf(name, 8, "latin1");
    return bytes.subarray(
      Number(bytes.readBigUInt64BE(entry + 4)),
      Number(bytes.readBigUInt64BE(entry + 16)),
    );
  };
  const ids = chunk("OIDL");
  const find = (id: string) => ids.indexOf(shas.get(id) as string, 0, "hex") / 20;
  change({ ids, rows: chunk("CDAT"), find });
  createHash("sha1")
    .update(bytes.subarray(0, -20))
    .digest()
    .copy(bytes, bytes.length - 20);
  rmSync(file, { force: true });
  writeFileSync(file, bytes);
}

/** Byte offsets in a commit's row. */
const row = (commit: number) => 36 * commit;
const PARENT = 20;
const GENERATION = 28;
const NO_PARENT = 0x70000000;

/** Parents that are not those of the object, and the commit that is refused. */
export const falseParents: [name: string, change: (graph: Graph) => void, id: string][] = [
  ["false", ({ rows, find }) => rows.writeUInt32BE(find("root"), row(find("deep1")) + PARENT), "deep1"],
  ["cut", ({ rows, find }) => rows.writeUInt32BE(NO_PARENT, row(find("m8")) + PARENT + 4), "m8"],
  [
    // Generation numbers fit.
    "exchanged",
    ({ rows, find }) => {
      const parents = row(find("vfio2")) + PARENT;
      const [one, two] = [rows.readUInt32BE(parents), rows.readUInt32BE(parents + 4)];
      rows.writeUInt32BE(two, parents);
      rows.writeUInt32BE(one, parents + 4);
    },
    "vfio2",
  ],
];

/** Graphs that contradict themselves. */
export const impossibleGraphs: [name: string, change: (graph: Graph) => void][] = [
  ["a parent of itself", ({ rows, find }) => rows.writeUInt32BE(find("deep1"), row(find("deep1")) + PARENT)],
  [
    "ids out of order",
    ({ ids }) => {
      const [one, two] = [Buffer.from(ids.subarray(0, 20)), Buffer.from(ids.subarray(20, 40))];
      two.copy(ids, 0);
      one.copy(ids, 20);
    },
  ],
  ["an id twice", ({ ids }) => ids.copyWithin(20, 0, 20)],
  [
    "a generation below the parent's",
    ({ rows, find }) => rows.writeUInt32BE(1 << 2, row(find("m14")) + GENERATION),
  ],
  ["no generation", ({ rows, find }) => rows.writeUInt32BE(0, row(find("root2")) + GENERATION)],
  [
    "an octopus merge below an arm",
    ({ rows, find }) => rows.writeUInt32BE(2 << 2, row(find("m5")) + GENERATION),
  ],
];
