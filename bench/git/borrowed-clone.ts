import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGit } from "./run-git.ts";

/**
 * A repository of its own that takes its objects from a clone, without the clone's commit-graph: it can be given
 * one, or refs of its own, and the clone is left alone.
 * @param keep which of the clone's refs it has
 */
export function borrowClone(clone: string, keep: (ref: string) => boolean = () => true): string {
  const copy = mkdtempSync(join(tmpdir(), "sincelinux-bench-"));
  runGit(copy, "init", "-q", "--bare", "--initial-branch=master", ".");
  const objects = runGit(clone, "rev-parse", "--path-format=absolute", "--git-path", "objects").trim();
  const view = join(copy, "borrowed");
  mkdirSync(view);
  for (const name of readdirSync(objects)) {
    if (name !== "info") symlinkSync(join(objects, name), join(view, name));
  }
  mkdirSync(join(copy, "objects/info"), { recursive: true });
  writeFileSync(join(copy, "objects/info/alternates"), `${view}\n`);
  const refs = runGit(clone, "for-each-ref", "--format=%(refname) %(objectname)").trim().split("\n");
  const kept = refs.filter((line) => keep(line.split(" ")[0] as string)).map((line) => `create ${line}\n`);
  execFileSync("git", ["update-ref", "--stdin"], { cwd: copy, input: kept.join("") });
  runGit(copy, "pack-refs", "--all");
  return copy;
}
