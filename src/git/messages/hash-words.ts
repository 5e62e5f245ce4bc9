/** Receives one word: buffer[from] to buffer[to - 1]. */
export type TakeWord = (buffer: Buffer, from: number, to: number) => void;

const SHORTEST = 7;
const LONGEST = 40;
/** From here on, only a hash looks like that; a shorter word needs its neighbours to say that it is one. */
const UNMISTAKABLE = 12;

const isHex = new Uint8Array(256);
for (const digit of "0123456789abcdef") isHex[digit.charCodeAt(0)] = 1;
/** By the first byte times 256 plus the second. */
const areHex = new Uint8Array(65_536).map(
  (_, pair) => (isHex[pair >> 8] as number) & (isHex[pair & 255] as number),
);
const isWord = new Uint8Array(256);
for (const sign of "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
  isWord[sign.charCodeAt(0)] = 1;

/** Words before a short hash that make it one: "commit 1b6c4d8", "Fixes: 1b6c4d8", "reverts (1b6c4d8)". */
const announcing = new Set([
  "commit",
  "commits",
  "fixes",
  "fix",
  "reverts",
  "revert",
  "changeset",
  "cset",
  "sha1",
  "id",
]);

const endsAnnouncing = new Uint8Array(256);
for (const word of announcing) {
  for (const letter of [word.slice(-1), word.slice(-1).toUpperCase()])
    endsAnnouncing[letter.charCodeAt(0)] = 1;
}

/**
 * Finds what may be a commit's hash in the message of a commit object, whole or shortened.
 * Words of 12 to 40 lower-case hex digits are taken as they are. Shorter ones, from 7, must follow a word such as
 * "commit" or come before a subject in brackets: addresses and dates look the same.
 *
 * @param buffer holds the commit object from `from` to `to`; its headers are passed over
 */
export function hashWords(buffer: Buffer, from: number, to: number, take: TakeWord): void {
  const start = messageStart(buffer, from, to);
  let done = start;
  for (let at = nextHexPair(buffer, start, to); at < to; at = nextHexPair(buffer, at + STEP, to)) {
    if (at < done) continue;
    let end = at + 2;
    while (end < to && hex(buffer, end) === 1) end += 1;
    let first = at;
    while (first > done && hex(buffer, first - 1) === 1) first -= 1;
    if (end - first < SHORTEST) continue;
    done = end;
    if (isHash(buffer, start, first, end, to)) take(buffer, first, end);
  }
}

/** A word of the shortest length covers two neighbouring places of any so many in a row. */
const STEP = SHORTEST - 1;

/**
 * The next of the places `from`, `from` + STEP and so on that a word may cover; `to` when there is none. So most
 * of the text is never looked at. A function of its own, without a call in it: the compiler then keeps its hands
 * off the buffer between two places.
 */
function nextHexPair(buffer: Buffer, from: number, to: number): number {
  for (let at = from; at + 1 < to; at += STEP) {
    // One look-up, one condition: the processor guesses wrong about a single letter too often.
    if (areHex[((buffer[at] as number) << 8) | (buffer[at + 1] as number)] === 0) continue;
    if ((hex(buffer, at + 2) | hex(buffer, at - 1)) !== 0) return at;
  }
  return to;
}

function hex(buffer: Buffer, at: number): number {
  return isHex[buffer[at] as number] as number;
}

function isHash(buffer: Buffer, start: number, first: number, end: number, to: number): boolean {
  if (end - first > LONGEST || isWord[buffer[first - 1] as number] === 1) return false;
  if (end < to && isWord[buffer[end] as number] === 1) return false;
  return end - first >= UNMISTAKABLE || isAnnounced(buffer, start, first) || isExplained(buffer, end, to);
}

/** Where the message begins: after the first empty line. The headers begin with "tree", then come the parents. */
export function messageStart(buffer: Buffer, from: number, to: number): number {
  let at = from + "tree \n".length + 40;
  while (buffer[at] === 0x70) at += "parent \n".length + 40;
  for (; at < to; at += 2) {
    if (buffer[at] !== 0x0a) continue;
    if (buffer[at - 1] === 0x0a) return at + 1;
    if (buffer[at + 1] === 0x0a) return at + 2;
  }
  return to;
}

function isAnnounced(buffer: Buffer, start: number, first: number): boolean {
  let end = first;
  while (end > start && first - end < 6 && isWord[buffer[end - 1] as number] === 0) end -= 1;
  let begin = end;
  while (begin > start && end - begin < 10 && isWord[buffer[begin - 1] as number] === 1) begin -= 1;
  // Most words end in another letter than these; only for the rest is a string worth its while.
  return (
    endsAnnouncing[buffer[end - 1] as number] === 1 &&
    announcing.has(buffer.toString("latin1", begin, end).toLowerCase())
  );
}

/** ` ("Subject` or ` (subject` */
function isExplained(buffer: Buffer, end: number, to: number): boolean {
  return end + 1 < to && (buffer[end] === 0x20 || buffer[end] === 0x0a) && buffer[end + 1] === 0x28;
}
