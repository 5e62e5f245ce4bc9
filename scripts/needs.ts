import { statSync } from "node:fs";
import { sourceLanguage } from "../src/domain/source-names.ts";
import { quoted } from "../src/domain/text.ts";
import { needsOf } from "../src/model/kernels/needs.ts";
import { subjectOf } from "../src/model/kernels/subject.ts";
import { needsAsTables } from "../src/output/kernel-text.ts";
import { readText } from "../src/records/read/files.ts";
import { command } from "./command.ts";
import { kernelOptions, kernelOptionsUsage, openKernels, printTables } from "./kernels-here.ts";
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
    const { kernels, problem: wrong } = openKernels(values);
    if (!kernels) return usageError(wrong);
    const { sources } = kernels;
    const names: string[] = [];
    for (const argument of positionals) {
      const found = quoted(argument);
      if (sourceLanguage(argument) !== null) {
        const remedy = `"sincelinux since ${argument}" lists what it needs.`;
        return usageError({
          at: "FILE",
          expected: "a list of names",
          found: `source code, ${found}`,
          remedy,
        });
      }
      const isListed = argument !== "-" && subjectOf(argument, sources).kind !== "unknown";
      const read = isListed ? { text: argument } : await textOf(argument);
      if (read.text === undefined) {
        const remedy = 'Name a file of text, or give it on standard input as "-".';
        return usageError({
          at: "FILE",
          expected: "a list of names",
          found: `${found}: ${read.found}`,
          remedy,
        });
      }
      if (read.text === argument && (argument.trim() === "" || /\.(?:txt|md|list)$/.test(argument)))
        return usageError({ at: "FILE", expected: "a file or a name", found: `no file ${found}` });
      names.push(...namesIn(read.text));
    }
    if (names.length === 0) return usageError({ at: "NAME", expected: "an interface or a change" });
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

/** A name that is no file stays a name; `found`: why a file cannot be read. */
async function textOf(argument: string): Promise<{ text?: string | undefined; found?: string | undefined }> {
  if (argument === "-") {
    const text = await readStandardInput();
    return text === null ? { found: "more than 64 MiB" } : { text };
  }
  if (!statSync(argument, { throwIfNoEntry: false })) return { text: argument };
  const { text, refused } = readText(argument, { hidden: "allowed" });
  return { text, found: refused?.found };
}

function namesIn(text: string): string[] {
  return text.split("\n").flatMap((line) => line.replace(/#.*/, "").trim() || []);
}
