/** Gets one word: buffer[from] to buffer[to - 1]. */
export type TakeWord = (buffer: Buffer, from: number, to: number) => void;

const SHORTEST = 7;
const LONGEST = 40;
/** Words of at least this length are hashes; shorter ones only in the right context. */
const UNMISTAKABLE = 12;

const isHex = new Uint8Array(256);
for (const digit of "0123456789abcdef") isHex[digit.charCodeAt(0)] = 1;
/** Index: first byte times 256 plus second byte. */
const areHex = new Uint8Array(65_536).map(
  (_, pair) => (isHex[pair >> 8] as number) & (isHex[pair & 255] as number),
);
const isWord = new Uint8Array(256);
for (const sign of "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
  isWord[sign.charCodeAt(0)] = 1;

/** Words that make a following short word a hash: "commit 1b6c4d8", "Fixes: 1b6c4d8", "reverts (1b6c4d8)". */
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
 * Finds whole and abbreviated hashes in the message of a commit object: words of 12 to 40 lower-case hex digits, and
 * words of 7 to 11 digits that follow a word such as "commit" or precede a subject in brackets. Without such context,
 * short words may be memory addresses or dates.
 * @param buffer holds the commit object from `from` to `to`; its headers are skipped
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

/** Any word of the minimum length covers two adjacent bytes, the first of which is at a multiple of STEP. */
const STEP = SHORTEST - 1;

/**
 * The next of the places `from`, `from` + STEP and so on that may be inside a word; `to` when there is none. Most of
 * the text is skipped. The loop is a function of its own without calls, so that V8 keeps the buffer in registers.
 */
function nextHexPair(buffer: Buffer, from: number, to: number): number {
  for (let at = from; at + 1 < to; at += STEP) {
    // One table look-up for two bytes: a branch on a single letter is mispredicted too often.
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

/** Where the message begins: after the first empty line. The headers begin with "tree" and the parents. */
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
  // Cheap test first: few words end in one of these letters.
  return (
    endsAnnouncing[buffer[end - 1] as number] === 1 &&
    announcing.has(buffer.toString("latin1", begin, end).toLowerCase())
  );
}

/** ` ("Subject` or ` (subject` */
function isExplained(buffer: Buffer, end: number, to: number): boolean {
  return end + 1 < to && (buffer[end] === 0x20 || buffer[end] === 0x0a) && buffer[end + 1] === 0x28;
}
