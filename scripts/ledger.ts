import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quoted } from "../src/domain/text.ts";
import { publishedAddresses } from "../src/site/published-addresses.ts";
import { command, isProgram, main } from "./command.ts";

const LEDGER = "test/site/ledger.txt";

const usage = `usage: npm run ledger -- [DIR]

Adds the addresses of the site built in DIR (default: dist) to ${LEDGER}, the list of every
address ever published. Removes none: a published address must keep working.
Exit code: 0 written, 2 usage error.
`;

/** Adds to the ledger. @returns 0 written, 2 usage error */
export const run = command(
  { name: "ledger", usage, options: {}, allowPositionals: true },
  ({ positionals: [folder = "dist", ...more], usageError }) => {
    if (more.length > 0)
      return usageError({ at: "DIR", expected: "one folder", found: String(more.length + 1) });
    if (!existsSync(join(folder, "index.html"))) {
      return usageError({
        at: "DIR",
        expected: "a built site",
        found: `none in ${quoted(folder)}`,
        remedy: 'Run "npm run build".',
      });
    }
    const before = existsSync(LEDGER) ? readFileSync(LEDGER, "utf8").split("\n").filter(Boolean) : [];
    const after = [...new Set([...before, ...publishedAddresses(folder)])].sort();
    writeFileSync(LEDGER, `${after.join("\n")}\n`);
    process.stdout.write(`${LEDGER}: ${after.length} addresses, ${after.length - before.length} new\n`);
    return 0;
  },
);

if (isProgram(import.meta)) await main(run);
