import { createHash } from "node:crypto";

/** One commit-graph file, taken apart but not yet joined to the layers below it. */
export interface GraphLayer {
  size: number;
  /** Names of the layers below this one, the lowest first. */
  bases: string[];
  /** 20 bytes a commit, sorted. */
  oids: Uint8Array;
  /** ROW.width bytes a commit. */
  rows: DataView;
  /** Four bytes an entry. */
  edges: DataView;
}

/** Where a commit's row holds its parents, in bytes; a tree's hash comes before them, times after. */
export const ROW = { width: 36, firstParent: 20, secondParent: 24 } as const;

/** A commit-graph file that cannot be relied on. The reader does without it. */
export class UnusableGraph extends Error {
  override name = "UnusableGraph";
}

/**
 * Takes a commit-graph file apart (Documentation/gitformat-commit-graph.txt, version 1, SHA-1).
 * git trusts the file as it is; a flipped bit would silently change answers, so its checksum is looked at here.
 * @throws UnusableGraph
 */
export function parseGraphFile(file: Buffer): GraphLayer {
  if (file.length < 28 || file.toString("latin1", 0, 4) !== "CGPH")
    throw new UnusableGraph("it is no commit-graph");
  if (file[4] !== 1 || file[5] !== 1) throw new UnusableGraph("its version is not known here");
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

function readChunks(body: Buffer, count: number): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  if (body.length < 8 + 12 * (count + 1)) throw new UnusableGraph("it is cut short");
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
