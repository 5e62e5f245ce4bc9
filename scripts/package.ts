import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { knowledgeOf } from "../src/model/knowledge.ts";
import { apiDocuments } from "../src/output/api/api-documents.ts";
import { generatedAt } from "../src/output/api/generated.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { bundleCommand } from "./bundle.ts";
import { command, isProgram, main } from "./command.ts";

const BUILD = "build";

const usage = `usage: node scripts/package.ts

Writes to ${BUILD} what the packed package holds besides the compiled library: the data as JSON, the records, and the
command line, bundled.
"npm pack" runs it.
Exit code: 0 written, 1 the content has problems, 2 usage error.
`;

/** Writes build/. @returns 0 written, 1 the content has problems, 2 usage error */
export const run = command({ name: "package", usage, options: {} }, async () => {
  const { corpus, problems } = readContent("content");
  if (problems.length > 0) {
    process.stderr.write(
      `package: the content has ${problems.length} problem(s): "npm run check" lists them.\n`,
    );
    return 1;
  }
  rmSync(BUILD, { recursive: true, force: true });
  const stamp = generatedAt(process.env["SOURCE_DATE_EPOCH"], corpus);
  // Addresses stay relative to the site's root: the package does not know which site shows this content.
  for (const [path, content] of apiDocuments(knowledgeOf(corpus), (address) => address, stamp)) {
    const file = join(BUILD, "api/v1", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
  cpSync("content", join(BUILD, "content"), { recursive: true });
  await bundleCommand(join(BUILD, "scripts"));
  return 0;
});

if (isProgram(import.meta)) await main(run);
