import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type BlobContent, readBlobs } from "../../../src/git/trees/read-blobs.ts";
import { listFiles } from "../../../src/git/trees/tip-files.ts";
import { git } from "../run-git.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const contents: Record<string, string> = {
  "a/empty": "",
  "a/b/line feed\nand tab\t": "one\ntwo\n",
  "a/b/ünïcode": "two",
  "a/large": "0123456789".repeat(100_000),
  "ab/not-below-a": "no",
};
const clone = temporaryFolder();
git(clone, "init", "-q");
for (const [path, text] of Object.entries(contents)) {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text);
}
symlinkSync("/etc/passwd", join(clone, "a/link"));
git(clone, "add", ".");
git(clone, "commit", "-q", "-m", "all");
const head = git(clone, "rev-parse", "HEAD");
const repository = join(clone, ".git");

test("the files of a folder are listed by path, and what is no file apart", async () => {
  const { files, others } = await listFiles(repository, head, "a");
  expect(files.map(({ path }) => path)).toEqual([
    "a/b/line feed\nand tab\t",
    "a/b/ünïcode",
    "a/empty",
    "a/large",
  ]);
  expect(others).toEqual(["a/link"]);
  expect(await listFiles(repository, head, "absent")).toEqual({ files: [], others: [] });
  expect((await listFiles(repository, head, "")).files.at(-1)?.path).toBe("ab/not-below-a");
});

test("blobs come in the order asked for, without those that are large, missing or no blob", async () => {
  const blob = (path: string) => git(clone, "rev-parse", `HEAD:${path}`);
  const asked = ["a/large", "a/empty", "a", "a/b/ünïcode", "a/b/ünïcode"].map(blob);
  asked.splice(2, 0, "0".repeat(40));
  const seen: (string | undefined)[] = [];
  const note = (place: number, content: BlobContent) => {
    seen[place] = "bytes" in content ? content.bytes.toString("utf8") : content.refused;
  };
  await readBlobs(repository, asked, 1000, note);
  expect(seen).toEqual(["too large", "", "missing", "not a blob", "two", "two"]);
  seen.length = 0;
  await readBlobs(repository, asked, 1_000_000, note);
  expect(seen[0]).toBe(contents["a/large"]);
});
