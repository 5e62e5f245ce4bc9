import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bench } from "../bench/git/bench.ts";
import { generate } from "../bench/git/generate.ts";
import { cacheFolder, cloneVariable } from "../src/domain/environment.ts";
import { quoted } from "../src/domain/text.ts";
import { run as runHeaders } from "./bench-headers.ts";
import { run as runSearch } from "./bench-search.ts";
import { command, isProgram, main, type Run } from "./command.ts";

const usage = `usage: npm run bench -- [git] [--clone DIR | --commits N] [--runs N]

Compares what this program costs with git's own cost of the same work, in one run on one clone.
  --clone DIR   a clone of the kernel; without it SINCELINUX_LINUX_CLONE names one; nothing is written to it
  --commits N   without a clone: generate a history of that many commits in the cache folder, once (1300000)
  --runs N      how often to run what is quick (5); what reads all commits runs half as often
Exit code: 0 measured, 2 usage error.
"npm run bench -- search --help" and "headers --help" describe the benchmarks of the search and of header histories.
`;

const runGit = command(
  {
    name: "bench",
    usage,
    options: {
      clone: { type: "string" },
      commits: { type: "string", default: "1300000" },
      runs: { type: "string", default: "5" },
    },
  },
  async ({ values, usageError }) => {
    const [commits, runs] = [Number(values.commits), Number(values.runs)];
    if (!(commits >= 1000 && commits <= 5_000_000))
      return usageError({ at: "--commits", expected: "1000 to 5000000", found: quoted(values.commits) });
    if (!(runs >= 1 && runs <= 100))
      return usageError({ at: "--runs", expected: "1 to 100", found: quoted(values.runs) });
    const named = values.clone ?? process.env[cloneVariable("linux")];
    const cache = cacheFolder(process.platform, process.env) ?? join(tmpdir(), "sincelinux");
    const clone = named || join(cache, "bench", `kernel-${commits}.git`);
    if (!existsSync(clone) && !named) {
      process.stderr.write(`writing ${commits.toLocaleString("en")} commits to ${clone}\n`);
      await generate(clone, commits);
    }
    const print = (line: string) => process.stdout.write(`${line}\n`);
    await bench(
      { clone: resolve(clone), isGenerated: !named },
      { quick: Math.ceil(runs), slow: Math.ceil(runs / 2) },
      print,
    );
    return 0;
  },
);

/** Measures git or the search. @returns 0 measured, 2 usage error */
export const run: Run = ([which, ...rest]) => {
  if (which === "search") return runSearch(rest);
  if (which === "headers") return runHeaders(rest);
  return runGit(which === undefined || which === "git" ? rest : [which, ...rest]);
};

if (isProgram(import.meta)) await main(run);
