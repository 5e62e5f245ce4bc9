// Over 250 lines: one table of everything that people paste.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashesOfLine, referenceIn } from "../../src/domain/reference.ts";

const SHA = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";

const hashes: [text: string, prefix: string, rest: string, certain: boolean][] = [
  ["8db6", "8db6", "", false],
  ["face", "face", "", false],
  ["4026531833", "4026531833", "", false],
  ["deadbeef", "deadbeef", "", false],
  ["8db6c34", "8db6c34", "", true],
  ["8DB6C34F1DBC", "8db6c34f1dbc", "", true],
  [SHA, SHA, "", true],
  [` ${SHA}\n`, SHA, "", true],
  ["commit 8db6c34f1dbc", "8db6c34f1dbc", "", true],
  ['commit 8db6c34f1dbc ("Introduce v3 caps")', "8db6c34f1dbc", "Introduce v3 caps", true],
  ['Fixes: 8db6c34f1dbc ("Introduce v3 caps")', "8db6c34f1dbc", "Introduce v3 caps", true],
  [`commit ${SHA} upstream.`, SHA, "", true],
  [`[ Upstream commit ${SHA} ]`, SHA, "", true],
  [`(cherry picked from commit ${SHA})`, SHA, "", true],
  [`This reverts commit ${SHA}.`, SHA, "", true],
  ["8db6c34f1dbc Introduce v3 caps", "8db6c34f1dbc", "Introduce v3 caps", true],
  [
    '8db6c34f1dbc Revert "x" of commit e5ff5ce6e20e',
    "8db6c34f1dbc",
    'Revert "x" of commit e5ff5ce6e20e',
    true,
  ],
  [
    "8db6c34f1dbc x (https://lkml.org/lkml/2018/9/19/950)",
    "8db6c34f1dbc",
    "x (https://lkml.org/lkml/2018/9/19/950",
    true,
  ],
  ["https://git.kernel.org/torvalds/c/8db6c34f1dbc", "8db6c34f1dbc", "", true],
  [`git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=${SHA}`, SHA, "", true],
  [`https://git.kernel.org/x.git/commit/?h=v4.14&id=${SHA}`, SHA, "", true],
  [`https://github.com/torvalds/linux/commit/${SHA}.patch`, SHA, "", true],
  [`https://github.com/torvalds/linux/commit/8db6c34f1dbc#diff-1`, "8db6c34f1dbc", "", true],
  ["5.10.0-rc1-00005-g8db6c34f1dbc-dirty", "8db6c34f1dbc", "", true],
  ["v5.10-rc1-5-gddbcc7e8e50a", "ddbcc7e8e50a", "", true],
  [`See https://kernel.googlesource.com/linux/+/${SHA}, please`, SHA, "", true],
];

test.each(hashes)("%s is a hash", (text, prefix, rest, certain) => {
  expect(referenceIn(text)).toEqual({ type: "hash", prefix, rest, certain });
});

const ID = "20180919205037.9574-1-dima@arista.com";
const addresses: [text: string, keys: string[], certain: boolean][] = [
  [`<${ID}>`, [ID], true],
  [`Message-ID: <${ID}>`, [ID], true],
  [ID, [ID], true],
  ["ebiederm@xmission.com", ["ebiederm@xmission.com"], false],
  [`https://lore.kernel.org/r/${ID}`, [ID, `lore.kernel.org/r/${ID}`], true],
  [`https://lore.kernel.org/lkml/${ID}/T/#u`, [ID, `lore.kernel.org/lkml/${ID}/t`], true],
  [
    `Link: https://lore.kernel.org/r/${ID.replace("@", "%40")}/`,
    [ID, `lore.kernel.org/r/${ID.replace("@", "%40")}`],
    true,
  ],
  [`http://lkml.kernel.org/r/${ID}`, [ID, `lkml.kernel.org/r/${ID}`], true],
  ["https://lkml.org/lkml/2018/9/19/950", ["lkml.org/lkml/2018/9/19/950"], true],
  ["http://www.lkml.org/lkml/2018/9/19/950/", ["lkml.org/lkml/2018/9/19/950"], true],
  ["https://patchwork.kernel.org/patch/10606619/", ["patchwork.kernel.org/patch/10606619"], true],
  [
    `https://patchwork.kernel.org/project/linux-fsdevel/patch/${ID}/`,
    [ID, `patchwork.kernel.org/project/linux-fsdevel/patch/${ID}`],
    true,
  ],
  [
    "https://bugzilla.kernel.org/show_bug.cgi?id=205957",
    ["bugzilla.kernel.org/show_bug.cgi?id=205957"],
    true,
  ],
  [
    "bug #205957",
    ["bugzilla.kernel.org/show_bug.cgi?id=205957", "bugzilla.redhat.com/show_bug.cgi?id=205957"],
    false,
  ],
  [`https://syzkaller.appspot.com/bug?id=${SHA}`, [`syzkaller.appspot.com/bug?id=${SHA}`], true],
  [
    "https://lists.linuxfoundation.org/pipermail/containers/2018-October/039525.html",
    ["lists.linuxfoundation.org/pipermail/containers/2018-october/039525.html"],
    true,
  ],
];

const VULNS = "github.com/x/vulns/blob/d9dda40c8f21/cve/published/2026/cve-2026-46333.dyad";
const flaws: [text: string, keys: string[]][] = [
  ["CVE-2022-0185", ["cve-2022-0185"]],
  [" cve-2026-46333 ", ["cve-2026-46333"]],
  ["is CVE-2022-0185 fixed?", ["cve-2022-0185"]],
  [
    "https://nvd.nist.gov/vuln/detail/CVE-2022-0185",
    ["nvd.nist.gov/vuln/detail/cve-2022-0185", "cve-2022-0185"],
  ],
  [`https://${VULNS}`, [VULNS, "cve-2026-46333"]],
];

test.each(flaws)("%s is looked up as a flaw", (text, keys) => {
  expect(referenceIn(text)).toMatchObject({ type: "address", keys, certain: true });
});

test.each(["CVE-2022", "CVE-2022-018", "MYCVE-2022-0185", "CVE-2022-0185x", "CVE"])(
  "%s is no flaw",
  (text) => {
    expect(referenceIn(text)).toBeNull();
  },
);

test.each(addresses)("%s is an address", (text, keys, certain) => {
  expect(referenceIn(text)).toMatchObject({ type: "address", keys, certain });
});

const others: [text: string, reference: ReturnType<typeof referenceIn>][] = [
  ["v5.6", { type: "release", tag: "v5.6" }],
  ["Linux 5.6", { type: "release", tag: "v5.6" }],
  ["linux-5.6", { type: "release", tag: "v5.6" }],
  ["(since Linux 5.6)", { type: "release", tag: "v5.6" }],
  ["Linux kernel version 4.14.", { type: "release", tag: "v4.14" }],
  ["V5.10-RC1", { type: "release", tag: "v5.10-rc1" }],
  ["5.10-rc1", { type: "release", tag: "v5.10-rc1" }],
  ["2.6.32", { type: "release", tag: "v2.6.32" }],
  ["2.6.32.4", { type: "release", tag: "v2.6.32.4" }],
  ["kernel 5.15.13", { type: "release", tag: "v5.15.13" }],
  ["5.6.0", { type: "release", tag: "v5.6" }],
  ["5.10.0-rc1", { type: "release", tag: "v5.10-rc1" }],
  ["5.6+", { type: "release", tag: "v5.6" }],
  ["5.14.0-427.13.1.el9_4.x86_64", { type: "kernel", text: "5.14.0-427.13.1.el9_4.x86_64" }],
  ["`6.8.0-45-generic`", { type: "kernel", text: "6.8.0-45-generic" }],
  ["6.12.12+bpo-amd64", { type: "kernel", text: "6.12.12+bpo-amd64" }],
  ["6.12.68+", { type: "kernel", text: "6.12.68+" }],
  ["5.15.112.1-2.cm2", { type: "kernel", text: "5.15.112.1-2.cm2" }],
  [
    "5.10.157-android13-4-00003-g776d0a76f6aa-ab1",
    { type: "kernel", text: "5.10.157-android13-4-00003-g776d0a76f6aa-ab1" },
  ],
  [
    "Linux box 5.15.0-91-generic #101-Ubuntu SMP x86_64 GNU/Linux",
    { type: "kernel", text: "5.15.0-91-generic" },
  ],
  [
    "Linux version 5.14.0-427.el9.x86_64 (mockbuild@x.org) (gcc 11)",
    { type: "kernel", text: "5.14.0-427.el9.x86_64" },
  ],
  ["CLONE_NEWTIME", { type: "identifier", name: "CLONE_NEWTIME", kind: null }],
  ["`CAP_BPF`,", { type: "identifier", name: "CAP_BPF", kind: null }],
  ["pidfd_open(2)", { type: "identifier", name: "pidfd_open", kind: "call" }],
  ["clone3()", { type: "identifier", name: "clone3", kind: "call" }],
  ["__NR_openat2", { type: "identifier", name: "openat2", kind: "call" }],
  ["struct clone_args", { type: "identifier", name: "clone_args", kind: "type" }],
  ["clone_args::cgroup", { type: "identifier", name: "clone_args.cgroup", kind: "member" }],
  ["/proc/pid/ns/time", { type: "identifier", name: "/proc/<pid>/ns/time", kind: "file" }],
  ["/proc/self/ns", { type: "identifier", name: "/proc/<pid>/ns", kind: "file" }],
  ["/proc/[pid]/uid_map", { type: "identifier", name: "/proc/<pid>/uid_map", kind: "file" }],
  ["/proc/pidfd/x", { type: "identifier", name: "/proc/pidfd/x", kind: "file" }],
  ["/sys/fs/cgroup/cgroup.kill", { type: "identifier", name: "/sys/fs/cgroup/cgroup.kill", kind: "file" }],
  ["user.max_user_namespaces", { type: "identifier", name: "user.max_user_namespaces", kind: "sysctl" }],
  [
    "net.ipv4.ip_unprivileged_port_start",
    { type: "identifier", name: "net.ipv4.ip_unprivileged_port_start", kind: "sysctl" },
  ],
];

test.each(others)("%s is a release, a kernel or an interface", (text, reference) => {
  expect(referenceIn(text)).toEqual(reference);
});

test.each([
  "",
  "user namespace",
  "kernel.org",
  "kernel.dance",
  "abc",
  "openat2",
  "cgroup.kill",
  "user_namespaces(7)",
  "20.04.1.2.3.4",
  "libcap-2.26",
  "6.1.-11-amd64",
  "-azure:5",
  "2018-10-25",
  "the bug 205957",
  "added feature",
  "commit message",
  "https://",
  "http://[",
  "a@b",
  "decade of namespaces",
  "/home/self/ns",
  "net: add 8db6c34f1dbc",
  "x".repeat(3000),
])("%j is simply words", (text) => {
  expect(referenceIn(text)).toBeNull();
});

const lines: [line: string, hash: string | null, ...others: string[]][] = [
  ["8db6c34f1dbc Introduce v3 caps", "8db6c34f1dbc"],
  ["1234567 a line of git log", "1234567"],
  ["| * deadbee a line of git log", "deadbee"],
  ["1234567 as in commit 8db6c34f1dbc", "1234567", "8db6c34f1dbc"],
  ["| caps | 8db6c34f1dbc | 20171112 | v4.14 |", "8db6c34f1dbc"],
  ["| caps since 20171112 | 8db6c34f1dbc |", "8db6c34f1dbc"],
  ["commits 8db6c34f1dbc, e5ff5ce6e20e, 8db6c34f1dbc", "8db6c34f1dbc", "e5ff5ce6e20e"],
  [`commit ${SHA} upstream.`, SHA],
  ["in 2018 a decade of namespaces, 20181025", null],
  ["8db6c3", null],
  [" \t\u00a0", null],
  ["", null],
];

test.each(lines)("%j is about one commit", (line, hash, ...others) => {
  const found = hashesOfLine(line);
  expect(found?.hash.hash ?? null).toBe(hash);
  expect((found?.others ?? []).map((each) => each.hash)).toEqual(others);
});

test.each(["(", "x((((", "8db6c34 ", "1234567 ", "- "])("a line of many %j comes to its end", (unit) => {
  const line = unit.repeat(100_000);
  expect(hashesOfLine(`${line}x commit 8db6c34f1dbc`)).not.toBeNull();
});

test("no text makes it throw, and a hash that it finds is one", () => {
  const piece = fc.constantFrom(
    "https://",
    "commit ",
    "Fixes: ",
    SHA,
    "8db6c34",
    "%",
    "@",
    "/",
    "<",
    "?id=",
    "(",
    '"',
    "x",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (pasted) => {
      const found = referenceIn(pasted);
      if (found?.type === "hash") expect(found.prefix).toMatch(/^[0-9a-f]{4,40}$/);
      if (found?.type === "address") expect(found.keys.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});
