import { expect, test } from "vitest";
import { previousRelease } from "../../src/domain/header-bracket.ts";
import { parseNames } from "../../src/domain/names-table.ts";
import { answerInterface } from "../../src/model/interface-answer.ts";
import { readInterfaceFacts } from "../../src/records/read/read-facts.ts";
import { readReleases } from "../../src/records/read/read-repository.ts";

const facts = readInterfaceFacts("content");
const previous = previousRelease(readReleases("content").releases);
const sources = { histories: facts.histories, names: parseNames(facts.names, previous), previous };

/** "v5.6", or the bracket: "v5.6..v5.8". */
function since(name: string): string {
  const { release, absentIn, presentIn } = answerInterface(name, sources);
  return release ?? `${absentIn ?? ""}..${presentIn ?? ""}`;
}

// Read in the headers of the two releases by hand; most bore the release of the record that names them.
test.each([
  ["SECCOMP_IOCTL_NOTIF_ADDFD", "v5.9"],
  ["SECCOMP_ADDFD_FLAG_SEND", "v5.14"],
  ["PTRACE_SECCOMP_GET_FILTER", "v4.4"],
  ["MOUNT_ATTR_NOSYMFOLLOW", "v5.14"],
  ["AT_RECURSIVE", "v5.2"],
  ["MOUNT_ATTR_RDONLY", "v5.2"],
  ["MS_STRICTATIME", "v2.6.30"],
  ["IFLA_TARGET_NETNSID", "v4.20"],
  ["IFLA_IF_NETNSID", "v4.15"],
  ["TIOCGPTPEER", "v4.13"],
  ["IFLA_MACVLAN_MODE", "v2.6.33"],
  ["SECBIT_KEEP_CAPS", "v2.6.33"],
  ["SECBIT_NOROOT", "v2.6.33"],
  ["SECBIT_NO_SETUID_FIXUP", "v2.6.33"],
  ["CAP_SYSLOG", "v2.6.38"],
  ["eventfd2", "v2.6.27"],
  ["faccessat", "v2.6.16"],
  ["fanotify_init", "v2.6.36"],
  ["fanotify_mark", "v2.6.36"],
  ["FIFREEZE", "v2.6.29"],
  ["FITHAW", "v2.6.29"],
  ["PERF_RECORD_NAMESPACES", "v4.12"],
  ["CLONE_NEWTIME", "v5.6"],
  // In a comment or a word before; in #if 0 from v4.3; architectures that lag; a header that came with its call.
  ["pidfd_open", "v5.3"],
  ["seccomp", "v3.17"],
  ["close_range", "v5.9"],
  ["UFFD_EVENT_FORK", "v4.11"],
  ["RESOLVE_BENEATH", "v5.6"],
  // A moved name, and what Android has before the mainline.
  ["MS_RDONLY", "..v2.6.12"],
  ["PR_SET_VMA", "v5.15..v5.17"],
  // Nothing between: an interval, never a guess.
  ["SECCOMP_FILTER_FLAG_TSYNC_ESRCH", "v5.6..v5.8"],
  ["bpf", "v3.16..v3.18"],
  ["kexec_file_load", "v3.16..v4.10"],
  // In headers that include/linux/Kbuild of the first release does not list: eventfd.h, fanotify.h, perf_counter.h.
  ["EFD_CLOEXEC", "v2.6.26..v6.5"],
  ["FAN_CLOEXEC", "v2.6.35..v2.6.37"],
  ["PERF_COUNT_HW_CPU_CYCLES", "v2.6.30..v2.6.32"],
  ["AT_BENEATH", ".."],
  ["NS_IS_INIT", ".."],
])("%s: %s", (name, expected) => {
  expect(since(name)).toBe(expected);
});

test("the table agrees with the observations of every interface of the content", () => {
  const alone = { ...sources, names: new Map() };
  const names = [...facts.histories.values()].flatMap(({ interfaces }) => Object.keys(interfaces));
  expect(new Set(names).size).toBeGreaterThan(200);
  const differing = [...new Set(names)].filter((name) => {
    const observed = answerInterface(name, alone);
    return observed.release !== null && observed.release !== answerInterface(name, sources).release;
  });
  expect(differing).toEqual([]);
});

test("beside observations stand the histories that end without the name, where the bracket begins with them", () => {
  const commit = { commit: "a".repeat(40), label: "v6.17-rc1" };
  const present = { ...commit, release: "v6.17", path: "linux/fcntl.h", line: 1, value: "-10000" };
  const history = (newest: string) => ({
    ...{ head: commit.commit, newest: { commit: commit.commit, label: newest }, imports: 1, mainline: false },
    ...{ interfaces: {}, never: ["PIDFD_NEW"] },
  });
  const absent = { ...commit, label: "v6.12", release: "v6.12", path: "linux/fcntl.h" };
  const answer = (before: typeof absent | null) =>
    answerInterface("PIDFD_NEW", {
      histories: new Map([
        ["whole", history("v6.12")],
        ["calls", history("v6.17")],
        [
          "partial",
          {
            ...history("v7.2"),
            never: [],
            interfaces: { PIDFD_NEW: { kind: "constant", absent: before, present } },
          },
        ],
      ]),
      names: parseNames("\nlinux/fcntl.h\n6.12-6.17 PIDFD_NEW\n", previous),
      previous,
    });
  expect(answer(null)).toMatchObject({ absentIn: "v6.12", never: [{ history: "whole", newest: "v6.12" }] });
  expect(answer(absent)).not.toHaveProperty("never");
});
