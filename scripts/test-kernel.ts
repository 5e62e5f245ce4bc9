import { parseArgs } from "node:util";
import { compareWithSlowMethod } from "../test/git/compare-with-slow.ts";

const usage = `usage: npm run test:kernel -- --clone DIR [--commits N] [--merges N] [--seed N]

Compares the answers for commits of a real clone with those of the slow method: git tag --contains for releases,
git rev-list --ancestry-path for merges. Takes minutes.
  --clone DIR   a clone of the kernel; nothing is written to it
  --commits N   how many commits to draw at random (1000), besides merges, octopus merges, roots and others
  --merges N    for how many of all those to find the merge too (200)
  --seed N      what to begin drawing with (1)
Exit code: 0 no difference, 1 a difference, 2 wrong use.
`;

/** @returns 0 no difference, 1 a difference, 2 wrong use */
async function run(args: string[]): Promise<number> {
  const number = (text: string) => (/^\d{1,7}$/.test(text) ? Number(text) : null);
  let values: { clone?: string; commits: string; merges: string; seed: string; help: boolean };
  try {
    values = parseArgs({
      args,
      options: {
        clone: { type: "string" },
        commits: { type: "string", default: "1000" },
        merges: { type: "string", default: "200" },
        seed: { type: "string", default: "1" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values as typeof values;
  } catch (error) {
    process.stderr.write(`test:kernel: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const [commits, merges, seed] = [values.commits, values.merges, values.seed].map(number);
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.clone === undefined || commits == null || merges == null || seed == null) {
    process.stderr.write(usage);
    return 2;
  }
  const { differences, report } = await compareWithSlowMethod(values.clone, { commits, merges, seed });
  process.stdout.write(report);
  return differences === 0 ? 0 : 1;
}

process.exitCode = await run(process.argv.slice(2));
