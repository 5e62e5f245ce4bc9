import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../scripts/import.ts";
import { runCommand } from "../run-command.ts";
import { contentFolder, filesIn } from "./content-folder.ts";

const SHA = "412ac77a9d3ec015524dacea905471d66480b7ac";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-notes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function notes(text: string | Uint8Array): string {
  const file = join(temporaryFolder(), "notes.md");
  writeFileSync(file, text);
  return file;
}

async function importWith(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { status, stdout, stderr } = await runCommand(run, args);
  return { code: status, out: stdout, err: stderr };
}

test("imports once; a second run writes nothing and says so", async () => {
  const content = contentFolder();
  const file = notes(`# A Talk\n\nintro\n\n- (user) a thing\n  - ${SHA}\n`);
  const first = await importWith(file, "--content", content);
  expect(first).toEqual({
    code: 0,
    err: "",
    out: [
      `${file}: 1 item, 1 hash, 0 links.`,
      "Written: 2",
      `  ${content}/documents/a-talk.yaml`,
      `  ${content}/changes/a-thing.md`,
      "Not read: 1",
      '  line 3: "intro": text outside of any list',
      "",
    ].join("\n"),
  });
  const after = filesIn(content);
  const second = await importWith(file, "--content", content);
  expect(second.code).toBe(0);
  expect(second.out.split("\n").slice(1, 4)).toEqual([
    "In the content already: 1",
    '  line 5: a-thing lists 412ac77a9d3e ("a thing")',
    "Nothing to write.",
  ]);
  expect(filesIn(content)).toEqual(after);
});

test("a dry run writes nothing and prints a diff that git can apply", async () => {
  const content = contentFolder();
  const before = filesIn(content);
  const file = notes(`# A Talk\n- (user) a thing\n  - ${SHA}\n`);
  const preview = await importWith(file, "--content", content, "--dry-run");
  expect(preview.code).toBe(0);
  expect(preview.out).toContain(`--- /dev/null\n+++ ${content}/documents/a-talk.yaml\n@@ -0,0 +1,`);
  expect(preview.out).toContain("\nTo be written: 2\n");
  expect(filesIn(content)).toEqual(before);

  const repository = temporaryFolder();
  execFileSync("git", ["init", "--quiet"], { cwd: repository });
  const diff = preview.out.replaceAll(`+++ ${content}/`, "+++ b/");
  execFileSync("git", ["apply", "-"], { cwd: repository, input: diff });
  expect((await importWith(file, "--content", content)).code).toBe(0);
  for (const name of ["documents/a-talk.yaml", "changes/a-thing.md"]) {
    expect(filesIn(repository).get(name)).toBe(filesIn(content).get(name));
  }
});

test("what needs correcting is on standard error, with its line, and the exit code is 1", async () => {
  const file = notes("# A Talk\n- (usr) a thing\n  - 412ac77 (short)\n");
  const done = await importWith(file, "--content", contentFolder());
  expect(done.code).toBe(1);
  expect(done.err.split("\n")).toEqual([
    `${file}:2:1 tags: expected a known tag, found "usr". Did you mean "user"?`,
    expect.stringContaining(`${file}:3:1 hashes: expected whole hashes, found 1 short one that neither`),
    "",
  ]);
});

test("a bullet of a tag and a title alone is named, because it may be no change", async () => {
  const file = notes(`# A Talk\n- (user) nothing here\n- (user) a thing\n  - ${SHA}\n- (user) older, v4.9\n`);
  const { out } = await importWith(file, "--content", contentFolder(), "--dry-run");
  expect(out).toContain(
    'Of a tag and a title alone; delete the draft if it is no change: 1\n  line 2: "nothing here"\n',
  );
});

test("imports nothing into content with problems: what is in it could not be told from what is not", async () => {
  const content = contentFolder();
  mkdirSync(join(content, "changes"));
  writeFileSync(join(content, "changes", "a-thing.md"), "mine");
  const done = await importWith(notes("# A Talk\n- (user) a thing\n"), "--content", content);
  expect(done.code).toBe(1);
  expect(done.err).toMatch(
    /expected content without problems, found \d+\. "sincelinux check" lists them; nothing was imported\./,
  );
  expect(filesIn(content).get("changes/a-thing.md")).toBe("mine");
  expect(filesIn(content).has("documents/a-talk.yaml")).toBe(false);
});

test.each<[name: string, make: () => string, said: string]>([
  [
    "a missing file",
    () => join(temporaryFolder(), "none.md"),
    "expected a file, found none. Correct the path.",
  ],
  ["a folder", temporaryFolder, "expected a file, found a folder. Name a Markdown file."],
  ["a device", () => "/dev/null", "expected a file, found a pipe or device. Save its text first."],
  [
    "no UTF-8",
    () => notes(Uint8Array.of(0x2d, 0x20, 0xff)),
    "expected UTF-8, found other bytes. Save the file as UTF-8.",
  ],
  [
    "too large a file",
    () => {
      const file = notes("");
      truncateSync(file, 5 * 1024 * 1024 + 1);
      return file;
    },
    "expected at most 5 MiB, found 5.0 MiB. Split it.",
  ],
])("refuses %s in a sentence", async (_name, make, said) => {
  const file = make();
  expect(await importWith(file, "--content", contentFolder())).toEqual({
    code: 1,
    out: "",
    err: `${file}:1:1 file: ${said}\n`,
  });
});

test.each<[name: string, args: string[], said: string]>([
  ["no file", [], "import: FILE.md: expected one file, found 0."],
  ["two files", ["a.md", "b.md"], "import: FILE.md: expected one file, found 2."],
  ["an unknown option", ["a.md", "--force"], 'import: "--force": expected a known option'],
  [
    "no content folder",
    ["a.md", "--content", "nowhere"],
    'import: --content: expected a folder of records, found no folder "nowhere". Run it in',
  ],
])("usage error: %s", async (_name, args, said) => {
  const done = await importWith(...args);
  expect(done.code).toBe(2);
  expect(done.err).toContain(said);
  expect(done.err).toContain("import: --help describes the arguments");
});

test("--help explains itself", async () => {
  expect(await importWith("--help")).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining("Exit code:"),
  });
});
