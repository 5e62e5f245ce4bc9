const digits = Buffer.from("0123456789abcdef", "latin1");

/** Hashes as git reads them from its standard input: 40 digits and a line feed each. */
export function hexLines(oids: Uint8Array, commits: ArrayLike<number>): Uint8Array {
  const lines = new Uint8Array(41 * commits.length);
  let to = 0;
  for (let place = 0; place < commits.length; place += 1) {
    const from = 20 * (commits[place] as number);
    for (let at = from; at < from + 20; at += 1) {
      const byte = oids[at] as number;
      lines[to] = digits[byte >> 4] as number;
      lines[to + 1] = digits[byte & 15] as number;
      to += 2;
    }
    lines[to] = 0x0a;
    to += 1;
  }
  return lines;
}
