/** Gives the beginning of a word as far as it is certain how it goes on. */
export type Complete = (begun: string) => string;

/**
 * While a word is typed that can only become one, nothing has to be searched anew.
 * @param terms all there are, in any order
 * @returns the longest beginning that all terms with the given one share; the given one where there is none
 */
export function completion(terms: Iterable<string>): Complete {
  const sorted = [...terms].sort();
  return (begun) => {
    const from = firstNotBelow(sorted, begun);
    const first = sorted[from] ?? "";
    if (!first.startsWith(begun)) return begun;
    const last = sorted[firstNotBelow(sorted, `${begun}\uffff`) - 1] ?? first;
    let shared = begun.length;
    while (shared < first.length && first[shared] === last[shared]) shared += 1;
    return first.slice(0, shared);
  };
}

/** Place of the first that does not come before the text. */
function firstNotBelow(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
