import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isWholeHash } from "../../domain/hash.ts";
import { compareAt, type History, indexCommits, NONE, parentsOf } from "./history.ts";

const ABSENT = 0x70000000; // "no such parent" in the file format
const FLAG = 0x80000000;
const REST = 0x7fffffff;

/**
 * Reads the ancestry in the clone's commit-graph, which may lack the newest commits. Like git, prefers a single file
 * to a chain, and the clone's own object directory to its alternates.
 * @param objectDirectories as `Clone.objectDirectories`
 * @returns null when there is no commit-graph
 * @throws UnusableGraph when there is one that is damaged
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
    if (!isWholeHash(name)) throw new UnusableGraph("its chain file is damaged");
    const file = objectDirectories
      .map((directory) => read(join(directory, "info", "commit-graphs", `graph-${name}.graph`)))
      .find((found) => found !== null);
    if (!file) throw new UnusableGraph(`its layer ${name} is missing`);
    const layer = parseGraphFile(file);
    if (layer.bases.join() !== names.slice(0, depth).join())
      throw new UnusableGraph("its layers do not fit together");
    return layer;
  });
}

/** The bytes of a regular file; null for no file. Opening a FIFO would block. */
function read(path: string): Buffer | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isFile()) throw new UnusableGraph("it is not a file");
  return readFileSync(path);
}

/** Joins layers into one history: positions run through all of them, the lowest layer first. */
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
  const generations = new Uint32Array(size);
  let firstCommit = 0;
  let firstEdge = 0;
  for (const layer of layers) {
    linkCommits(layer, firstCommit, firstEdge, history);
    linkEdges(layer.edges, firstEdge, history);
    for (let commit = 0; commit < layer.size; commit += 1)
      generations[firstCommit + commit] = layer.rows.getUint32(ROW.width * commit + ROW.generation) >>> 2;
    firstCommit += layer.size;
    firstEdge += layer.edges.byteLength / 4;
  }
  checkGenerations(history, generations);
  return history;
}

/** Every parent must have a smaller generation number than its child, so that no commit can descend from itself. */
function checkGenerations(history: History, generations: Uint32Array): void {
  const { size, links } = history;
  const generationOf = (commit: number) => (commit < 0 ? 0 : (generations[commit] as number));
  for (let commit = 0; commit < size; commit += 1) {
    const generation = generations[commit] as number;
    const second = links[2 * commit + 1] as number;
    const highest =
      second < NONE
        ? parentsOf(history, commit).reduce((most, parent) => Math.max(most, generationOf(parent)), 0)
        : Math.max(generationOf(links[2 * commit] as number), generationOf(second));
    if (generation <= highest) throw new UnusableGraph("its generation numbers contradict its parents");
  }
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
      throw new UnusableGraph("it refers to a parent that it does not contain");
  }
}

function linkEdges(from: DataView, firstEdge: number, { edges, size }: History): void {
  let word = FLAG;
  for (let at = 0; at < from.byteLength; at += 4) {
    word = from.getUint32(at);
    if ((word & REST) >= size) throw new UnusableGraph("it refers to a parent that it does not contain");
    edges[firstEdge + at / 4] = word >= FLAG ? -1 - (word & REST) : word;
  }
  if (word < FLAG) throw new UnusableGraph("its last list of parents is not terminated");
}

/** One parsed commit-graph file, not yet joined with the layers below it. */
export interface GraphLayer {
  size: number;
  /** Hashes of the layers below this one, the lowest first. */
  bases: string[];
  /** 20 bytes a commit, sorted. */
  oids: Uint8Array;
  /** ROW.width bytes a commit. */
  rows: DataView;
  /** Four bytes an entry. */
  edges: DataView;
}

/** Byte offsets in a commit's row: the tree's hash, two parents, generation number (30 bits) and time (34 bits). */
export const ROW = { width: 36, firstParent: 20, secondParent: 24, generation: 28 } as const;

/** A damaged or unknown commit-graph file. History is then read without it. */
export class UnusableGraph extends Error {
  override name = "UnusableGraph";
}

/**
 * Parses a commit-graph file (Documentation/gitformat-commit-graph.txt, version 1, SHA-1). Unlike git, verifies its
 * checksum: a flipped bit would silently change answers.
 * @throws UnusableGraph
 */
export function parseGraphFile(file: Buffer): GraphLayer {
  if (file.length < 28 || file.toString("latin1", 0, 4) !== "CGPH")
    throw new UnusableGraph("it is not a commit-graph file");
  if (file[4] !== 1 || file[5] !== 1) throw new UnusableGraph("its version is not supported");
  const body = file.subarray(0, file.length - 20);
  if (
    !createHash("sha1")
      .update(body)
      .digest()
      .equals(file.subarray(file.length - 20))
  ) {
    throw new UnusableGraph("its checksum is wrong");
  }
  const chunks = readChunks(body, file[6] as number);
  const oids = chunks.get("OIDL");
  const rows = chunks.get("CDAT");
  if (!oids || !rows || rows.length !== (oids.length / 20) * ROW.width) {
    throw new UnusableGraph("its lists of commits do not match");
  }
  checkOrder(oids);
  const bases = chunks.get("BASE") ?? Buffer.alloc(0);
  if (bases.length !== 20 * (file[7] as number))
    throw new UnusableGraph("its list of lower layers is damaged");
  return {
    size: oids.length / 20,
    bases: Array.from({ length: bases.length / 20 }, (_, at) => bases.toString("hex", 20 * at, 20 * at + 20)),
    oids,
    rows: view(rows),
    edges: view(chunks.get("EDGE") ?? Buffer.alloc(0)),
  };
}

/** A search by halves would miss commits that are out of order. */
function checkOrder(oids: Buffer): void {
  for (let at = 20; at < oids.length; at += 20) {
    if (compareAt(oids, at - 20, oids, at) >= 0) throw new UnusableGraph("its commits are not in order");
  }
}

function readChunks(body: Buffer, count: number): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  if (body.length < 8 + 12 * (count + 1)) throw new UnusableGraph("it is truncated");
  for (let entry = 8; entry < 8 + 12 * count; entry += 12) {
    const from = Number(body.readBigUInt64BE(entry + 4));
    const to = Number(body.readBigUInt64BE(entry + 16));
    if (from > to || to > body.length) throw new UnusableGraph("its table of contents is damaged");
    chunks.set(body.toString("latin1", entry, entry + 4), body.subarray(from, to));
  }
  return chunks;
}

function view(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % 4));
}
