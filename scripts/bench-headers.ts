import { bench } from "../bench/headers/bench.ts";
import { quoted } from "../src/domain/text.ts";
import { command } from "./command.ts";

const usage = `usage: npm run bench -- headers NAME=DIR… [--runs N]

Compares the cost of reading header histories with that of git printing the same files, and that of a second run of
enrich with reading the content, in one run. NAME=DIR as for enrich --headers, all histories that are at hand.
  --runs N  how often to run each (3)
Exit code: 0 measured, 2 usage error.
`;

/** Measures the reader of header histories. @returns 0 measured, 2 usage error */
export const run = command(
  {
    name: "bench headers",
    usage,
    allowPositionals: true,
    options: { runs: { type: "string", default: "3" } },
  },
  ({ values, positionals, usageError }) => {
    const runs = Number(values.runs);
    if (!(runs >= 1 && runs <= 100))
      return usageError({ at: "--runs", expected: "1 to 100", found: quoted(values.runs) });
    if (positionals.length === 0) return usageError({ at: "NAME=DIR", expected: "header histories" });
    bench(positionals, Math.ceil(runs), (text) => process.stdout.write(`${text}\n`));
    return 0;
  },
);
