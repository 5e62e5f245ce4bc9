import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { visit } from "unist-util-visit";
import { expect, onTestFinished, test, vi } from "vitest";
import { splitBlocks } from "../../src/import/deck-blocks.ts";
import { readDeck } from "../../src/import/read-deck.ts";
import { vocabulary } from "./vocabulary-of-tests.ts";

const sha = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 });

/** Pieces of Markdown, well and badly formed. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      sha,
      fc.constantFrom(
        ..."- |* |1. |  - |\t- |    |\n|\n\n|\r\n|(user) |**(user,mnt)** |(|)|[|](|]: |[^1]|<|>|<pid>|<!--|-->|`|```\n|# |---\n|===\n|> |http://|https://e.org/a\\_b|<https://e.org>|\\|&lt;|&#0;|\u0000|\u202e|\ud800|_|*|deadbeef|412ac77|[x]: /y\n".split(
          "|",
        ),
        "| a | b |\n| - | - |\n| c | d |\n",
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("no text makes it throw, and no whole hash is lost", () => {
  fc.assert(
    fc.property(hostile, (markdown) => {
      const deck = readDeck(markdown, vocabulary);
      const told = JSON.stringify(deck).toLowerCase();
      for (const [hash] of markdown.matchAll(/(?<![\p{L}\p{N}_])[0-9a-f]{40}(?![\p{L}\p{N}_])/gu)) {
        expect(told).toContain(hash);
      }
      for (const { items } of deck.sections) {
        for (const item of items) {
          expect(item.title).not.toBe("");
          expect(item.line).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 500 },
  );
});

const word = fc.constantFrom(
  "a",
  "the",
  "fix:",
  "(x)",
  "user_ns",
  "ioctl()s",
  "0.06s",
  "—",
  "é",
  "“q”",
  "20181025",
);
const line = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, sha), { minLength: 1, maxLength: 8 })
  .map((words) => words.join(" "));
/** Bullets, each at most one level deeper than the one before. */
const bulletList = fc
  .array(
    fc.record({
      deeper: fc.integer({ min: -3, max: 1 }),
      line,
      tag: fc.constantFrom("", "(user) ", "**(mnt)** "),
    }),
    {
      maxLength: 12,
    },
  )
  .map((bullets) => {
    let level = -1;
    return bullets
      .map((bullet) => {
        level = Math.max(0, level + bullet.deeper);
        return `${"  ".repeat(level)}- ${bullet.tag}${bullet.line}\n`;
      })
      .join("");
  });

test("every whole hash of a bullet is found, on its line", () => {
  fc.assert(
    fc.property(bulletList, (markdown) => {
      const expected = markdown
        .split("\n")
        .flatMap((text, index) =>
          (text.match(/\b[0-9a-f]{40}\b/g) ?? []).map((hash) => `${index + 1} ${hash}`),
        );
      const found = readDeck(markdown, vocabulary)
        .sections.flatMap(({ items }) => items.flatMap(({ hashes }) => hashes))
        .map((hash) => `${hash.line} ${hash.sha}`);
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
});

const structured = fc
  .array(
    fc.constantFrom(
      ..."- a|- b c|* d|  - e|    - f|  g|    h|1. i|2. j|# k|### l|m|1995. n||||```|~~~|> o|> - p|---|===|\tq|    r|<!-- u -->|* * *| v".split(
        "|",
      ),
    ),
    { maxLength: 25 },
  )
  .map((lines) => lines.join("\n"));

test("block by block, the parser sees what it sees in the whole text", () => {
  const parser = remark().use(remarkGfm).freeze();
  fc.assert(
    fc.property(structured, (markdown) => {
      // Below indented code the parser takes "2. a" for a paragraph, even after an empty line; blocks have no such past.
      fc.pre(!/^(?: {4}|\t)/m.test(markdown) || !hasIndentedCode(parser.parse(markdown), markdown));
      const blocks = splitBlocks(markdown).flatMap(({ text, line }) => leaves(parser.parse(text), line - 1));
      expect(blocks).toEqual(leaves(parser.parse(markdown), 0));
    }),
    { numRuns: 300 },
  );
});

function hasIndentedCode(root: Root, markdown: string): boolean {
  let found = false;
  visit(root, "code", (node) => {
    const source = markdown.slice(node.position?.start.offset, node.position?.end.offset);
    found ||= !/^[`~]{3}/.test(source);
  });
  return found;
}

/** Every text with its line and the kinds of nodes around it. Where one list ends and the next begins does not matter. */
function leaves(root: Root, lineOffset: number): string[] {
  const found: string[] = [];
  const descend = (node: Nodes, path: string) => {
    if (node.type === "definition") return;
    const here = node.type === "list" ? path : `${path}/${node.type}`;
    if ("children" in node && node.type !== "paragraph" && node.type !== "heading") {
      for (const child of node.children) descend(child, here);
    } else found.push(`${(node.position?.start.line ?? 0) + lineOffset}${here} ${textOf(node)}`);
  };
  descend(root, "");
  return found;
}

// As one text, ten thousand take fifty times as long as a thousand.
test("each of many bullets is parsed by itself, and once", () => {
  const bullets = Array.from(
    { length: 2000 },
    (_, index) => `- (user,mnt) title ${index}\n  - ${index.toString(16).padStart(40, "0")}\n`,
  );
  const parse = vi.spyOn(Object.getPrototypeOf(remark()), "parse");
  onTestFinished(() => parse.mockRestore());
  const items = readDeck(bullets.join(""), vocabulary).sections.flatMap((section) => section.items);
  expect(items).toHaveLength(bullets.length);
  expect(parse.mock.calls.map(([text]) => `${String(text).trim()}\n`)).toEqual(bullets);
});
