import { isMap, isNode, isScalar, isSeq, type Node, type Pair } from "yaml";

/** Path of a field in a record: keys, and list indexes from 0. */
export type Path = readonly PropertyKey[];

/** A path as people write it: "commits[0].sha". */
export function printPath(path: Path): string {
  return path
    .map((step, at) => (typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/**
 * Offset of the value at a path, or of its key. For a missing node, the offset of its nearest existing ancestor; for
 * an empty value, that of its key.
 */
export function offsetOf(root: Node | null, path: Path, target: "value" | "key" = "value"): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const [at, step] of path.entries()) {
    const key = keyOffset(node, step);
    const child = childOf(node, step);
    if (key === undefined && !isNode(child)) return offset;
    const isLast = at === path.length - 1;
    const value = isNode(child) && !isEmpty(child) ? child.range?.[0] : undefined;
    offset = (isLast && target === "key" ? (key ?? value) : (value ?? key)) ?? offset;
    node = child;
  }
  return offset;
}

/** The node at a path; null when the YAML has none. */
export function nodeAt(root: Node | null, path: Path): Node | null {
  let node: unknown = root;
  for (const step of path) node = childOf(node, step);
  return isNode(node) ? node : null;
}

function childOf(node: unknown, step: PropertyKey): unknown {
  if (isMap(node)) return pairOf(node.items, step)?.value;
  if (isSeq(node) && typeof step === "number") return node.items[step];
  return undefined;
}

function keyOffset(node: unknown, step: PropertyKey): number | undefined {
  const key = isMap(node) ? pairOf(node.items, step)?.key : undefined;
  return isNode(key) ? key.range?.[0] : undefined;
}

// The last of two equal keys: its value is the one that is read.
function pairOf(pairs: Pair[], step: PropertyKey): Pair | undefined {
  return pairs.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
}

/** `title:` with nothing after it. */
function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && node.source === "";
}

/** Line and column of an offset, both from 1; an offset outside the text is clamped. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const end = Math.min(Math.max(offset, 0), text.length);
  let line = 1;
  let start = 0;
  for (let feed = text.indexOf("\n"); feed !== -1 && feed < end; feed = text.indexOf("\n", start)) {
    line += 1;
    start = feed + 1;
  }
  return { line, column: end - start + 1 };
}
