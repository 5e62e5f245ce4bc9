import fc from "fast-check";
import { expect, test } from "vitest";
import { visible } from "../../src/site/visible.ts";

const cases: [name: string, text: string, shown: string][] = [
  ["plain text stays as it is", 'nsfs: Add an ioctl() <to> & "more"', 'nsfs: Add an ioctl() <to> & "more"'],
  ["letters of every script stay", "Žofie 山田 עברית", "Žofie 山田 עברית"],
  ["a direction override is named", "Ann\u202eecilA", "Ann⟨U+202E⟩ecilA"],
  ["isolates are named", "\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"],
  ["a NUL and an escape are named", "a\u0000b\u001b[31m", "a⟨U+0000⟩b⟨U+001B⟩[31m"],
  ["what has no width is named", "user\u200bns", "user⟨U+200B⟩ns"],
  ["line breaks are named", "one\ntwo\u2028three", "one⟨U+000A⟩two⟨U+2028⟩three"],
  ["a byte that was no UTF-8 stays the replacement it became", "J\ufffdrg", "J\ufffdrg"],
];

test.each(cases)("%s", (_name, text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("nothing that hides or turns text is left, whatever it was", () => {
  const hostile = fc.string({
    unit: fc.oneof(fc.constantFrom("\u202a", "\u202e", "\u2067", "\u0007", "\u200d", "\ufeff"), fc.string()),
  });
  fc.assert(
    fc.property(hostile, (text) => {
      expect(visible(text)).not.toMatch(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
    }),
  );
});
