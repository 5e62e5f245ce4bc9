import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ALPHA, edit, problemsWith, readTree, SHA, SOUND, TALK, writeTree } from "./content-tree.ts";

const field = (lines: string) => ({ "changes/alpha.md": edit(ALPHA, "summary:", `${lines}\nsummary:`) });

test("keys that reach for prototypes change none", () => {
  const own = Object.getOwnPropertyNames(Object.prototype).sort();
  const problems = [
    ...problemsWith(field("__proto__: { draft: true, polluted: 1 }")),
    ...problemsWith(field("constructor: { prototype: { polluted: 1 } }")),
    ...problemsWith({ "documents/talk.yaml": edit(TALK, "kind:", '"__proto__": { polluted: 1 }\nkind:') }),
    ...problemsWith({ "documents/talk.yaml": edit(TALK, "kind:", "? __proto__\n: { polluted: 1 }\nkind:") }),
    ...problemsWith({ "facts/linux/clones.json": '{ "__proto__": { "polluted": 1 } }' }),
  ];
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(own);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect(problems.slice(0, 5)).toEqual([
    'content/changes/alpha.md:9:1 __proto__: expected a known field, found "__proto__". Remove it.',
    'content/changes/alpha.md:9:1 constructor: expected a known field, found "constructor". Remove it.',
    'content/changes/alpha.md:9:16 constructor.prototype: expected a known field, found "prototype". Remove it.',
    'content/documents/talk.yaml:2:1 __proto__: expected a known field, found "__proto__". Remove it.',
    'content/documents/talk.yaml:2:3 __proto__: expected a known field, found "__proto__". Remove it.',
  ]);
});

test("a merge key brings nothing in", () => {
  expect(problemsWith(field("<<: { draft: true }"))).toEqual([
    expect.stringContaining('<<: expected a known field, found "<<"'),
  ]);
});

const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x, x]",
  ..."bcdefghi"
    .split("")
    .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefghi"[at]}`).join(", ")}]`),
].join("\n");
const words = (count: number) =>
  Array.from({ length: count }, (_, at) => `k${at.toString(36)}: 1`).join("\n");

const large: [string, Record<string, string>, RegExp][] = [
  ["an alias bomb", { "documents/talk.yaml": `${bomb}\n${TALK}` }, /a: expected no YAML anchor, found &a\./],
  ["lists in lists in lists", { "documents/talk.yaml": "[".repeat(50_000) }, /nested too deeply/],
  ["maps in maps in maps", { "documents/talk.yaml": "{a: ".repeat(20_000) }, /nested too deeply/],
  [
    "twenty thousand unknown fields",
    { "documents/talk.yaml": words(20_000) },
    /:1:1 file: expected fewer problems, found \d+ more\. Correct these first/,
  ],
  [
    "twenty thousand times one field",
    { "documents/talk.yaml": "title: A talk\n".repeat(20_000) },
    /:1:1 kind: expected one of/,
  ],
  [
    "an unknown field of half a megabyte",
    field(`${"k".repeat(500_000)}: 1`),
    /alpha\.md:9:1 file: expected YAML/,
  ],
  [
    "a text of half a megabyte",
    field(`manPages: ["${"k".repeat(500_000)}"]`),
    /found "k{59}…"\. Write it like/,
  ],
  [
    "quotes in a body without end",
    { "changes/alpha.md": `${ALPHA}\n${"> ".repeat(8_000)}` },
    /levels of lists and quotes/,
  ],
  [
    "a body of half a megabyte",
    { "changes/alpha.md": `${ALPHA}\n${"*a_".repeat(150_000)}` },
    /expected at most 16384 characters/,
  ],
  ["brackets in a body", { "changes/alpha.md": `${ALPHA}\n${"[".repeat(8_000)}${"<".repeat(7_000)}` }, /^$/],
  [
    "five megabytes",
    { "changes/alpha.md": "x".repeat(5 * 1024 * 1024) },
    /alpha\.md:1:1 file: expected at most 1 MiB, found 5\.0 MiB\. Shorten it/,
  ],
];

// A reader that is taken in by one of these hangs, or needs more memory than there is.
test.each(large)("%s is refused, and not expanded", (_name, files, message) => {
  const problems = problemsWith(files);
  expect(problems[0] ?? "").toMatch(message);
  expect(problems.length).toBeLessThanOrEqual(102);
});

test("a pipe, a link and a folder with a record's name are not waited for, followed or read", () => {
  const folder = writeTree({ ...SOUND, "changes/sub.md/alpha.md": ALPHA });
  const secret = join(writeTree({ "secret.md": ALPHA }), "secret.md");
  execFileSync("mkfifo", [join(folder, "changes/pipe.md")]);
  symlinkSync(secret, join(folder, "changes/link.md"));
  symlinkSync("nowhere", join(folder, "changes/dangling.md"));
  symlinkSync("link-to-itself.md", join(folder, "changes/link-to-itself.md"));
  expect(readTree(folder).problems).toEqual([
    "content/changes/dangling.md:1:1 file: expected a file, found a symbolic link. Put the file itself here.",
    "content/changes/link-to-itself.md:1:1 file: expected a file, found a symbolic link. Put the file itself here.",
    "content/changes/link.md:1:1 file: expected a file, found a symbolic link. Put the file itself here.",
    "content/changes/pipe.md:1:1 file: expected a file, found a pipe or device. Move it out of the content.",
    "content/changes/sub.md:1:1 file: expected a file, found a folder. Move it out of the content.",
  ]);
});

test("a link in place of a folder is not followed", () => {
  const folder = writeTree(SOUND);
  const elsewhere = writeTree({ "kept.txt": "" });
  renameSync(join(folder, "topics"), join(elsewhere, "topics"));
  symlinkSync(join(elsewhere, "topics"), join(folder, "topics"));
  expect(readTree(folder).problems[0]).toMatch(/^content\/changes\/alpha\.md/);
  expect(readTree(folder).problems).toContain(
    "content/topics:1:1 file: expected a folder, found something else. Put a folder here; links are not followed.",
  );
});

test("names of files are shown with nothing hidden, and hidden files are passed over", () => {
  const folder = writeTree(SOUND);
  writeFileSync(join(folder, "changes", "a\u001b[31m\nb\u202e.md"), ALPHA);
  writeFileSync(join(folder, "changes", ".alpha.md.swp"), "x");
  mkdirSync(join(folder, ".cache"));
  const [problem = "", ...others] = readTree(folder).problems;
  expect(others).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(problem).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(problem).toContain("a\\u001b[31m\\u000ab\\u202e.md:1:1 file: expected a name of lower-case words");
});

test("what a record holds is shown with nothing hidden", () => {
  const sha = '"\\e[2J\\u202E"';
  expect(problemsWith({ "changes/alpha.md": edit(ALPHA, `"${SHA}"`, sha) })).toEqual([
    "content/changes/alpha.md:11:10 commits[0].sha: expected visible characters, found U+001B. Remove the escape.",
    'content/changes/alpha.md:11:10 commits[0].sha: expected 40 hex digits, found "\\u001b[2J\\u202e". Write the whole hash, in lower case.',
  ]);
});
