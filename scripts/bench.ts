import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { bench } from "../bench/git/bench.ts";
import { generate } from "../bench/git/generate.ts";
import { run as runSearch } from "./bench-search.ts";

const usage = `usage: npm run bench -- [git] [--clone DIR | --commits N] [--runs N]

Compares what this program costs with git's own floor, in one run on one clone.
  --clone DIR   a clone of the kernel; nothing is written to it
  --commits N   without a clone: a history of that many commits, written once to .cache (1300000)
  --runs N      how often to measure what is quick (5); what reads everything is measured every second time of that
Exit code: 0 measured, 2 wrong use.
"npm run bench -- search --help" tells of the other one.
`;

/** @returns 0 measured, 2 wrong use */
async function run(args: string[]): Promise<number> {
  const options = {
    clone: { type: "string" },
    commits: { type: "string", default: "1300000" },
    runs: { type: "string", default: "5" },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  let values: { clone?: string | undefined; commits: string; runs: string; help: boolean };
  try {
    values = parseArgs({ args, options }).values;
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [commits, runs] = [values.commits, values.runs].map(Number) as [number, number];
  if (!(commits >= 1000 && commits <= 5_000_000 && runs >= 1 && runs <= 100)) {
    process.stderr.write(usage);
    return 2;
  }
  const clone = values.clone ?? resolve(`.cache/bench/kernel-${commits}.git`);
  if (!existsSync(clone) && values.clone === undefined) {
    process.stderr.write(`writing ${commits.toLocaleString("en")} commits to ${clone}\n`);
    await generate(clone, commits);
  }
  const print = (line: string) => process.stdout.write(`${line}\n`);
  bench(resolve(clone), { quick: Math.ceil(runs), slow: Math.ceil(runs / 2) }, print);
  return 0;
}

const [which, ...rest] = process.argv.slice(2);
if (which === "search") process.exitCode = await runSearch(rest);
else process.exitCode = await run(which === "git" ? rest : process.argv.slice(2));
