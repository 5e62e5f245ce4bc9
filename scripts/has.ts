import { release } from "node:os";
import { answerSubject } from "../src/model/kernels/answer.ts";
import type { KernelVerdict } from "../src/model/kernels/kernel-answer.ts";
import { subjectOf } from "../src/model/kernels/subject.ts";
import { answersAsTable, answersAsText } from "../src/output/kernel-text.ts";
import { command, type UsageProblem } from "./command.ts";
import {
  KERNEL_USAGE,
  kernelOptions,
  kernelOptionsUsage,
  kernelProblem,
  openKernels,
  printTables,
} from "./kernels-here.ts";

const usage = `usage: sincelinux has [KERNEL] NAME... [options]

Says for each interface or change whether a kernel has it, with the reason.
  KERNEL         ${KERNEL_USAGE};
                 without it, the kernel of this machine
  NAME           an interface (openat2, CLONE_NEWTIME, cgroup.kill) or a change (idmapped-mounts); "change:openat2"
                 is the change where an interface has the same name
${kernelOptionsUsage}
--json prints one object a line and name: kernel, name, answer (has, lacks, partly, has-with-flaws, off-by-default,
restricted, cannot-tell, unknown), release, because, evidence and more.
Exit code: 0 all there, 1 something lacking, partly there or off, 3 cannot tell or unknown, 2 usage error.
`;

/** Answers for one kernel. @returns 0 all there, 1 something lacking, 3 cannot tell, 2 usage error */
export const run = command(
  { name: "has", usage, allowPositionals: true, options: kernelOptions },
  ({ values, positionals: [first, ...rest], usageError }) => {
    if (first === undefined) return usageError({ at: "NAME", expected: "an interface or a change" });
    const { kernels, problem: wrong } = openKernels(values, emptyName([first, ...rest]));
    if (!kernels) return usageError(wrong);
    const { sources, read } = kernels;
    const isKnown = (text: string) => subjectOf(text, sources).kind !== "unknown";
    const isKernel = read(first).form !== "unknown" && !isKnown(first);
    const problem = isKernel || rest.length > 0 ? kernelProblem(read(first), sources) : undefined;
    if (problem && (isKernel || (!isName(first) && !isKnown(first))))
      return usageError(isKernel ? problem : { ...problem, expected: "a kernel, an interface or a change" });
    const [named, names] = isKernel ? [first, rest] : [release(), [first, ...rest]];
    if (names.length === 0) return usageError({ at: "NAME", expected: "an interface or a change" });
    const kernel = read(named);
    const answers = names.map((name) => answerSubject(kernel, subjectOf(name, sources), sources));
    if (values.json) process.stdout.write(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
    else if (values.markdown) printTables([answersAsTable(named, answers)], values);
    else
      process.stdout.write(`${named === first ? "" : `This machine: ${named}\n\n`}${answersAsText(answers)}`);
    return exitCode(answers.map(({ answer }) => answer));
  },
);

function emptyName(names: readonly string[]): UsageProblem | undefined {
  if (names.every((name) => name.trim() !== "")) return undefined;
  return { at: "NAME", expected: "an interface or a change", found: "an empty name" };
}

/** What is spelt like an interface is taken for one, known or not; another word at the front may be a kernel. */
function isName(text: string): boolean {
  return /^[\w./<>:-]*[_/][\w./<>:-]*$/.test(text);
}

function exitCode(answers: readonly KernelVerdict[]): number {
  const untold: readonly KernelVerdict[] = ["cannot-tell", "unknown"];
  const there: readonly KernelVerdict[] = ["has", "has-with-flaws"];
  if (answers.some((answer) => !there.includes(answer) && !untold.includes(answer))) return 1;
  return answers.some((answer) => untold.includes(answer)) ? 3 : 0;
}
