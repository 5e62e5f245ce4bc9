/** By byte: its two digits, the first one in the lower half. */
const pairs = Uint16Array.from({ length: 256 }, (_, byte) => {
  const [high = 0, low = 0] = Buffer.from(byte.toString(16).padStart(2, "0"), "latin1");
  return high | (low << 8);
});

/** Hashes as git reads them from its standard input: 40 digits and a line feed each. */
export function hexLines(oids: Uint8Array, commits: ArrayLike<number>): Uint8Array {
  const lines = new Uint8Array(41 * commits.length);
  const view = new DataView(lines.buffer);
  for (let place = 0; place < commits.length; place += 1) {
    writeDigits(oids, 20 * (commits[place] as number), view, 41 * place);
    lines[41 * place + 40] = 0x0a;
  }
  return lines;
}

function writeDigits(oids: Uint8Array, from: number, into: DataView, to: number): void {
  for (let at = 0; at < 20; at += 2) {
    const first = pairs[oids[from + at] as number] as number;
    const second = pairs[oids[from + at + 1] as number] as number;
    into.setUint32(to + 2 * at, first | (second << 16), true);
  }
}
