import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { hiddenCharacters, quoted } from "../../src/domain/text.ts";
import { offsetOf, type Path, positionAt } from "../../src/records/read/locate.ts";
import { parseYaml } from "../../src/records/read/parse-yaml.ts";
import { splitFrontmatter } from "../../src/records/read/read-record.ts";

const fragments = fc.constantFrom("---", "--- ", "----", " ---", "\n", "\r\n", "a: b", "é", "😀", "\t", "");
const markdown = fc.oneof(
  fc.string(),
  fc.array(fragments, { maxLength: 20 }).map((parts) => parts.join("")),
);

test("a split file is the fences and the two parts between them, or says which fence is missing", () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const parts = splitFrontmatter(text);
      if ("expected" in parts) return;
      const { yaml, yamlOffset, body, bodyOffset } = parts;
      expect(text.slice(yamlOffset, yamlOffset + yaml.length)).toBe(yaml);
      expect(text.slice(bodyOffset)).toBe(body);
      expect(text.slice(0, yamlOffset)).toMatch(/^---[ \t]*\r?\n$/);
      expect(text.slice(yamlOffset + yaml.length, bodyOffset)).toMatch(/^---[ \t]*(?:\r?\n)?$/);
      expect(yaml).not.toMatch(/^---[ \t]*\r?$/m);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["---\na: 1\n---\nbody\n", "a: 1\n", "body\n"],
  ["---\n---\n", "", ""],
  ["---\na: 1\n---", "a: 1\n", ""],
  ["---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n"],
  ["---\na: 1\n--- \n---\nrule above\n", "a: 1\n", "---\nrule above\n"],
  ["---\na: |\n  ---\nb: 2\n---\n", "a: |\n  ---\nb: 2\n", ""],
])("splits %j", (text, yaml, body) => {
  expect(splitFrontmatter(text)).toMatchObject({ yaml, body });
});

test.each([
  ["", "opens"],
  ["\n---\na: 1\n---\n", "opens"],
  ["----\na: 1\n----\n", "opens"],
  ["---", "opens"],
  ["---\na: 1\n", "closes"],
  ["---\na: 1\n ---\n----\n--- x\n", "closes"],
])("in %j no line %s the frontmatter", (text, missing) => {
  expect(splitFrontmatter(text)).toMatchObject({
    expected: `a line of "---" that ${missing} the frontmatter`,
  });
});

test("a place is inside the text, and leads back to its offset", () => {
  fc.assert(
    fc.property(markdown, fc.integer({ min: -5, max: 60 }), (text, offset) => {
      const { line, column } = positionAt(text, offset);
      const lines = text.split("\n");
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      expect(before + column - 1).toBe(Math.min(Math.max(offset, 0), text.length));
    }),
    { numRuns: 2000 },
  );
});

const step = fc.oneof(
  fc.nat(3),
  fc.constantFrom("a", "b", "__proto__", "length", ""),
  fc.string({ maxLength: 3 }),
);
const yamlText = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        "a",
        "b",
        ":",
        " ",
        "\n",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "'",
        "|",
        "&a",
        "*a",
        "!",
        "#",
        "? ",
        "%",
        "---\n",
        "\t",
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
);

test("reading YAML never throws, and each refusal and each path has a place in it", () => {
  fc.assert(
    fc.property(yamlText, fc.array(step, { maxLength: 4 }), (text, path) => {
      const { root, refusals, value } = parseYaml(text);
      for (const { offset } of refusals) expect([offset >= 0, offset <= text.length]).toEqual([true, true]);
      for (const target of ["key", "value"] as const) {
        const offset = offsetOf(root, path, target);
        expect([offset >= 0, offset <= text.length]).toEqual([true, true]);
      }
      if (refusals.length === 0 && root !== null) expect(value).not.toBeUndefined();
    }),
    { numRuns: 5000 },
  );
});

test("data written as YAML is read as it was, each of its texts at its own place", () => {
  const word = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .filter((text) => !hiddenCharacters("all").test(text));
  const key = fc
    .stringMatching(/^[a-z]{1,8}$/)
    .filter((name) => !["constructor", "prototype"].includes(name));
  const data = fc.dictionary(key, fc.oneof(word, fc.array(word), fc.dictionary(key, word)), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(data, (value) => {
      const text = stringify(value, {
        defaultStringType: "QUOTE_DOUBLE",
        defaultKeyType: "PLAIN",
        lineWidth: 0,
      });
      const parsed = parseYaml(text);
      expect([parsed.refusals, parsed.value]).toEqual([[], value]);
      for (const [path, leaf] of leavesOf(value)) {
        const from = text.slice(offsetOf(parsed.root, path));
        expect(parse(`${/^"(?:[^"\\]|\\.)*"/.exec(from)?.[0]}`)).toBe(leaf);
        const name = path.at(-1);
        if (typeof name === "string")
          expect(text.slice(offsetOf(parsed.root, path, "key"))).toMatch(new RegExp(`^${name}:`));
      }
    }),
  );
});

test.each([
  [["title"], "value", '"x"'],
  [["title"], "key", "title"],
  [["list", 1], "value", "b"],
  [["list", 7], "value", "- a"],
  [["maps", 0, "sha"], "value", "12"],
  [["maps", 0, "nothing"], "value", "sha: 12"],
  [["empty"], "value", "empty:"],
  [["empty", "deeper"], "value", "empty:"],
  [["nowhere"], "value", "title:"],
  [[], "value", "title:"],
] as [Path, "key" | "value", string][])("%j (%s) is at %j", (path, target, there) => {
  const text = '# a comment\n\ntitle: "x"\nlist:\n  - a\n  - b\nmaps:\n  - sha: 12\nempty:\n';
  expect(text.slice(offsetOf(parseYaml(text).root, path, target))).toMatch(new RegExp(`^${there}`));
});

const codeUnits = fc
  .array(fc.oneof(fc.nat(0xffff), fc.nat(0x9f)))
  .map((codes) => String.fromCharCode(...codes));

test("what is found is shown on one line, short, with nothing hidden", () => {
  fc.assert(
    fc.property(fc.oneof(codeUnits, fc.string({ minLength: 50, maxLength: 90 })), (text) => {
      const shown = quoted(text);
      expect(shown).not.toMatch(hiddenCharacters("all"));
      expect(Array.from(shown.replaceAll(/\\u[0-9a-f]{4}|\\./g, "x")).length).toBeLessThanOrEqual(62);
    }),
  );
});

function leavesOf(value: unknown, path: Path = []): [Path, string][] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, at) => leavesOf(each, [...path, at]));
  return Object.entries(value as object).flatMap(([key, each]) => leavesOf(each, [...path, key]));
}
