import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "../src/records/schema/record-schemas.ts";
import { command, isProgram, main } from "./command.ts";

const FOLDER = "public/schemas";

const usage = `usage: npm run schemas

Writes the JSON Schemas of the records to ${FOLDER}, where editors and the site take them from.
Exit code: 0 written, 2 usage error.
`;

/** Writes the schemas. @returns 0 written, 2 usage error */
export const run = command({ name: "schemas", usage, options: {} }, () => {
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, schema] of jsonSchemas()) {
    writeFileSync(`${FOLDER}/${file}`, `${JSON.stringify(schema, null, 2)}\n`);
    process.stdout.write(`${FOLDER}/${file}\n`);
  }
  return 0;
});

if (isProgram(import.meta)) await main(run);
