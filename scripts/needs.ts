import { statSync } from "node:fs";
import { sourceLanguage } from "../src/domain/source-names.ts";
import { quoted } from "../src/domain/text.ts";
import { needsOf } from "../src/model/kernels/needs.ts";
import { subjectOf } from "../src/model/kernels/subject.ts";
import { needsAsTables } from "../src/output/kernel-text.ts";
import { readText } from "../src/records/read/files.ts";
import { command } from "./command.ts";
import { isFolder } from "./content-here.ts";
import { kernelOptions, kernelOptionsUsage, kernelsIn, printTables } from "./kernels-here.ts";
import { readStandardInput } from "./standard-input.ts";

const usage = `usage: sincelinux needs NAME...|FILE|- [options]

Says which mainline release is the lowest that has all of several interfaces and changes, which of them decides it, and
from which release on the kernels of distributions have all.
  NAME           an interface or a change, as for "sincelinux has"
  FILE           a file with a name on each line; what follows # is a remark
  -              the same from standard input
${kernelOptionsUsage}
Exit code: 0 a mainline release has all, 1 none is known to, 2 usage error.
`;

/** Finds the lowest kernel. @returns 0 a release has all, 1 none is known to, 2 usage error */
export const run = command(
  { name: "needs", usage, allowPositionals: true, options: kernelOptions },
  async ({ values, positionals, usageError }) => {
    if (!isFolder(values.content)) return usageError(`no folder ${JSON.stringify(values.content)}`);
    const { sources } = kernelsIn(values.content);
    const names: string[] = [];
    for (const argument of positionals) {
      if (sourceLanguage(argument) !== null)
        return usageError(`${quoted(argument)} is source code: "sincelinux since FILE" lists what it needs`);
      const isName = argument !== "-" && subjectOf(argument, sources).kind !== "unknown";
      const text = isName ? argument : await textOf(argument);
      if (text === null)
        return usageError(`${quoted(argument)} cannot be read as a list of names; "-" reads standard input`);
      if (text === argument && /\.(?:txt|md|list)$/.test(argument))
        return usageError(`no file ${quoted(argument)}`);
      names.push(...namesIn(text));
    }
    if (names.length === 0) return usageError("name an interface or a change");
    const subjects = [...new Set(names)].map((name) => subjectOf(name, sources));
    const needs = needsOf(subjects, sources);
    if (values.json) process.stdout.write(`${JSON.stringify({ names, ...needs, lines: linesOf(needs) })}\n`);
    else printTables(needsAsTables(needs), values);
    return needs.release === null ? 1 : 0;
  },
);

/** A line is named by its id; its record is in the content. */
function linesOf({ lines }: ReturnType<typeof needsOf>) {
  return lines.map(({ line: { id, title }, release, offer, baseHas, answers }) => ({
    ...{ line: id, title, offer, baseHas, release },
    answers: answers.map(({ name, answer, because }) => ({ name, answer, because })),
  }));
}

/** A name that is no file stays a name; null for what cannot be read. */
async function textOf(argument: string): Promise<string | null> {
  if (argument === "-") return readStandardInput();
  if (!statSync(argument, { throwIfNoEntry: false })) return argument;
  return readText(argument, { hidden: "allowed" }).text ?? null;
}

function namesIn(text: string): string[] {
  return text.split("\n").flatMap((line) => line.replace(/#.*/, "").trim() || []);
}
