import { statSync } from "node:fs";
import { parseArgs, styleText } from "node:util";
import { type Problem, printProblem } from "../src/records/problem.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { noFolder } from "./content-here.ts";

const usage = `usage: sincelinux check [--content DIR] [--json]

Reads every record and reports all problems at once: place, field, what was expected, what to do.
  --content DIR  the folder to check instead of content
  --json         one problem a line, as JSON
Exit code: 0 no problems, 1 problems, 2 wrong use.
`;

/** Checks a content folder. @returns 0 no problems, 1 problems, 2 wrong use */
export async function run(args: string[]): Promise<number> {
  let options: { content: string; json: boolean; help: boolean };
  try {
    options = parseArgs({
      args,
      options: {
        content: { type: "string", default: "content" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`check: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (!statSync(options.content, { throwIfNoEntry: false })?.isDirectory()) {
    process.stderr.write(`check: ${noFolder(options.content)}\n\n${usage}`);
    return 2;
  }
  const { corpus, problems } = readContent(options.content);
  for (const problem of problems) {
    process.stdout.write(`${options.json ? JSON.stringify(problem) : coloured(problem)}\n`);
  }
  const { changes, topics, documents } = corpus;
  const claims = documents.reduce((sum, document) => sum + document.claims.length, 0);
  const sound = `${count(changes.length, "change")}, ${count(topics.length, "topic")}, ${count(documents.length, "document")}, ${count(claims, "claim")}`;
  const summary =
    problems.length === 0
      ? `No problems in ${sound}.`
      : `${count(problems.length, "problem")} in ${count(new Set(problems.map(({ file }) => file)).size, "file")}; without problems: ${sound}.`;
  // On stderr with --json, so that standard output stays one problem a line.
  (options.json ? process.stderr : process.stdout).write(`${summary}\n`);
  return problems.length === 0 ? 0 : 1;
}

/** Colour on a terminal only, and never with NO_COLOR: styleText looks at both. */
function coloured(problem: Problem): string {
  const line = printProblem(problem);
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return `${styleText("bold", place, { stream: process.stdout })}${line.slice(place.length)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
