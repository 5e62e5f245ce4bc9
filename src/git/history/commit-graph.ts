import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type GraphLayer, parseGraphFile, ROW, UnusableGraph } from "./commit-graph-file.ts";
import { indexCommits } from "./commit-index.ts";
import { type History, NONE } from "./history.ts";

const ABSENT = 0x70000000; // the file format's word for "no such parent"
const FLAG = 0x80000000;
const REST = 0x7fffffff;

/**
 * The ancestry that the clone's commit-graph holds; null when it has none. It may lack the newest commits.
 * Like git, takes a single file before a chain, and the clone's own object directory before its alternates.
 * @throws UnusableGraph when there is one that cannot be relied on
 */
export function readCommitGraph(objectDirectories: readonly string[]): History | null {
  for (const directory of objectDirectories) {
    const single = read(join(directory, "info", "commit-graph"));
    if (single) return joinLayers([parseGraphFile(single)]);
    const chain = read(join(directory, "info", "commit-graphs", "commit-graph-chain"));
    if (chain) return joinLayers(readChain(chain.toString("latin1"), objectDirectories));
  }
  return null;
}

function readChain(chain: string, objectDirectories: readonly string[]): GraphLayer[] {
  const names = chain.trim().split("\n");
  return names.map((name, depth) => {
    if (!/^[0-9a-f]{40}$/.test(name)) throw new UnusableGraph("its chain names no layer");
    const file = objectDirectories
      .map((directory) => read(join(directory, "info", "commit-graphs", `graph-${name}.graph`)))
      .find((found) => found !== null);
    if (!file) throw new UnusableGraph(`its layer ${name} is missing`);
    const layer = parseGraphFile(file);
    if (layer.bases.join() !== names.slice(0, depth).join()) throw new UnusableGraph("its layers do not fit");
    return layer;
  });
}

/** A file's bytes; null for none. A pipe of that name would hang us: not read. */
function read(path: string): Buffer | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isFile()) throw new UnusableGraph("it is not a file");
  return readFileSync(path);
}

/** Joins layers into one: positions count through all of them, the lowest layer first. */
function joinLayers(layers: GraphLayer[]): History {
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  const oids = layers.length === 1 ? (layers[0] as GraphLayer).oids : concatenated(layers);
  const sortedRuns = layers.map((layer) => layer.size);
  const history: History = {
    size,
    oids,
    links: new Int32Array(2 * size),
    edges: new Int32Array(layers.reduce((sum, layer) => sum + layer.edges.byteLength / 4, 0)),
    index: indexCommits(oids, sortedRuns),
    sortedRuns,
    origin: layers.length === 1 ? "commit-graph" : `commit-graph in ${layers.length} layers`,
  };
  let firstCommit = 0;
  let firstEdge = 0;
  for (const layer of layers) {
    linkCommits(layer, firstCommit, firstEdge, history);
    linkEdges(layer.edges, firstEdge, history);
    firstCommit += layer.size;
    firstEdge += layer.edges.byteLength / 4;
  }
  return history;
}

function concatenated(layers: GraphLayer[]): Uint8Array {
  return Buffer.concat(layers.map((layer) => layer.oids));
}

function linkCommits(
  { rows, edges }: GraphLayer,
  firstCommit: number,
  firstEdge: number,
  into: History,
): void {
  const { links, size } = into;
  const edgeCount = edges.byteLength / 4;
  for (let row = 0, commit = firstCommit; row < rows.byteLength; row += ROW.width, commit += 1) {
    const first = rows.getUint32(row + ROW.firstParent);
    const second = rows.getUint32(row + ROW.secondParent);
    links[2 * commit] = first === ABSENT ? NONE : first;
    links[2 * commit + 1] =
      second === ABSENT ? NONE : second < FLAG ? second : -2 - firstEdge - (second & REST);
    const fits = second < FLAG ? second === ABSENT || second < size : (second & REST) < edgeCount;
    if (!fits || (first !== ABSENT && first >= size))
      throw new UnusableGraph("it names a parent it does not hold");
  }
}

function linkEdges(from: DataView, firstEdge: number, { edges, size }: History): void {
  let word = FLAG;
  for (let at = 0; at < from.byteLength; at += 4) {
    word = from.getUint32(at);
    if ((word & REST) >= size) throw new UnusableGraph("it names a parent it does not hold");
    edges[firstEdge + at / 4] = word >= FLAG ? -1 - (word & REST) : word;
  }
  if (word < FLAG) throw new UnusableGraph("its last list of parents has no end");
}
