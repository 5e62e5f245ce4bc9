import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readFolder } from "../../src/enrich/replace-folder.ts";
import { factsFolder } from "../../src/records/read/read-facts.ts";
import { writeContent } from "../enrich/enriched-content.ts";
import type { KernelShaped } from "../git/kernel-shaped.ts";
import { git } from "../git/run-git.ts";

/**
 * Kills `enrich` at random moments of its run. The facts are always the old or the new ones, never a mixture, and the
 * next run writes the new ones.
 * @returns a line for each kill after which this was not so
 */
export async function killCases(folder: string, original: KernelShaped, kills: number): Promise<string[]> {
  const shas = [...original.shas.values()];
  const parent = join(folder, "killed");
  mkdirSync(parent);
  const content = writeContent(join(parent, "content"), shas, []);
  const older = join(folder, "older.git");
  cpSync(original.directory, older, { recursive: true });
  for (const tag of ["v4.14", "v4.15-rc1"]) git(older, "tag", "-d", tag);
  await enrich(content, older, Number.POSITIVE_INFINITY);
  const old = readFolder(factsFolder(content));
  const copy = join(parent, "copy");
  cpSync(content, copy, { recursive: true });
  const started = performance.now();
  await enrich(copy, original.directory, Number.POSITIVE_INFINITY);
  const duration = performance.now() - started;
  const fresh = readFolder(factsFolder(copy));
  const failures: string[] = [];
  if (old.size === 0 || isDeepStrictEqual(old, fresh)) failures.push("  the two clones prove the same facts");
  for (let kill = 0; kill < kills; kill += 1) {
    rmSync(copy, { recursive: true });
    cpSync(content, copy, { recursive: true });
    // More often near the end, where the facts are written.
    const moment = duration * (1 - Math.random() ** 2 / 2);
    await enrich(copy, original.directory, moment);
    const found = readFolder(factsFolder(copy));
    const isWhole = isDeepStrictEqual(found, old) || isDeepStrictEqual(found, fresh);
    if (!isWhole) failures.push(`  after ${Math.round(moment)} ms the facts are a mixture`);
    if (kill % 10 !== 0) continue;
    const status = await enrich(copy, original.directory, Number.POSITIVE_INFINITY);
    const isDone = status === 0 && isDeepStrictEqual(readFolder(factsFolder(copy)), fresh);
    if (!isDone) failures.push(`  after ${Math.round(moment)} ms the next run ends with ${status}`);
  }
  return failures;
}

function enrich(content: string, clone: string, limit: number): Promise<number | null> {
  const { PATH = "" } = process.env;
  const args = ["scripts/sincelinux.ts", "enrich", "--content", content, "--clone", clone];
  const child = spawn(process.execPath, args, { env: { PATH }, stdio: "ignore" });
  const timer =
    limit === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => child.kill("SIGKILL"), limit);
  return new Promise((resolve) => {
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve(status);
    });
  });
}
