import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ParsedCommit,
  parseCommit,
  parseIdent,
  subjectOf,
} from "../../src/git/messages/parse-commit.ts";
import { commitLines, readCommits } from "../../src/git/messages/read-commits.ts";
import { kernelShaped } from "./kernel-shaped.ts";
import { git, gitFed } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { directory, shas } = kernelShaped(join(temporaryFolder(), "kernel.git"));
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

async function read(sha: string): Promise<ParsedCommit> {
  const read: ParsedCommit[] = [];
  const lines = commitLines(Buffer.from(sha, "hex"), [0]);
  await readCommits(directory, lines, 1, (_, buffer, from, to) =>
    read.push(parseCommit(buffer.subarray(from, to))),
  );
  expect(read).toHaveLength(1);
  return read[0] as ParsedCommit;
}

function written(lines: (string | Uint8Array)[]): string {
  const object = Buffer.concat(lines.map((line) => Buffer.from(line as Uint8Array)));
  return gitFed(directory, object, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
}

test("subjects and dates are those that git prints", async () => {
  for (const sha of shas.values()) {
    const { subject, author, committer } = await read(sha);
    const printed = git(directory, "log", "-1", "--format=%s%x00%aI%x00%cI", sha).split("\0");
    expect([subject, author.date, committer.date]).toEqual(printed);
  }
});

test.each([
  ["no UTF-8", "J\xf6rg", "", "Jörg"],
  ["a declared encoding", "\xe9\xea", "encoding ISO-8859-5\n", "щъ"],
  ["a declared encoding that is not known", "J\xf6rg", "encoding klingon\n", "Jörg"],
  ["a declared encoding that is wrong", "J\xf6rg", "encoding UTF-8\n", "Jörg"],
  ["control characters", "a\x07\x1bb", "", "a\x07\x1bb"],
  ["nothing", "", "", ""],
])("a name with %s", async (_, name, encoding, expected) => {
  const ident = Buffer.from(`${name} <a@b> 1200000000 +0100\n`, "latin1");
  const sha = written([`tree ${EMPTY_TREE}\nauthor `, ident, "committer ", ident, encoding, "\nsubject\n"]);
  const { author, subject } = await read(sha);
  expect([author.name, subject]).toEqual([expected, "subject"]);
});

test.each([
  ["0 +0000", "1970-01-01T00:00:00+00:00"],
  ["2145916800 +1345", "2038-01-01T13:45:00+13:45"],
  ["1200000000 -0330", "2008-01-10T17:50:00-03:30"],
  ["99999999999999999999 +0000", "1970-01-01T00:00:00+00:00"],
  ["253402300800 +0000", "10000-01-01T00:00:00+00:00"],
  ["1200000000 +9999999", "2008-01-10T21:20:00+00:00"],
  ["nonsense", "1970-01-01T00:00:00+00:00"],
  ["", "1970-01-01T00:00:00+00:00"],
])("the date %j", (date, expected) => {
  expect(parseIdent(`A <a@b> ${date}`).date).toBe(expected);
});

test("any ident gives a name and a date that a schema takes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[^<]* <.*> \d{0,22} [+-]\d{0,8}$/)), (ident) => {
      const { name, date } = parseIdent(ident);
      expect(typeof name).toBe("string");
      expect(date).toMatch(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    }),
  );
});

test.each([
  ["\n\n  first  \nsecond\n\nbody", "  first second"],
  ["only", "only"],
  ["a\n \nb", "a"],
  ["", ""],
])("the subject of %j is %j", (message, expected) => {
  expect(subjectOf(message)).toBe(expected);
});

test("trailers come in their order, under their usual names", async () => {
  const message = [
    "subject",
    "",
    "Link: https://lore.kernel.org/r/1@example.org",
    "link: not indented",
    " Link: indented",
    "REVIEWED-BY: A <a@example.org>",
    "Cc: someone@example.org",
    "Cc: <stable@vger.kernel.org> # v4.14+",
    "CC: stable@kernel.org",
    "Signed-off-by: S <s@example.org>",
    'Fixes: 1da177e4c3f4 ("Linux")  ',
    "Acked-by: ended\r",
    "Tested-by:",
    "Acked-by:",
    "",
    "x\u2028Link: no line of its own",
  ].join("\n");
  const ident = "A <a@b> 1 +0000\n";
  const { trailers } = await read(
    written([`tree ${EMPTY_TREE}\nauthor ${ident}committer ${ident}\n${message}`]),
  );
  expect(trailers.map(({ key, value }) => `${key}: ${value}`)).toEqual([
    "Link: https://lore.kernel.org/r/1@example.org",
    "Link: not indented",
    "Reviewed-by: A <a@example.org>",
    "Cc stable: <stable@vger.kernel.org> # v4.14+",
    "Cc stable: stable@kernel.org",
    'Fixes: 1da177e4c3f4 ("Linux")',
    "Acked-by: ended",
  ]);
});

test("missing objects, trees and giants are passed over, the others keep their places", async () => {
  const giant = written([
    `tree ${EMPTY_TREE}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n${"x".repeat(17 * 2 ** 20)}\n`,
  ]);
  const large = written([
    `tree ${EMPTY_TREE}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n${"y".repeat(2 ** 20)}\n`,
  ]);
  const asked = [
    EMPTY_TREE,
    giant,
    shas.get("root"),
    "f".repeat(40),
    large,
    giant,
    shas.get("tip"),
  ] as string[];
  const found: [number, number][] = [];
  const lines = Buffer.from(asked.map((sha) => `${sha}\n`).join(""));
  await readCommits(directory, lines, 1, (place, _, from, to) => found.push([place, to - from]));
  const sizes = [2, 4, 6].map((place) => [
    place,
    Number(git(directory, "cat-file", "-s", asked[place] as string)),
  ]);
  expect(found).toEqual(sizes);
});

test.each([1, 2, 3, 7, 20])(
  "places go on from one git process to the next, with %i of them",
  async (processes) => {
    const asked = ["root", "tip", "root", "root", "tip", "tip", "root"].map((id) => shas.get(id) as string);
    const lines = Buffer.from(asked.map((sha) => `${sha}\n`).join(""));
    const found: [number, number][] = [];
    await readCommits(directory, lines, processes, (place, _, from, to) => found.push([place, to - from]));
    const sizes = asked.map((sha, place) => [place, Number(git(directory, "cat-file", "-s", sha))]);
    expect(found).toEqual(sizes);
  },
);
