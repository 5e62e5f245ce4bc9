import type { Subject } from "./subject.ts";

const byKind: Record<string, string> = {
  syscall:
    "Call it with arguments that do nothing: ENOSYS shows that it is missing, EPERM that it is refused.",
  flag: "Ask for it in a child process: EINVAL shows that it is missing, EPERM that it is refused.",
  ioctl: "Call it: ENOTTY or EINVAL shows that it is missing.",
  prctl: "Call it: EINVAL shows that it is missing.",
  capability: "Compare its number with /proc/sys/kernel/cap_last_cap.",
  proc: "Look whether the file exists.",
  sysctl: "Look whether the file exists.",
  cgroup: "Look whether the file exists in a cgroup that is not the root.",
  "mount-option": "Mount with it in a child process: EINVAL shows that it is missing.",
  xattr: "Set it on a file of that file system: EOPNOTSUPP shows that it is missing.",
  netlink: "Ask for it: EOPNOTSUPP, or an answer without it, shows that it is missing.",
  perf: "Open an event with it: EINVAL shows that it is missing.",
  device: "Look whether the file exists.",
};

/**
 * How a program can find out on the running kernel; for a change, where its page says so.
 * @example howToAsk(subjectOf("openat2", sources)) // "Call it with arguments that do nothing: ENOSYS ..."
 */
export function howToAsk(subject: Exclude<Subject, { kind: "unknown" }>): string | null {
  if (subject.kind === "change") {
    const hasSection = /^## Detection$/m.test(subject.entry.record.body);
    return hasSection ? `See "Detection" in the record of the change: /changes/${subject.name}/` : null;
  }
  return subject.kinds.map((kind) => byKind[kind]).find((how) => how !== undefined) ?? byKind["flag"] ?? null;
}
