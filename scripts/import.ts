import { basename, join } from "node:path";
import { spellOut } from "../src/domain/text.ts";
import { shaAt } from "../src/git/history/history.ts";
import { CloneRefused, GitError } from "../src/git/process/git-error.ts";
import { openRepository } from "../src/git/releases/open-repository.ts";
import { readSourceFile, writeNewFile } from "../src/import/import-files.ts";
import { previewOf, problemsOf, reportOf } from "../src/import/import-report.ts";
import { knownContent, vocabularyOf } from "../src/import/known-content.ts";
import { planImport } from "../src/import/plan-import.ts";
import { readDeck } from "../src/import/read-deck.ts";
import { type FindCommits, resolveHashes } from "../src/import/resolve-hashes.ts";
import { type Problem, printProblem } from "../src/records/problem.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { readRepository } from "../src/records/read/read-repository.ts";
import { KERNEL } from "../src/records/schema/repository.ts";
import { command } from "./command.ts";
import { isFolder, noFolder } from "./content-here.ts";

const usage = `usage: sincelinux import FILE.md [--dry-run] [--clone DIR] [--content DIR]

Reads a talk or notes in Markdown and writes a draft record for each listed change that the content does not
have yet. Never overwrites a record; a second run writes nothing.
  --dry-run      print what would be written, as a diff, and write nothing
  --clone DIR    a clone of the kernel: it makes short hashes whole
  --content DIR  the folder of the records instead of content

A change is a bullet, a row of a table, or a section with prose of its own, that has a tag, a kernel commit (hash or
address), a posting or a kernel release. Tags stand first: "(user,mnt) title", "[user] title", "user: title". Only
known ones count; one in parentheses that looks misspelt counts too, and a problem asks about it. The last form makes no
change by itself, as many changelogs begin all lines so. Where most words in parentheses are no tags, none is.
"(v5.13)", "since Linux 5.6" and headings that name a release become draft
claims. Title, author and date come from YAML front matter, else from the first heading and the first slide.
The report lists what was read, what is in the content already, and what was not used, with the reason.
Exit code: 0 nothing needs correcting, 1 something does (on standard error), 2 usage error.
`;

/** Imports a file. @returns 0 nothing needs correcting, 1 something does, 2 usage error */
export const run = command(
  {
    name: "import",
    usage,
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      clone: { type: "string" },
      content: { type: "string", default: "content" },
    },
  },
  async ({ values, positionals: [file, ...others], usageError }) => {
    if (!file || others.length > 0) {
      const found = String(file === undefined ? 0 : others.length + 1);
      return usageError({ at: "FILE.md", expected: "one file", found });
    }
    if (!isFolder(values.content)) return usageError(noFolder(values.content));
    try {
      const clone = values.clone === undefined ? [] : [await commitsOfClone(values.clone, values.content)];
      return importFile(file, values.content, values["dry-run"], clone);
    } catch (error) {
      if (!(error instanceof CloneRefused || error instanceof GitError)) throw error;
      process.stderr.write(`import: ${spellOut(error.message)}\n`);
      return error instanceof CloneRefused ? 2 : 1;
    }
  },
);

async function commitsOfClone(directory: string, content: string): Promise<FindCommits> {
  const { repository: shapes, problems } = readRepository(content, KERNEL);
  if (shapes === null) throw new CloneRefused(problems.map(printProblem).join("\n"));
  const note = (sentence: string) => process.stderr.write(`import: ${sentence}\n`);
  const { history } = await openRepository(directory, { shapes, note });
  return (prefix) => history.index.findPrefix(prefix).map((commit) => shaAt(history, commit));
}

function importFile(file: string, content: string, isDryRun: boolean, clone: FindCommits[]): number {
  const shownFile = spellOut(file);
  const source = readSourceFile(file);
  if (source.text === null) return complain(source.problems);
  const { corpus, problems } = readContent(content);
  if (problems.length > 0) {
    const found = `expected content without problems, found ${problems.length}`;
    process.stderr.write(
      `${spellOut(content)}: ${found}. "sincelinux check" lists them; nothing was imported.\n`,
    );
    return 1;
  }
  const known = knownContent(corpus);
  const deck = readDeck(source.text, vocabularyOf(corpus));
  const short = resolveHashes(deck, [known.commitsOf, ...clone], shownFile);
  const name = basename(file).replace(/\.[^.]*$/, "");
  const today = new Date().toISOString().slice(0, 10);
  const plan = planImport({ deck, name }, known, today);
  const failures: Problem[] = [];
  const written: string[] = [];
  if (isDryRun) process.stdout.write(previewOf(plan, spellOut(content)));
  else {
    for (const { path, text } of plan.files) {
      const unwritten = writeNewFile(join(content, path), text);
      failures.push(...unwritten);
      if (unwritten.length === 0) written.push(path);
    }
  }
  const shown = {
    folder: spellOut(content),
    file: shownFile,
    written: isDryRun ? "dry run" : written,
  } as const;
  process.stdout.write(reportOf(deck, plan, shown));
  return complain([...problemsOf(deck, plan, shownFile), ...short, ...failures]);
}

/** @returns 1 when there is anything to complain of, else 0 */
function complain(problems: readonly Problem[]): number {
  for (const problem of problems) process.stderr.write(`${printProblem(problem)}\n`);
  return problems.length === 0 ? 0 : 1;
}
