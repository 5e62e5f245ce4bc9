import { cloneVariable } from "../src/domain/environment.ts";
import { quoted } from "../src/domain/text.ts";
import { compareWithSlowMethod } from "../test/git/compare-with-slow.ts";
import { compareWithVulns } from "../test/git/compare-with-vulns.ts";
import { command, isProgram, main } from "./command.ts";

const usage = `usage: npm run test:kernel -- --clone DIR [--commits N] [--merges N] [--seed N] [--vulns DIR]

Compares the answers for commits of a real clone with those of the slow method: git tag --contains for releases,
git rev-list --ancestry-path for merges. Takes minutes.
  --clone DIR   a clone of the kernel; without it SINCELINUX_LINUX_CLONE names one; nothing is written to it
  --commits N   how many commits to draw at random (1000), besides merges, octopus merges, roots and others
  --merges N    for how many of all those to find the merge too (200)
  --seed N      the seed of the random draw (1)
  --vulns DIR   a clone of the kernel CVE team's vulns.git: compare with the first releases that its records name too
Exit code: 0 no difference, 1 a difference, 2 usage error.
`;

/** Compares. @returns 0 no difference, 1 a difference, 2 usage error */
export const run = command(
  {
    name: "test:kernel",
    usage,
    options: {
      clone: { type: "string" },
      commits: { type: "string", default: "1000" },
      merges: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      vulns: { type: "string" },
    },
  },
  async ({ values, usageError }) => {
    const clone = values.clone ?? process.env[cloneVariable("linux")];
    if (!clone)
      return usageError({
        at: "--clone",
        expected: "a clone",
        remedy: `Name one with --clone DIR or in ${cloneVariable("linux")}.`,
      });
    for (const name of ["commits", "merges", "seed"] as const) {
      if (!/^\d{1,7}$/.test(values[name])) {
        const found = quoted(values[name]);
        return usageError({ at: `--${name}`, expected: "a number of up to 7 digits", found });
      }
    }
    const [commits, merges, seed] = [values.commits, values.merges, values.seed].map(Number) as [
      number,
      number,
      number,
    ];
    const { differences, report } = await compareWithSlowMethod(clone, { commits, merges, seed });
    process.stdout.write(report);
    if (values.vulns === undefined) return differences === 0 ? 0 : 1;
    const flaws = await compareWithVulns(clone, values.vulns);
    process.stdout.write(flaws.report);
    return differences + flaws.differences === 0 && flaws.compared > 0 ? 0 : 1;
  },
);

if (isProgram(import.meta)) await main(run);
