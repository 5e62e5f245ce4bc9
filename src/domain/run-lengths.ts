/**
 * A text without digits, shortened: a character that repeats is followed by how often.
 * @example packRuns("lllhh?") // "l3h2?"
 */
export function packRuns(text: string): string {
  return text.replace(/(\D)\1+/g, (run) => `${run[0]}${run.length}`);
}

/**
 * The text again.
 * @example unpackRuns("l3h2?") // "lllhh?"
 */
export function unpackRuns(packed: string): string {
  return packed.replace(/(\D)(\d+)/g, (_, character: string, count: string) =>
    character.repeat(Number(count)),
  );
}
