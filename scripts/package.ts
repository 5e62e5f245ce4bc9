/** Writes to build/ what the packed package holds besides its compiled code. "npm pack" runs it; it needs no site. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { knowledgeOf } from "../src/model/knowledge.ts";
import { apiDocuments } from "../src/output/api/api-documents.ts";
import { generatedAt } from "../src/output/api/generated.ts";
import { readContent } from "../src/records/read/read-content.ts";

const BUILD = "build";

/** @returns 0 written, 1 the content has problems */
function run(): number {
  const { corpus, problems } = readContent("content");
  if (problems.length > 0) {
    process.stderr.write(
      `package: the content has ${problems.length} problem(s): "npm run check" lists them.\n`,
    );
    return 1;
  }
  rmSync(BUILD, { recursive: true, force: true });
  const stamp = generatedAt(process.env["SOURCE_DATE_EPOCH"], corpus);
  // Addresses stay those of the site's root: which site shows this content, its user knows.
  for (const [path, content] of apiDocuments(knowledgeOf(corpus), (address) => address, stamp)) {
    const file = join(BUILD, "api/v1", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
  cpSync("content", join(BUILD, "content"), { recursive: true });
  return 0;
}

process.exitCode = run();
