import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleCommand } from "../../scripts/bundle.ts";
import { type Measured, measure, measurePair } from "./measure.ts";

/** How people start the command: from a checkout through npm's script, and from the package. */
interface Command {
  name: string;
  program: string[];
}

/** What is measured. */
export interface Asked {
  /** Clone with a commit-graph. */
  clone: string;
  /** Files with hashes, by their number. */
  hashes: ReadonlyMap<number, string>;
  /** Whether the clone was generated, so that it fits no declaration of the content. */
  isGenerated: boolean;
  runs: number;
}

export type PrintRow = (name: string, ...cells: string[]) => void;

/**
 * Measures whole commands, start-up included: CPU seconds, the ratio of these, the CPU seconds of the first run, for
 * the start-up with an empty cache of compiled code, and the ratio of wall times.
 */
export async function asTyped({ clone, hashes, isGenerated, runs }: Asked, row: PrintRow): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-bench-"));
  try {
    const content = isGenerated ? declarations(folder) : "content";
    for (const command of await commands(folder)) {
      const cache = join(folder, `cache-${command.name}`);
      const run = (args: string[], input?: string) =>
        measure(["env", `XDG_CACHE_HOME=${cache}`, ...command.program, ...args], input);
      const since = (file: string) =>
        run(["since", "--no-follow-ups", "--json", "--content", content, "--clone", clone], file);
      const cold = run(["since", "--help"]);
      pair(
        `${command.name}: start-up`,
        () => run(["since", "--help"]),
        () => measure([process.execPath, "-e", "0"]),
        cold,
      );
      const count = () => measure(["git", "-C", clone, "rev-list", "--count", "--all"]);
      for (const [number, file] of hashes) {
        const read = () => measure(["git", "-C", clone, "cat-file", "--batch", "--buffer"], file);
        const floor = number < 10_000 ? count : () => sum(count(), read());
        pair(`${command.name}: since, ${number} hashes`, () => since(file), floor);
      }
      const one = hashes.get(1) as string;
      const hash = readFileSync(one, "latin1").trim();
      const describe = () => measure(["git", "-C", clone, "describe", "--contains", hash]);
      pair(`${command.name}: since, 1 hash, against describe --contains`, () => since(one), describe);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  function pair(name: string, ours: () => Measured, floor: () => Measured, cold: Measured = ours()): void {
    const { a, b, ratio, wall } = measurePair(runs, ours, floor);
    row(
      name,
      ...[a, b, ratio].map((each) => each.toFixed(2)),
      ` first ${cold.cpu.toFixed(2)}`,
      ` wall ${wall.toFixed(2)}`,
    );
  }
}

function sum(a: Measured, b: Measured): Measured {
  return { cpu: a.cpu + b.cpu, wall: a.wall + b.wall, stderr: "" };
}

async function commands(folder: string): Promise<Command[]> {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const [, ...options] = scripts.sincelinux.split(" ");
  const packed = join(folder, "build/scripts");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  await bundleCommand(packed);
  const require = ["--require", join(packed, "compile-cache.cjs")];
  return [
    { name: "checkout", program: [process.execPath, ...options] },
    { name: "packed", program: [process.execPath, ...require, join(packed, "sincelinux.js")] },
  ];
}

/** The content's declarations without what a generated history cannot have: its first commit, subjects and days. */
function declarations(folder: string): string {
  const content = join(folder, "content");
  mkdirSync(content);
  cpSync("content/repositories", join(content, "repositories"), { recursive: true });
  const file = join(content, "repositories/linux.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^(rootCommits|releaseSubjects):.*\n/gm, ""));
  const releases = readFileSync("content/releases.yaml", "utf8");
  writeFileSync(join(content, "releases.yaml"), releases.replace(/^releases:\n(.|\n)*/m, "releases: []\n"));
  return content;
}
