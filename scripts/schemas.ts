import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { jsonSchemas } from "../src/records/schema/json-schemas.ts";

const FOLDER = "public/schemas";

const usage = `usage: npm run schemas

Writes the JSON Schemas of the records to ${FOLDER}, where editors and the site take them from.
`;

/** Writes the JSON Schemas. @returns 0 written, 2 wrong use */
async function run(args: string[]): Promise<number> {
  let help: boolean;
  try {
    help = parseArgs({ args, options: { help: { type: "boolean", short: "h", default: false } } }).values
      .help;
  } catch (error) {
    process.stderr.write(`schemas: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, schema] of jsonSchemas()) {
    writeFileSync(`${FOLDER}/${file}`, `${JSON.stringify(schema, null, 2)}\n`);
    process.stdout.write(`${FOLDER}/${file}\n`);
  }
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
