import { spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { generatedKernel } from "./generated-kernel.ts";
import { runGit } from "./run-git.ts";

/** Writes a bare repository of about that many commits; it is there whole or not at all. */
export async function generate(directory: string, commits: number): Promise<void> {
  const building = `${directory}.building`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  runGit(building, "init", "-q", "--bare", "--initial-branch=master", ".");
  const git = spawn("git", ["-c", "core.compression=1", "fast-import", "--quiet"], {
    cwd: building,
    stdio: ["pipe", "inherit", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => git.on("close", resolve));
  await pipeline(Readable.from(generatedKernel(commits)), git.stdin);
  if ((await ended) !== 0) throw new Error("git fast-import failed");
  runGit(building, "update-ref", "-d", "refs/heads/work");
  runGit(building, "pack-refs", "--all");
  renameSync(building, directory);
}
