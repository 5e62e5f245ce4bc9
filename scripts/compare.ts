import { isDeepStrictEqual } from "node:util";
import { spellOut } from "../src/domain/text.ts";
import type { NamedKernel } from "../src/domain/uname.ts";
import {
  type Comparison,
  compareKernels,
  type Difference,
  isBackwards,
} from "../src/model/kernels/compare.ts";
import { comparisonAsTables } from "../src/output/kernel-text.ts";
import { command, type UsageProblem } from "./command.ts";
import {
  chosenSubjects,
  KERNEL_USAGE,
  kernelOptions,
  kernelOptionsUsage,
  kernelProblem,
  openKernels,
  printTables,
} from "./kernels-here.ts";

const usage = `usage: sincelinux compare KERNEL KERNEL [--topic TOPIC] [--kind KIND] [options]

Lists what was added, completed, removed or changed its default from the first kernel to the second, and which published
flaws were fixed or brought, of the changes and interfaces of the records: many names of the kernel's headers are in none. Where the
second is the older one, the list says what only one of them has.
  KERNEL         ${KERNEL_USAGE}
  --topic TOPIC  only what belongs to a topic: user, mnt, seccomp
  --kind KIND    only one sort: change, syscall, flag, ioctl, prctl, capability, proc, sysctl, cgroup, mount-option
  --cannot-tell  list also what one of the two cannot tell
${kernelOptionsUsage}
Exit code: 0 compared, whether they differ or not, 2 usage error.
`;

/** Compares two kernels. @returns 0 compared, 2 usage error */
export const run = command(
  {
    name: "compare",
    usage,
    allowPositionals: true,
    options: {
      ...kernelOptions,
      topic: { type: "string" },
      kind: { type: "string" },
      "cannot-tell": { type: "boolean", default: false },
    },
  },
  ({ values, positionals: named, usageError }) => {
    const { kernels, problem: wrong } = openKernels(values, notTwo(named.length));
    if (!kernels) return usageError(wrong);
    const { sources, read } = kernels;
    const [from, to] = named as [string, string];
    const [before, after] = [read(from), read(to)];
    const problem = kernelProblem(before, sources) ?? kernelProblem(after, sources);
    if (problem) return usageError(problem);
    const { subjects, problem: none } = chosenSubjects(values, sources);
    if (none) return usageError(none);
    const found = compareKernels(before, after, subjects, sources);
    const tables = comparisonAsTables(from, to, found, {
      cannotTell: values["cannot-tell"],
      isBackwards: isBackwards(before, after),
    });
    const isSame = found.flawsFixed.length + found.flawsBrought.length + differencesOf(found).length === 0;
    if (values.json) process.stdout.write(`${JSON.stringify(forPrograms(from, to, found))}\n`);
    else {
      if (isSame) process.stdout.write(`${spellOut(noDifference(before, after))}\n`);
      printTables(tables, values);
      const left = found.untold === 0 || values["cannot-tell"] ? "" : "; --cannot-tell lists them";
      const scope = `${subjects.length} changes and interfaces of the records`;
      process.stderr.write(`compare: ${scope}; of ${found.untold} one of the two cannot tell${left}.\n`);
    }
    return 0;
  },
);

function noDifference(before: NamedKernel, after: NamedKernel): string {
  const [from, to] = [before.input, after.input];
  return isDeepStrictEqual({ ...before, input: "" }, { ...after, input: "" })
    ? `No difference: ${from === to ? "both are" : `${from} and ${to} are`} the same kernel.`
    : `No difference is known between ${from} and ${to}.`;
}

function differencesOf({ came, completed, went, changedDefault }: Comparison): Difference[] {
  return [...came, ...completed, ...went, ...changedDefault];
}

function notTwo(count: number): UsageProblem | undefined {
  if (count === 2) return undefined;
  const remedy = "Put quotes around names with spaces.";
  return { at: "KERNEL", expected: "two kernels", found: String(count), remedy };
}

function named(flaws: Comparison["flawsFixed"]): object[] {
  return flaws.map(({ subject, cves }) => ({ name: subject.name, cves }));
}

function forPrograms(from: string, to: string, found: ReturnType<typeof compareKernels>): object {
  const pairs = (differences: readonly Difference[]) =>
    differences.map(({ before, after }) => ({ before, after }));
  return {
    from,
    to,
    came: pairs(found.came),
    completed: pairs(found.completed),
    went: pairs(found.went),
    changedDefault: pairs(found.changedDefault),
    flawsFixed: named(found.flawsFixed),
    flawsBrought: named(found.flawsBrought),
    cannotTell: pairs(found.cannotTell),
    untold: found.untold,
  };
}
