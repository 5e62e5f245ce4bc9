import fc from "fast-check";
import { expect, test } from "vitest";
import { hashWords } from "../../src/git/messages/hash-words.ts";
import { referencesIn } from "../../src/git/messages/references.ts";

const HEADERS = `tree ${"a".repeat(40)}\nparent ${"b".repeat(40)}\nauthor A <a@b> 1 +0000\ncommitter C <c@d> 1 +0000\n\n`;
const sha = "1da177e4c3f41524e886b7f1b8a0c1fc7321cac2";

function wordsOf(message: string, headers = HEADERS): string[] {
  const bytes = Buffer.from(`before ${headers}${message}after deadbeefdeadbeef`, "latin1");
  const from = "before ".length;
  const to = bytes.length - "after deadbeefdeadbeef".length;
  const words: string[] = [];
  hashWords(bytes, from, to, (_, first, end) => words.push(bytes.toString("latin1", first, end)));
  return words;
}

/** The same by a regular expression; words shorter than 12 digits are a matter of their neighbours. */
function longWords(message: string): string[] {
  return message.match(/(?<![0-9A-Za-z_])[0-9a-f]{12,40}(?![0-9A-Za-z_])/g) ?? [];
}

test("words of 12 to 40 digits are found wherever they stand", () => {
  const piece = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{5,43}$/),
    fc.stringMatching(/^[0-9a-f]{1,13}$/),
    fc.constantFrom(" ", "\n", "g", "_", "(", '"', "-", "x", ".", "\n\n", "Z"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const message = pieces.join("");
      expect(wordsOf(message).filter((word) => word.length >= 12)).toEqual(longWords(message));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["commit 1da177e", ["1da177e"]],
  ["Commit-id: 1da177e", ["1da177e"]],
  ["Fixes: 1da177e4", ["1da177e4"]],
  ["reverts (1da177e)", ["1da177e"]],
  ['since 1da177e ("Linux") it', ["1da177e"]],
  ["the address 0xc0ffee12 and c0ffee12 or 20100907 are none", []],
  ["commit defaced is a pity", ["defaced"]],
  ["commit 1da177", []],
  [`0${sha}`, []],
  [sha, [sha]],
  ["", []],
])("%j holds %j", (message, expected) => {
  expect(wordsOf(message)).toEqual(expected);
});

test("the shortest word is found at every distance from the beginning", () => {
  for (let distance = 0; distance < 20; distance += 1) {
    expect.soft(wordsOf(`${"x".repeat(distance)} commit 1da177e`)).toEqual(["1da177e"]);
  }
});

test("headers hold no words, however many parents and signatures there are", () => {
  const signed = `${HEADERS.slice(0, -1)}parent ${sha}\nmergetag object ${sha}\n type commit\n \n ${sha}\n\n`;
  expect(wordsOf("end", signed)).toEqual([]);
});

test("a hostile message of a megabyte comes to its end: the square of its length would take an hour", () => {
  const hostile = ["commit ", `reverts ${sha} `, `${sha}, `, `${sha} ("`, "a".repeat(41), "(".repeat(1000)];
  for (const piece of hostile) {
    const message = piece.repeat(1_000_000 / piece.length);
    expect(() => referencesIn(Buffer.from(HEADERS + message))).not.toThrow();
  }
});
