import { basename, join } from "node:path";
import { spellOut } from "../src/domain/text.ts";
import { readSourceFile, writeNewFile } from "../src/import/import-files.ts";
import { previewOf, problemsOf, reportOf } from "../src/import/import-report.ts";
import { knownContent } from "../src/import/known-content.ts";
import { planImport } from "../src/import/plan-import.ts";
import { readDeck } from "../src/import/read-deck.ts";
import { printProblem } from "../src/records/problem.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { command } from "./command.ts";
import { isFolder, noFolder } from "./content-here.ts";

const usage = `usage: sincelinux import FILE.md [--dry-run] [--content DIR]

Reads a talk or notes in Markdown and writes a draft record for each listed change that the content does not
have yet. Never overwrites a record; a second run writes nothing.
  --dry-run      print what would be written, as a diff, and write nothing
  --content DIR  the folder of the records instead of content
Exit code: 0 fine, 1 something needs correcting, 2 usage error.
`;

/** Imports a file. @returns 0 fine, 1 something needs correcting, 2 usage error */
export const run = command(
  {
    name: "import",
    usage,
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      content: { type: "string", default: "content" },
    },
  },
  ({ values, positionals: [file, ...others], usageError }) => {
    if (!file || others.length > 0) {
      return usageError(`expected one file, found ${file === undefined ? 0 : others.length + 1}`);
    }
    if (!isFolder(values.content)) return usageError(noFolder(values.content));
    return importFile(file, values.content, values["dry-run"]);
  },
);

function importFile(file: string, content: string, isDryRun: boolean): number {
  const shownFile = spellOut(file);
  const source = readSourceFile(file);
  if (source.text === null) return complain(source.problems.map(printProblem));
  const { corpus, problems } = readContent(content);
  if (problems.length > 0) {
    const found = `expected content without problems, found ${problems.length}`;
    return complain([`${spellOut(content)}: ${found}. "sincelinux check" lists them; nothing was imported.`]);
  }
  const deck = readDeck(source.text);
  const name = basename(file).replace(/\.[^.]*$/, "");
  const today = new Date().toISOString().slice(0, 10);
  const plan = planImport({ deck, name }, knownContent(corpus), today);
  const failures: string[] = [];
  if (isDryRun) process.stdout.write(previewOf(plan, spellOut(content)));
  else {
    for (const { path, text } of plan.files) {
      failures.push(...writeNewFile(join(content, path), text).map(printProblem));
    }
  }
  process.stdout.write(reportOf(deck, plan, { folder: spellOut(content), file: shownFile, isDryRun }));
  return complain([...problemsOf(deck, plan, shownFile), ...failures]);
}

/** @returns 1 when there is anything to complain of, else 0 */
function complain(lines: string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return lines.length === 0 ? 0 : 1;
}
