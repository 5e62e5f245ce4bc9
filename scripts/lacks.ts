import { release } from "node:os";
import { spellOut } from "../src/domain/text.ts";
import { lackedBy } from "../src/model/kernels/compare.ts";
import { lackedAsTables } from "../src/output/kernel-text.ts";
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

const usage = `usage: sincelinux lacks [KERNEL] [--topic TOPIC] [--kind KIND] [options]

Lists what a kernel lacks of the changes and interfaces of the records, has in part, has switched off, or does not tell.
Many names of the kernel's headers are in no record: "sincelinux has" knows them too.
  KERNEL         ${KERNEL_USAGE};
                 without it, the kernel of this machine
  --topic TOPIC  only what belongs to a topic: user, mnt, seccomp
  --kind KIND    only one sort: change, syscall, flag, ioctl, prctl, capability, proc, sysctl, cgroup, mount-option
${kernelOptionsUsage}
Exit code: 0 listed, or nothing is lacking, 2 usage error.
`;

/** Lists what is lacking. @returns 0 listed, 2 usage error */
export const run = command(
  {
    name: "lacks",
    usage,
    allowPositionals: true,
    options: { ...kernelOptions, topic: { type: "string" }, kind: { type: "string" } },
  },
  ({ values, positionals: [named = release(), ...more], usageError }) => {
    const { kernels, problem: wrong } = openKernels(values, tooMany(more.length));
    if (!kernels) return usageError(wrong);
    const { sources, read } = kernels;
    const kernel = read(named);
    const { subjects, problem = kernelProblem(kernel, sources) } = chosenSubjects(values, sources);
    if (problem) return usageError(problem);
    const found = lackedBy(kernel, subjects, sources);
    if (values.json) process.stdout.write(`${JSON.stringify({ kernel: named, ...found })}\n`);
    else {
      if (found.has === subjects.length)
        process.stdout.write(`${spellOut(`${named} lacks nothing of these.`)}\n`);
      printTables(lackedAsTables(named, found), values);
      const has = `${found.has} of ${subjects.length} changes and interfaces of the records are there`;
      process.stderr.write(`lacks: ${has}; "sincelinux has" knows the other names of the headers.\n`);
    }
    return 0;
  },
);

function tooMany(more: number): UsageProblem | undefined {
  if (more === 0) return undefined;
  const remedy = "Put quotes around a name with spaces.";
  return { at: "KERNEL", expected: "one kernel", found: String(more + 1), remedy };
}
