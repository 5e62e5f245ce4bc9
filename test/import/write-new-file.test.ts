import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeNewFile } from "../../src/import/import-files.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-write-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("writes a file that is not there, with its folder", () => {
  const file = join(temporaryFolder(), "changes", "x.md");
  expect(writeNewFile(file, "text\n")).toEqual([]);
  expect(readFileSync(file, "utf8")).toBe("text\n");
});

test("leaves a file, a folder and a link as they are", () => {
  const folder = temporaryFolder();
  const [file, link, sub] = [join(folder, "a.md"), join(folder, "b.md"), join(folder, "c.md")];
  writeFileSync(file, "mine");
  symlinkSync(join(folder, "elsewhere"), link);
  mkdirSync(sub);
  for (const path of [file, link, sub]) {
    expect(writeNewFile(path, "new")).toMatchObject([
      { file: path, expected: "no file of this name", remedy: "It was left as it is." },
    ]);
  }
  expect(readFileSync(file, "utf8")).toBe("mine");
});

test("says why a file could not be written", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "changes"), "no folder");
  expect(writeNewFile(join(folder, "changes", "x.md"), "new")).toMatchObject([
    { expected: "a folder that can be made", found: expect.stringMatching(/^error E/) },
  ]);
});
