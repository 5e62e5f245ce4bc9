import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelShaped, writeDeclarations } from "../git/kernel-shaped.ts";
import { cloneCases } from "./clone-cases.ts";
import type { HostileCase, HostileGroup } from "./hostile-case.ts";
import { killCases } from "./kill-cases.ts";
import { LOCKS, lockFailures } from "./lock-failures.ts";

const LIMIT = 120_000; // milliseconds: what takes longer hangs

/**
 * Asks every hostile clone, and kills `enrich` at random moments.
 * @param kills how often
 * @param print gets a line for each group and each case that was not held
 * @param groups clones to ask
 * @returns how many were tried and not held
 */
export async function runHostile(
  kills: number,
  print: (line: string) => void,
  groups: readonly HostileGroup[] = cloneCases,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-hostile-"));
  let lost = 0;
  try {
    const original = kernelShaped(join(folder, "original.git"));
    const content = join(folder, "content");
    writeDeclarations(content);
    const input = [...original.shas.values()];
    const ask = (clone: string, { args = [], env = {} }: Partial<HostileCase>) =>
      since(["--content", content, "--clone", clone, ...args, ...input], env);
    const plain = answersOf((await ask(original.directory, {})).stdout);
    for (const [name, cases] of groups) {
      const failures: string[] = [];
      for (const [place, each] of cases.entries()) {
        const clone = join(folder, `${name}-${place}.git`);
        cpSync(original.directory, clone, { recursive: true });
        each.change(clone, original);
        const failure = judge(each, await ask(clone, each), plain);
        if (failure !== null) failures.push(`  ${each.name}: ${failure}`);
        rmSync(clone, { recursive: true });
      }
      report(name, cases.length, failures);
    }
    report("locks", LOCKS, await lockFailures(folder));
    if (kills > 0) report("kills of enrich", kills, await killCases(folder, original, kills));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lost;

  function report(name: string, tried: number, failures: string[]): void {
    print(`${name.padEnd(18)} ${tried} tried, ${tried - failures.length} held`);
    failures.forEach(print);
    lost += failures.length;
  }
}

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A process of its own: a crash and a hang have to be seen. */
function since(args: string[], env: Record<string, string>): Promise<Ended> {
  const { PATH = "" } = process.env;
  const all = ["scripts/sincelinux.ts", "since", "--json", "--no-follow-ups", ...args];
  const child = spawn(process.execPath, all, {
    env: { PATH, SINCELINUX_GIT_SILENCE: "2", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LIMIT,
    killSignal: "SIGKILL",
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece) => {
    printed.stdout += piece;
  });
  child.stderr.on("data", (piece) => {
    printed.stderr += piece;
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...printed })));
}

/** Null when it was held. */
function judge({ outcome }: HostileCase, { status, stdout, stderr }: Ended, plain: string): string | null {
  if (status === null) return "hangs";
  if (/\n {4}at |Node\.js v/.test(stderr)) return `crashes: ${stderr.slice(0, 200)}`;
  if (outcome === "same") return status === 0 && answersOf(stdout) === plain ? null : "answers differ";
  return outcome.test(stderr) ? null : `says ${JSON.stringify(stderr.slice(0, 200))}`;
}

/** What is said of the commits, without the remarks about the clone. */
function answersOf(stdout: string): string {
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines
    .map((line) => JSON.parse(line))
    .map(({ input, release, candidate, mainline, error }) =>
      JSON.stringify([input, release, candidate, mainline, error]),
    )
    .join("\n");
}
