import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelShaped, writeDeclarations } from "../git/kernel-shaped.ts";
import { bareEnvironment } from "../run-command.ts";
import { cloneCases } from "./clone-cases.ts";
import { commitCases } from "./commit-cases.ts";
import { enrichFailures } from "./enrich-cases.ts";
import { headerFailures } from "./header-cases.ts";
import type { HostileCase, HostileGroup } from "./hostile-case.ts";
import { killCases } from "./kill-cases.ts";
import { LOCKS, lockFailures } from "./lock-failures.ts";
import { surroundings } from "./surroundings.ts";

const LIMIT = 120_000; // milliseconds: what takes longer hangs

/**
 * Asks every hostile clone in every hostile surroundings, and kills `enrich` at random moments.
 * @param kills how often
 * @param print gets a line for each group and each case that was not held
 * @param groups what to ask; without it everything, `enrich` too
 * @returns how many were tried and not held
 */
export async function runHostile(
  kills: number,
  print: (line: string) => void,
  groups?: readonly HostileGroup[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-hostile-"));
  chmodSync(folder, 0o755); // another user runs some
  let lost = 0;
  try {
    const original = kernelShaped(join(folder, "original.git"));
    const content = join(folder, "content");
    writeDeclarations(content);
    const input = [...original.shas.values()];
    const plain = answersOf(
      (await since(content, original.directory, join(folder, "plain"), input, {})).stdout,
      input,
    );
    for (const [name, cases] of groups ?? [...cloneCases, commitCases, ...surroundings]) {
      const failures: string[] = [];
      for (const [place, each] of cases.entries()) {
        const clone = join(folder, `${name}-${place}.git`);
        const scratch = join(folder, `${name}-${place}`);
        cpSync(original.directory, clone, { recursive: true });
        mkdirSync(join(scratch, "tmp"), { recursive: true });
        each.change?.(clone, original, scratch);
        const more = each.add?.(clone, original) ?? [];
        const before = hashOf(clone);
        const ended = await since(content, clone, scratch, [...input, ...more], each);
        const isSame = hashOf(clone) === before;
        each.undo?.(scratch);
        const failure =
          judge(each, ended, (stdout) => answersOf(stdout, input) === plain) ??
          (isSame ? null : "the clone is not as it was") ??
          leftIn(join(scratch, "tmp"));
        if (failure !== null) failures.push(`  ${each.name}: ${failure}`);
        for (const path of [clone, scratch]) rmSync(path, { recursive: true });
      }
      report(name, cases.length, failures);
    }
    report("locks", LOCKS, await lockFailures(folder));
    if (groups === undefined) {
      const { tried, failures } = await enrichFailures(folder, original);
      report("runs of enrich", tried, failures);
      const headers = headerFailures(folder);
      report("header histories", headers.tried, headers.failures);
    }
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
function since(
  content: string,
  clone: string,
  scratch: string,
  input: readonly string[],
  { args = [], env, shell = '"$@"', isFed = false, followUps = false }: Partial<HostileCase>,
): Promise<Ended> {
  const fed = `${scratch}.input`;
  writeFileSync(fed, input.map((hash) => `${hash}\n`).join(""));
  mkdirSync(join(scratch, "tmp"), { recursive: true });
  const asked = isFed || input.length > 1000 ? [] : input;
  const quick = followUps ? [] : ["--no-follow-ups"];
  const command = [
    "scripts/sincelinux.ts",
    "since",
    "--json",
    ...quick,
    "--content",
    content,
    "--clone",
    clone,
  ];
  const all = [process.execPath, ...command, ...args, ...asked];
  const child = spawn("sh", ["-c", shell, "sh", ...all], {
    env: {
      ...{
        ...bareEnvironment,
        SCRATCH: scratch,
        INPUT: fed,
        TMPDIR: join(scratch, "tmp"),
        SINCELINUX_GIT_SILENCE: "2",
      },
      XDG_CACHE_HOME: join(scratch, "cache"),
      ...env?.(scratch),
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const timer = setTimeout(() => process.kill(-(child.pid as number), "SIGKILL"), LIMIT);
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece) => {
    printed.stdout += piece;
  });
  child.stderr.on("data", (piece) => {
    printed.stderr += piece;
  });
  return new Promise((resolve) =>
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({ status, ...printed });
    }),
  );
}

/** Null when it was held. */
function judge(
  { outcome, status: expected }: HostileCase,
  { status, stdout, stderr }: Ended,
  isPlain: (stdout: string) => boolean,
): string | null {
  if (status === null) return "hangs";
  const said = JSON.stringify(stderr.slice(-300));
  if (/\n {4}at |Node\.js v/.test(stderr)) return `crashes: ${said}`;
  const isRight =
    outcome === "same" ? status === (expected ?? 0) : [expected ?? 1, expected ?? 2].includes(status);
  if (!isRight) return `ends with ${status}: ${said}`;
  if (outcome === "same") return isPlain(stdout) ? null : "answers differ";
  return outcome.test(stderr.trimEnd()) ? null : `says ${said}`;
}

/** What is said of the commits, without the remarks about the clone. */
function answersOf(stdout: string, input: readonly string[]): string {
  const asked = new Set(input);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines
    .map((line) => JSON.parse(line))
    .filter((answer) => asked.has(answer.input))
    .map(({ input, release, candidate, mainline, error }) =>
      JSON.stringify([input, release, candidate, mainline, error]),
    )
    .join("\n");
}

/** A hash of all names, modes and bytes in a folder. Of what is no file, or is huge, only of the name. */
function hashOf(folder: string): string {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const stat = lstatSync(path);
    hash.update(`${path} ${stat.mode} ${stat.mtimeMs}\0`);
    if (stat.isFile() && stat.size < 2 ** 30) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

function leftIn(folder: string): string | null {
  const left = readdirSync(folder);
  return left.length === 0 ? null : `leaves ${left.join(", ")}`;
}
