/**
 * The first so many in an order, in that order. To sort all of thousands for them would take longer than to
 * find them.
 */
export function best<T>(all: readonly T[], count: number, order: (a: T, b: T) => number): T[] {
  const kept: T[] = [];
  for (const each of all) {
    const isFull = kept.length === count;
    if (isFull && order(each, kept[count - 1] as T) >= 0) continue;
    if (isFull) kept.pop();
    let at = kept.length;
    while (at > 0 && order(each, kept[at - 1] as T) < 0) at -= 1;
    kept.splice(at, 0, each);
  }
  return kept;
}
