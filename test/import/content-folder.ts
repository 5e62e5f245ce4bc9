import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A content folder with topics, a release and a repository, but no change yet; removed after the test. */
export function contentFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, "fixtures/content"), folder, { recursive: true });
  return folder;
}

/** Every file below a folder with its text, to see what changed. */
export function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
