import { release } from "node:os";
import { allSubjects, lackedBy } from "../src/model/kernels/compare.ts";
import { lackedAsTables } from "../src/output/kernel-text.ts";
import { command } from "./command.ts";
import { isFolder } from "./content-here.ts";
import { KERNEL_USAGE, kernelOptions, kernelOptionsUsage, kernelsIn, printTables } from "./kernels-here.ts";

const usage = `usage: sincelinux lacks [KERNEL] [--topic TOPIC] [--kind KIND] [options]

Lists what a kernel lacks of the changes and interfaces of the records, has in part, has switched off, or does not tell.
  KERNEL         ${KERNEL_USAGE};
                 without it, the kernel of this machine
  --topic TOPIC  only what belongs to a topic: user, mnt, seccomp
  --kind KIND    only one sort: change, syscall, flag, ioctl, prctl, capability, proc, sysctl, cgroup, mount-option
${kernelOptionsUsage}
Exit code: 0 listed, 1 nothing is lacking, 2 usage error.
`;

/** Lists what is lacking. @returns 0 listed, 1 nothing is lacking, 2 usage error */
export const run = command(
  {
    name: "lacks",
    usage,
    allowPositionals: true,
    options: { ...kernelOptions, topic: { type: "string" }, kind: { type: "string" } },
  },
  ({ values, positionals: [named = release(), ...more], usageError }) => {
    if (more.length > 0) return usageError("expected one kernel; put quotes around a name with spaces");
    if (!isFolder(values.content)) return usageError(`no folder ${JSON.stringify(values.content)}`);
    const { sources, read } = kernelsIn(values.content);
    const kernel = read(named);
    if (kernel.form === "unknown") return usageError(`no kernel is called ${JSON.stringify(named)}`);
    const subjects = allSubjects(sources, values);
    if (subjects.length === 0) return usageError("no record has this topic and kind");
    const found = lackedBy(kernel, subjects, sources);
    if (values.json) process.stdout.write(`${JSON.stringify({ kernel: named, ...found })}\n`);
    else printTables(lackedAsTables(named, found), values);
    return found.lacks.length > 0 ? 0 : 1;
  },
);
