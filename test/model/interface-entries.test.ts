import { expect, test } from "vitest";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { known } from "../known-content.ts";

const entries = new Map(interfaceEntries(known).map((entry) => [entry.name, entry]));
const since = (name: string) => entries.get(name)?.since;
const releasesOf = (name: string) => since(name)?.releases.map(({ version }) => version);

// From the kernel's history and from header histories read by hand.
test.each([
  ["CLONE_NEWTIME", "v5.6"],
  ["SECCOMP_IOCTL_NOTIF_ADDFD", "v5.9"],
  ["SECCOMP_ADDFD_FLAG_SEND", "v5.14"],
  ["SECCOMP_USER_NOTIF_FLAG_CONTINUE", "v5.5"],
  ["PTRACE_SECCOMP_GET_FILTER", "v4.4"],
  ["MOUNT_ATTR_NOSYMFOLLOW", "v5.14"],
  ["AT_RECURSIVE", "v5.2"],
  ["MOUNT_ATTR_RDONLY", "v5.2"],
  ["MS_STRICTATIME", "v2.6.30"],
  ["IFLA_TARGET_NETNSID", "v4.20"],
  ["IFLA_IF_NETNSID", "v4.15"],
  ["TIOCGPTPEER", "v4.13"],
  ["NS_GET_NSTYPE", "v4.11"],
  ["CLONE_NEWUSER", "v2.6.23"],
  ["pidfd_open", "v5.3"],
  ["fanotify_init", "v2.6.36"],
  ["PERF_RECORD_NAMESPACES", "v4.12"],
])("%s has its own first release, %s", (name, release) => {
  expect(releasesOf(name)).toEqual([release]);
  expect(since(name)).toMatchObject({ origin: "headers", evidence: "fact" });
});

test.each(["AT_BENEATH", "AT_XDEV", "AT_NO_PROCLINKS", "NS_IS_INIT"])(
  "%s is in no header that was read",
  (name) => {
    expect(since(name)).toMatchObject({ releases: [], never: "v7.2", evidence: "fact" });
  },
);

test("what is older than the git history has the release that has it at the latest", () => {
  expect(since("CLONE_NEWNS")).toMatchObject({ releases: [], by: "v2.6.12", evidence: "fact" });
});

