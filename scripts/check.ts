import { styleText } from "node:util";
import { counted } from "../src/domain/text.ts";
import { type Problem, printProblem } from "../src/records/problem.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { command } from "./command.ts";
import { isFolder, noFolder } from "./content-here.ts";

const usage = `usage: sincelinux check [--content DIR] [--json]

Reads every record and reports all problems at once: place, field, what was expected, what to do. Written claims are
those in the files of documents and changes; the site has more, made from the facts about flaws and rewritten histories.
  --content DIR  the folder to check instead of content
  --json         one problem a line, as JSON
Exit code: 0 no problems, 1 problems, 2 usage error.
`;

/** Checks a content folder. @returns 0 no problems, 1 problems, 2 usage error */
export const run = command(
  {
    name: "check",
    usage,
    options: {
      content: { type: "string", default: "content" },
      json: { type: "boolean", default: false },
    },
  },
  ({ values: { content, json }, usageError }) => {
    if (!isFolder(content)) return usageError(noFolder(content));
    const { corpus, problems } = readContent(content);
    for (const problem of problems) {
      process.stdout.write(`${json ? JSON.stringify(problem) : coloured(problem)}\n`);
    }
    const { changes, topics, documents } = corpus;
    const claims = [...documents, ...changes.flatMap(({ interfaces }) => interfaces)].reduce(
      (sum, each) => sum + each.claims.length,
      0,
    );
    const sound = `${counted(changes.length, "change")}, ${counted(topics.length, "topic")}, ${counted(documents.length, "document")}, ${counted(claims, "written claim")}`;
    const summary =
      problems.length === 0
        ? `No problems in ${sound}.`
        : `${counted(problems.length, "problem")} in ${counted(new Set(problems.map(({ file }) => file)).size, "file")}; without problems: ${sound}.`;
    // On stderr with --json, so that standard output stays one problem a line.
    (json ? process.stderr : process.stdout).write(`${summary}\n`);
    return problems.length === 0 ? 0 : 1;
  },
);

/** Colour on a terminal only, and never with NO_COLOR: styleText looks at both. */
function coloured(problem: Problem): string {
  const line = printProblem(problem);
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return `${styleText("bold", place, { stream: process.stdout })}${line.slice(place.length)}`;
}
