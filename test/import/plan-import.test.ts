import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeNewFile } from "../../src/import/import-files.ts";
import type { ImportPlan } from "../../src/import/plan-import.ts";
import { printProblem } from "../../src/records/problem.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import { contentFolder } from "./content-folder.ts";
import { importInto, planFor } from "./import-into.ts";

const A = "412ac77a9d3ec015524dacea905471d66480b7ac";
const B = "bfedb589252c01fa505ac9f6f2a3d5d68d707ef4";

const paths = (plan: ImportPlan) => plan.files.map(({ path }) => path);

test("writes the document with its outline, and a draft for each item", () => {
  const folder = contentFolder();
  const markdown = `# A Talk\n\n## Done\n- (user,mnt) a thing (MS\\_X)\n  - ${A} (first)\n  - prose\n## Soon\n- plain\n- (pidns) another\n  - https://e.org/a (mail)\n`;
  expect(paths(importInto(folder, markdown))).toEqual([
    "documents/a-talk.yaml",
    "changes/a-thing-ms-x.md",
    "changes/another.md",
  ]);
  const { corpus, problems } = readContent(folder);
  expect(problems).toEqual([]);
  const place = (line: number) => [{ document: "a-talk", at: `line ${line}` }];
  expect(corpus.changes).toMatchObject([
    {
      slug: "a-thing-ms-x",
      title: "a thing (MS_X)",
      tags: ["user", "mnt"],
      topics: ["user", "mnt"],
      status: { state: "merged", asOf: "2018-10-25", evidence: place(4) },
      commits: [{ sha: A, role: "core", note: "first" }],
      patchsets: [],
      sources: place(4),
      draft: true,
    },
    {
      slug: "another",
      tags: ["pidns"],
      topics: ["pid"],
      status: { state: "proposed" },
      commits: [],
      patchsets: [{ title: "another", url: "https://e.org/a", note: "mail" }],
      sources: place(9),
      draft: true,
    },
  ]);
  expect(corpus.documents).toMatchObject([
    {
      slug: "a-talk",
      title: "A Talk",
      draft: true,
      outline: [
        { heading: "Done", items: [{ change: "a-thing-ms-x", label: "a thing (MS_X)" }] },
        { heading: "Soon", items: [{ change: "another", label: "another" }] },
      ],
    },
  ]);
});

test("what the schema has no field for is a comment in the draft", () => {
  const [, draft] = planFor(
    "# Talk\n- (user,wibble) a thing (MS\\_X)\n  - prose: <b> # `x`\n",
    contentFolder(),
  ).files;
  expect(draft?.text.split("\n").slice(0, 6)).toEqual([
    "---",
    "# yaml-language-server: $schema=../../public/schemas/change.schema.json",
    '# Imported from "Talk", line 2, which says: a thing (MS_X)',
    "# Line 3: prose: <b> # x",
    "# Interfaces it names; give each its kind and role below: MS_X",
    "# Tags it has that no topic knows: wibble",
  ]);
});

test.each<[name: string, second: string, because: string | RegExp]>([
  ["a commit", `- (net) other words\n  - ${A}`, "lists 412ac77a9d3e"],
  [
    "one commit of two",
    `- (net) other words\n  - ${A}\n  - ${B}`,
    "lists 412ac77a9d3e; no change lists bfedb589252c",
  ],
  ["a link", "- (net) other words\n  - http://www.e.org/a/", "has its link"],
  ["a title", "- (net) No *evidence*, here", "has its title"],
  ["a slug", "- (net) Á thing", "has its slug"],
])("an item is known by %s", (_name, second, because) => {
  const folder = contentFolder();
  const first = `- (user) a thing\n  - ${A}\n- (user) linked\n  - https://e.org/a\n- (user) no evidence here\n`;
  expect(importInto(folder, `# Talk\n${first}`).files).toHaveLength(4);
  const plan = planFor(`# Talk: Later\n${second}`, folder);
  expect(plan.known).toMatchObject([{ because, above: null }]);
  expect(paths(plan)).toEqual(["documents/talk-later.yaml"]);
});

test("an item is new though others are like it", () => {
  const folder = contentFolder();
  importInto(folder, `# Talk\n- (user) a thing\n  - ${A}\n`);
  expect(paths(planFor(`# Talk\n- (user) a thing more\n  - ${B}\n`, folder))).toEqual([
    "changes/a-thing-more.md",
  ]);
});

test("the document is known by its slug, with a year, and with its subtitle", () => {
  const known = (title: string, file: string) => {
    const folder = contentFolder();
    mkdirSync(join(folder, "documents"));
    writeNewFile(join(folder, "documents", file), `title: "${title}"\nkind: talk\n`);
    return paths(planFor("# A Talk\n- (user) x\n", folder));
  };
  expect(known("Whatever", "a-talk.yaml")).toEqual(["changes/x.md"]);
  expect(known("A Talk: with a Subtitle", "other.yaml")).toEqual(["changes/x.md"]);
  expect(known("a talk", "other.yaml")).toEqual(["changes/x.md"]);
  expect(known("A Talkative One", "other.yaml")).toEqual(["documents/a-talk.yaml", "changes/x.md"]);
});

test("items of one run keep their slugs apart; the same commit is the same change", () => {
  const plan = planFor(
    `# Talk\n- (user) x\n  - ${A}\n- (mnt) x\n  - ${B}\n- (net) y\n  - ${B}\n`,
    contentFolder(),
  );
  expect(paths(plan)).toEqual(["documents/talk.yaml", "changes/x.md", "changes/x-2.md"]);
  expect(plan.known).toMatchObject([{ line: 6, slug: "x-2", above: 4 }]);
});

test("a release of one commit is claimed once, by the first that says it", () => {
  const rows = `| a | ${A} | 4.14 |\n| b | ${A} | 4.14 |\n| c | ${B} | 4.14 |\n`;
  const plan = planFor(`# Talk\n\n| What | Commit | Kernel |\n| - | - | - |\n${rows}`, contentFolder());
  expect(plan.claims).toBe(2);
});

test.each([
  ["- (usr) x", "2", 'Did you mean "user"?'],
  ["- (user,zzzzzz) x", "2", "Name a topic in the draft, or add one to the content."],
])("an unknown tag is kept and reported: %s", (bullet, line, remedy) => {
  const folder = contentFolder();
  const plan = importInto(folder, `# Talk\n${bullet}\n`);
  expect(plan.problems).toMatchObject([{ line: Number(line), expected: "a known tag", remedy }]);
  expect(readContent(folder).problems.map(printProblem)).toEqual([]);
});

test("an unknown tag is asked about where the item's commit is known, too", () => {
  const plan = importInto(contentFolder(), `# Talk\n- (user) x\n  - ${A}\n- (usr) again\n  - ${A}\n`);
  expect(plan.known).toMatchObject([{ line: 4, slug: "x" }]);
  expect(plan.problems).toMatchObject([{ line: 4, expected: "a known tag", found: '"usr"' }]);
});

test("an item without a tag has the topic that its title names, or a placeholder", () => {
  const folder = contentFolder();
  importInto(folder, "# Talk\n- libcap 2.26 released\n- moved https://lkml.org/x\n");
  const { corpus, problems } = readContent(folder);
  expect(problems.map(printProblem)).toEqual([]);
  expect(corpus.changes.map(({ tags }) => tags)).toEqual([["libcap"], ["TODO"]]);
});

test("no record takes the name of a topic or a document", () => {
  const folder = contentFolder();
  const markdown = "# Seccomp\n- (user) seccomp-2\n- (user) libcap\n- (user) Time\n";
  expect(paths(importInto(folder, markdown))).toEqual([
    "documents/seccomp-2.yaml",
    "changes/seccomp-2-2.md",
    "changes/libcap-2.md",
    "changes/time-2.md",
  ]);
  expect(planFor(markdown, folder).files).toEqual([]);
  expect(planFor(`# Seccomp-2 again\n${markdown}`, folder).known).toHaveLength(3);
});

test("a change is known by its own title, though no outline names it and its slug is another", () => {
  const folder = contentFolder();
  writeNewFile(join(folder, "documents", "talk.yaml"), 'title: "Talk"\nkind: talk\ndraft: true\n');
  const markdown = "# Talk\n- (user) libcap\n";
  expect(paths(importInto(folder, markdown))).toEqual(["changes/libcap-2.md"]);
  expect(planFor(markdown, folder).files).toEqual([]);
});

test("what a document says of releases becomes claims of its draft", () => {
  const folder = contentFolder();
  const markdown = `---\ndate: 2018-10-25\n---\n# Talk\n- (user) one (v4.14)\n  - ${A}\n- (user) two, since Linux 4.14\n- (user) odd (v4.15)\n## Linux 4.14\n- three\n`;
  const plan = importInto(folder, markdown);
  expect(plan.claims).toBe(3);
  const { corpus, problems } = readContent(folder);
  expect(problems).toEqual([]);
  const value = { field: "release", value: "v4.14" };
  expect(corpus.documents[0]).toMatchObject({
    date: "2018-10-25",
    claims: [
      { commit: A, ...value, at: "line 5", confidence: "quoted" },
      { change: "two", ...value, at: "line 7" },
      { change: "three", ...value, confidence: "derived", reason: expect.stringContaining("Linux 4.14") },
    ],
  });
  expect(corpus.changes.map(({ slug, status }) => [slug, status.state])).toEqual([
    ["odd", "idea"],
    ["one", "merged"],
    ["three", "merged"],
    ["two", "merged"],
  ]);
});

test("a hash that stays short is named in the draft, which is no proposal", () => {
  const [, draft] = planFor("# Talk\n- (user) a thing\n  - 412ac77a9d3e\n", contentFolder()).files;
  expect(draft?.text).toContain("# Commits it names; list each below with its whole hash: 412ac77a9d3e\n");
  expect(draft?.text).toContain('state: "merged"');
});

test("no items, no files", () => {
  expect(planFor("# Talk\n\n- prose\n\nmore", contentFolder()).files).toEqual([]);
});

test.each([
  ["../../../etc/passwd", "etc-passwd"],
  ["..\\..\\x", "x"],
  ["/etc/shadow", "etc-shadow"],
  ["__proto__", "proto"],
  ["constructor", "constructor"],
  ["Ünï çödé ’n’ ﬁ", "uni-code-n-fi"],
  ["名前空間", "item-of-line-2"],
  ["...", "item-of-line-2"],
  ["%2e%2e%2fx", "2e-2e-2fx"],
  [`${"word ".repeat(40)}`, `${"word-".repeat(15)}word`],
  ["a".repeat(200), "a".repeat(80)],
  ["see https://e.org/very/long and go", "see-and-go"],
  ["decoding of futex_waitv, introduced in Linux 5.16.", "decoding-of-futex-waitv"],
  ["openat2 available since linux 5.6", "openat2"],
  ["idmapped mounts (v5.12-rc1) and more", "idmapped-mounts-and-more"],
  [`what commit ${A.slice(0, 12)} and 1234567 say`, "what-and-1234567-say"],
])("the title %j becomes a slug that names no other place", (title, expected) => {
  const [, draft] = planFor(`# Talk\n- (user) ${title.replace(/[_\\]/g, "\\$&")}\n`, contentFolder()).files;
  expect(draft?.path).toBe(`changes/${expected}.md`);
});
