import fc from "fast-check";
import { expect, test } from "vitest";
import {
  counted,
  distinct,
  escapeXml,
  oneLine,
  quoted,
  spellOut,
  wrappedLine,
} from "../../src/domain/text.ts";

const cases: [name: string, text: string, shown: string][] = [
  ["plain text stays as it is", 'nsfs: Add an ioctl() <to> & "more"', 'nsfs: Add an ioctl() <to> & "more"'],
  ["letters of every script stay", "Žofie 山田 עברית", "Žofie 山田 עברית"],
  ["a direction override is named", "Ann\u202eecilA", "Ann⟨U+202E⟩ecilA"],
  ["isolates are named", "\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"],
  ["a NUL and an escape are named", "a\u0000b\u001b[31m", "a⟨U+0000⟩b⟨U+001B⟩[31m"],
  ["what has no width is named", "user\u200bns", "user⟨U+200B⟩ns"],
  ["line breaks become spaces", "one\ntwo\u2028three", "one two three"],
  ["joiners and annotations are named", "a\u200db\ufff9c", "a⟨U+200D⟩b⟨U+FFF9⟩c"],
  ["half a surrogate pair is replaced", "a\ud800b", "a\ufffdb"],
  ["a byte that was no UTF-8 stays the replacement it became", "J\ufffdrg", "J\ufffdrg"],
];

test.each(cases)("%s", (_name, text, shown) => {
  expect(oneLine(text)).toBe(shown);
});

test("nothing that hides or turns text is left, whatever it was", () => {
  const hostile = fc.string({
    unit: fc.oneof(fc.constantFrom("\u202a", "\u202e", "\u2067", "\u0007", "\u200d", "\ufeff"), fc.string()),
  });
  fc.assert(
    fc.property(hostile, (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
    }),
  );
});

test.each([
  [0, "0 commits", "0 hashes"],
  [1, "1 commit", "1 hash"],
  [2, "2 commits", "2 hashes"],
  [1424, "1,424 commits", "1,424 hashes"],
])("%i things in words", (number, commits, hashes) => {
  expect(counted(number, "commit")).toBe(commits);
  expect(counted(number, "hash", "hashes")).toBe(hashes);
});

test("distinct values keep their order, without empty ones", () => {
  expect(distinct(["b", "", "a", undefined, "b", null, "c"])).toEqual(["b", "a", "c"]);
});

test("a message quotes, cuts and escapes", () => {
  expect(quoted('a "b"\u202e')).toBe('"a \\"b\\"\\u202e"');
  expect(quoted("x".repeat(61))).toBe(`"${"x".repeat(59)}…"`);
  expect(quoted("x".repeat(60))).toBe(`"${"x".repeat(60)}"`);
  expect(spellOut("a\nb")).toBe("a\\u000ab");
});

test("XML holds no markup and no character that it forbids", () => {
  expect(escapeXml('<a href="x">&\ufffe</a>')).toBe("&lt;a href=&quot;x&quot;&gt;&amp;\ufffd&lt;/a&gt;");
});

test("a line for a terminal keeps its words, and is broken where it is too long", () => {
  const long = `  because ${"words ".repeat(60)}`;
  expect(wrappedLine(long, "    ").split("\n")).toEqual([
    `  because ${"words ".repeat(18).trimEnd()}`,
    `    ${"words ".repeat(19).trimEnd()}`,
    `    ${"words ".repeat(19).trimEnd()}`,
    `    ${"words ".repeat(4).trimEnd()}`,
  ]);
  expect(wrappedLine("two  ", "")).toBe("two");
  expect(wrappedLine(`a ${"x".repeat(300)} b`, "")).toBe(`a\n${"x".repeat(300)}\nb`);
  const line = fc
    .array(fc.stringMatching(/^[a-z/]{0,170}$/), { maxLength: 60 })
    .map((words) => words.join(" "));
  fc.assert(
    fc.property(line, fc.nat(140), (text, hang) => {
      const lines = wrappedLine(text, " ".repeat(hang)).split("\n");
      expect(lines.join(" ").split(/ +/).filter(Boolean)).toEqual(text.split(/ +/).filter(Boolean));
      for (const each of lines) {
        expect(each).not.toMatch(/ $/);
        expect(each.length <= Math.max(160, hang + 50) || !each.trim().includes(" ")).toBe(true);
      }
    }),
  );
});
