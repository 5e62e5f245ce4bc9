import type { InterfaceKind } from "../records/schema/change.ts";
import type { ChangeEntry } from "./knowledge.ts";

const methods: Record<InterfaceKind | "struct-field", string> = {
  syscall:
    "Call it with arguments that do nothing: ENOSYS shows that it is missing, EPERM that it is refused.",
  flag: "Pass it in a child process: EINVAL shows that it is missing, EPERM that it is refused.",
  ioctl: "Call it: ENOTTY or EINVAL shows that it is missing.",
  prctl: "Call it: EINVAL shows that it is missing.",
  capability: "Compare its number with /proc/sys/kernel/cap_last_cap.",
  proc: "Check whether the file exists.",
  sysctl: "Check whether the file exists.",
  cgroup: "Check whether the file exists in a cgroup that is not the root.",
  "mount-option": "Mount with it in a child process: EINVAL shows that it is missing.",
  xattr: "Set it on a file of that file system: EOPNOTSUPP shows that it is missing.",
  netlink: "Request it: EOPNOTSUPP, or a reply without it, shows that it is missing.",
  "bpf-helper":
    "Load a program that calls it, of a type that may: EINVAL shows that it is missing, EPERM that loading is refused.",
  perf: "Open an event with it: EINVAL shows that it is missing.",
  "struct-field":
    "Set it in a call that does nothing: E2BIG or EINVAL shows that the kernel does not know the field.",
  device: "Check whether the file exists.",
  library: "Look it up with dlsym(3): NULL shows that the library lacks it.",
  command: "Run it: a message about its usage shows that it is missing.",
};

/**
 * How a program finds out whether the running kernel has an interface of this kind, in general.
 * @example methodOfKind("ioctl") // "Call it: ENOTTY or EINVAL shows that it is missing."
 */
export function methodOfKind(kind: keyof typeof methods): string {
  return methods[kind];
}

/**
 * The section of a change's page that says how to detect it.
 * @example detectionPath(entry) // "/changes/time-namespaces/#body-detection"
 */
export function detectionPath({ record }: ChangeEntry): string {
  return `/changes/${record.slug}/#body-detection`;
}

/** Whether the record of a change says how to detect it, in a section of that name. */
export function describesDetection({ record }: ChangeEntry): boolean {
  return /^## Detection$/m.test(record.body);
}
