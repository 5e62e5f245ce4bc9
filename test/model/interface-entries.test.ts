import { expect, test } from "vitest";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { interfaceInWords } from "../../src/model/interface-since.ts";
import { disputed } from "../disputed-content.ts";
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
    expect(since(name)).toMatchObject({ releases: [], headers: { as: "never", newest: "v7.2" } });
  },
);

// From manual pages, and from the commits that records name.
test.each([
  ["/proc/<pid>/status (NoNewPrivs)", "v4.10", "quoted"],
  ["/proc/<pid>/status (Seccomp_filters)", "v5.9", "quoted"],
  ["/proc/sys/user/max_time_namespaces", "v5.7", "quoted"],
  ["MOUNT_ATTR_IDMAP (f2fs)", "v5.18", "quoted"],
  ["MOUNT_ATTR_IDMAP (erofs)", "v5.19", "quoted"],
  ["mount (devpts in a user namespace)", "v3.9", "quoted"],
  ["mount (tmpfs in a user namespace)", "v3.9", "quoted"],
  ["mount (ramfs in a user namespace)", "v3.9", "quoted"],
  ["mount (mqueue in a user namespace)", "v3.9", "quoted"],
  ["cpuacct.stat", "v2.6.30", "derived"],
  ["cgroup.freeze", "v5.2", "derived"],
])("%s has no header, and its own release, %s", (name, release, evidence) => {
  expect(releasesOf(name)).toEqual([release]);
  expect(since(name)?.evidence).toBe(evidence);
});

test("claims narrow what headers leave open", () => {
  expect(since("SECCOMP_FILTER_FLAG_TSYNC_ESRCH")).toMatchObject({
    headers: { as: "between", after: "v5.6", by: "v5.8" },
    origin: "claims",
  });
  expect(releasesOf("SECCOMP_FILTER_FLAG_TSYNC_ESRCH")).toEqual(["v5.7"]);
  expect(interfaceInWords(entries.get("CAP_BPF")?.since as never)).toBe(
    "v5.8 (2020-08-02), claim, 2 sources; headers: after v5.6, in v5.8 at the latest",
  );
});

test("where a clone proves the release of what introduces it, that is said, and no source is counted", () => {
  expect(since("blkio.weight")).toMatchObject({ evidence: "derived", sources: [], origin: "commit" });
  expect(interfaceInWords(since("blkio.weight") as never)).toBe(
    "v2.6.33 (2010-02-24), release of its commit",
  );
  for (const { since: each } of entries.values()) expect(interfaceInWords(each)).not.toMatch(/, ,|0 sources/);
});

test("what is older than the git history has the release that has it at the latest", () => {
  expect(since("CLONE_NEWNS")).toMatchObject({ releases: [], headers: { as: "by", by: "v2.6.12" } });
});

test("sources that differ are a dispute, unless a better one decides", () => {
  const undecided = interfaceEntries(disputed).find(({ name }) => name === "nsdelegate")?.since;
  expect(undecided?.evidence).toBe("disputed");
  expect(undecided?.releases.map(({ version }) => version)).toEqual(["v4.13", "v4.15"]);
  expect(since("nsdelegate")).toMatchObject({
    evidence: "derived",
    contradicted: [{ version: "v4.15", document: { slug: "man-pages-2025-06" } }],
  });
  expect(releasesOf("nsdelegate")).toEqual(["v4.13"]);
});

test("a change that names an interface is listed with it, and with what it is to it", () => {
  expect(since("no such name")).toBeUndefined();
  const uses = entries
    .get("CLONE_NEWTIME")
    ?.uses.map(({ change, listed }) => [change.record.slug, listed.role]);
  expect(uses).toEqual([
    ["time-namespace-exec", "extends"],
    ["time-namespaces", "introduces"],
  ]);
});

test("an interface that no run has looked for yet has the release of the table of names", () => {
  const interfaces = new Map(
    [...known.corpus.interfaces].map(([history, facts]) => [
      history,
      { ...facts, interfaces: {}, never: facts.never.filter((name) => name !== "CLONE_NEWTIME") },
    ]),
  );
  const without = interfaceEntries({ ...known, corpus: { ...known.corpus, interfaces } });
  const found = without.find(({ name }) => name === "CLONE_NEWTIME");
  expect(found?.since).toMatchObject({ releases: [{ version: "v5.6" }], origin: "headers" });
});
