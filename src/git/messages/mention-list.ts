/**
 * Which commit cites which hash, as fixed-width entries in one array: the citing commit's 20 bytes, the cited
 * prefix in up to 20 bytes, filled up with zeros, and how many digits of it count.
 * It only tells where to look: what a message says is always read from the message itself.
 */
export const ENTRY = { width: 41, cited: 20, digits: 40 } as const;

/** Answers about the entry that begins at a place in some mentions. */
export type Matches = (mentions: Uint8Array, entry: number) => boolean;

/** A list of mentions that can grow. */
export class MentionList {
  #bytes: Uint8Array;
  #length: number;

  /** @param bytes entries to begin with; taken over, not copied */
  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  /** The entries side by side. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /**
   * @param citing holds the citing commit's 20 bytes at `at`; the cited digits are text[from] to text[to - 1]
   * @param matches is asked about the new entry, which is good for as long as the call
   * @returns its answer
   */
  add(citing: Uint8Array, at: number, text: Uint8Array, from: number, to: number, matches: Matches): boolean {
    if (this.#length + ENTRY.width > this.#bytes.length) this.#grow();
    const entry = this.#length;
    for (let byte = 0; byte < 20; byte += 1) this.#bytes[entry + byte] = citing[at + byte] as number;
    for (let digit = 0; digit < to - from; digit += 1) {
      const byte = entry + ENTRY.cited + (digit >> 1);
      const value = digitValue(text[from + digit] as number);
      this.#bytes[byte] = digit % 2 === 0 ? value << 4 : (this.#bytes[byte] as number) | value;
    }
    this.#bytes[entry + ENTRY.digits] = to - from;
    this.#length += ENTRY.width;
    return matches(this.#bytes, entry);
  }

  #grow(): void {
    const grown = new Uint8Array(2 * this.#bytes.length + 1000 * ENTRY.width);
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}

/** Of a lower-case hex digit in ASCII. */
function digitValue(digit: number): number {
  return digit < 0x3a ? digit - 0x30 : digit - 0x57;
}
