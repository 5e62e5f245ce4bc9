import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { publishedAddresses } from "../src/site/published-addresses.ts";

const LEDGER = "test/site/ledger.txt";

const usage = `usage: npm run ledger -- [DIR]

Adds the addresses of the site built in DIR (default: dist) to ${LEDGER}, the list of every
address ever published. Takes none away: what stands there must lead somewhere for good.
`;

/** Adds what a built site publishes to the ledger. @returns 0 written, 2 wrong use */
async function run(args: string[]): Promise<number> {
  const options = { help: { type: "boolean", short: "h", default: false } } as const;
  let parsed: { values: { help: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    process.stderr.write(`ledger: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  const [folder = "dist", ...more] = parsed.positionals;
  if (parsed.values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (more.length > 0 || !existsSync(join(folder, "index.html"))) {
    const problem =
      more.length > 0 ? "expected one folder" : `${folder} holds no built site: "npm run build"`;
    process.stderr.write(`ledger: ${problem}\n\n${usage}`);
    return 2;
  }
  const before = existsSync(LEDGER) ? readFileSync(LEDGER, "utf8").split("\n").filter(Boolean) : [];
  const after = [...new Set([...before, ...publishedAddresses(folder)])].sort();
  writeFileSync(LEDGER, `${after.join("\n")}\n`);
  process.stdout.write(`${LEDGER}: ${after.length} addresses, ${after.length - before.length} new\n`);
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
