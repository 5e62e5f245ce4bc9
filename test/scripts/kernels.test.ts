// Over 250 lines: four commands about kernels, asked about the same content.
import { writeFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Run } from "../../scripts/command.ts";
import { run as compare } from "../../scripts/compare.ts";
import { run as has } from "../../scripts/has.ts";
import { run as lacks } from "../../scripts/lacks.ts";
import { run as needs } from "../../scripts/needs.ts";
import { run as show } from "../../scripts/show.ts";
import { SOUND, writeTree } from "../records/content-tree.ts";
import { runCommand } from "../run-command.ts";

test.each([
  [0, ["v5.10", "openat2", "CLONE_NEWTIME"]],
  [0, ["v5.12", "idmapped-mounts"]],
  [1, ["v5.4", "openat2"]],
  [1, ["RHEL 9.3", "io_uring_setup"]],
  [1, ["v5.5", "seccomp-user-notification"]],
  [1, ["v5.4", "openat2", "no_such_call"]],
  [3, ["v5.4", "no_such_call"]],
  [3, ["6.8.0-45-generic", "CLONE_NEWUSER"]],
])("has ends with %d for %j", async (status, args) => {
  expect((await runCommand(has, args)).status).toBe(status);
});

test("has --json prints an object a name, with the keys in their order", async () => {
  const { stdout } = await runCommand(has, ["RHEL 9.3", "io_uring_setup", "change:openat2", "--json"]);
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(Object.keys(answers[0]).slice(0, 6)).toEqual([
    ...["kernel", "name", "answer", "release", "because", "evidence"],
  ]);
  expect(answers).toMatchObject([
    { kernel: "RHEL 9.3", name: "io_uring_setup", answer: "off-by-default", release: "v5.1" },
    { kernel: "RHEL 9.3", name: "change:openat2", answer: "has", release: "v5.6" },
  ]);
  expect(answers[0].evidence[0]).toMatchObject({
    url: expect.stringMatching(/^https:/),
    at: expect.any(String),
  });
});

test("has without a kernel is about this machine", async () => {
  const { stdout } = await runCommand(has, ["openat2", "--json"]);
  expect(JSON.parse(stdout).kernel).toBe(release());
});

test("Markdown of has is a table in which nothing else is markup", async () => {
  const { stdout } = await runCommand(has, ["v5.4", "<b>|x", "--markdown"]);
  expect(stdout).toContain(
    "| name | answer | mainline | because |\n| --- | --- | --- | --- |\n| \\<b\\>\\|x | unknown |",
  );
});

test("no text of an argument reaches the terminal as control", async () => {
  const { stdout } = await runCommand(has, ["v5.4", "a\u001b[31mb"]);
  expect(stdout).toMatch(/^a\\u001b\[31mb: unknown/);
  const shown = await runCommand(show, ["--content", writeTree(SOUND), "a\u001b[31mb"]);
  expect(shown.stdout).toContain("No matches for “a\\u001b[31mb”");
});

test("lacks lists what came later, by topic and kind", async () => {
  const { status, stdout } = await runCommand(lacks, [
    "v5.4",
    "--topic",
    "user",
    "--kind",
    "change",
    "--json",
  ]);
  const found = JSON.parse(stdout);
  const names = found.lacks.map(({ name }: { name: string }) => name);
  expect(status).toBe(0);
  expect(names).toContain("idmapped-mounts");
  expect(names).not.toContain("openat2");
  expect(names).not.toContain("unprivileged-user-namespaces");
});

test("lacks begins with what came next, says nothing twice, and ends with what never landed", async () => {
  const { stdout } = await runCommand(lacks, ["5.4"]);
  const [first = "", ...tables] = stdout.split("\n\n");
  const [title = "", next = "", ...rows] = first.trim().split("\n");
  expect([title, next]).toEqual([
    expect.stringMatching(/^5\.4 lacks: \d{3}$/),
    expect.stringMatching(/^ {2}\S+ +v5\.5 +came with v5\.5 \(2020-01-27\)/),
  ]);
  const minors = rows.flatMap(
    (row) => / v(\d+)\.(\d+) +came with /.exec(row)?.slice(1).map(Number).join(".") ?? [],
  );
  const order = minors.map((each) => Number(each.split(".")[0]) * 1000 + Number(each.split(".")[1]));
  expect(order.length).toBeGreaterThan(400);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(first).not.toContain("lacks it");
  const never = tables.find((table) => table.startsWith("In no release: "));
  expect(never).toMatch(/^ {2}loopfs +- {2}is only proposed, as of /m);
  expect(never).toMatch(/^ {2}AT_BENEATH +- {2}is in no header up to v/m);
  expect(first).not.toContain("loopfs");
});

test("of a fact about many things only the sources of the one are cited, and the build that was read is not taken for another", async () => {
  const { stdout } = await runCommand(has, ["el9:9.4", "openat2", "cap-bpf", "time-namespaces"]);
  const cited = stdout.split("\n").filter((line) => line.startsWith("  source: "));
  expect(cited.map((line) => line.replace(/.*: (.*?), .*/, "$1").replace(/.*\//, ""))).toEqual([
    "syscall_64.tbl",
    "capability.h",
    "kernel-x86_64-rhel.config",
    "namespace.c",
  ]);
  expect(stdout).toContain(
    "RHEL 9 and its rebuilds, release 9.4: as in every release known here, in the source as in the mainline release",
  );
  expect(stdout).not.toMatch(/lines \d+, \d+/);
});

test("lacks in words: what is off by default is named apart", async () => {
  const { stdout } = await runCommand(lacks, ["RHEL 7.9", "--topic", "user"]);
  expect(stdout).toMatch(
    /Off by default: \d+\n[\s\S]*unprivileged-user-namespaces[\s\S]*Restricted by default: 1\n {2}bpf /,
  );
});

test("needs finds the lowest release, what decides it, and each line's", async () => {
  const file = join(
    writeTree({ "names.txt": "# ours\nopenat2 # for lookups\n\nCLONE_PIDFD\n" }),
    "names.txt",
  );
  const { status, stdout } = await runCommand(needs, [file, "userns-overlayfs", "--json"]);
  const found = JSON.parse(stdout);
  expect([status, found.names]).toEqual([0, ["openat2", "CLONE_PIDFD", "userns-overlayfs"]]);
  expect(found).toMatchObject({ release: "v5.11", day: "2021-02-14", decidedBy: ["userns-overlayfs"] });
  const offers = new Map(found.lines.map((each: { line: string }) => [each.line, each]));
  expect(offers.get("el8")).toMatchObject({ offer: "has", release: "8.7" });
  expect(offers.get("el7")).toMatchObject({ offer: "lacks", release: null });
  expect(offers.get("ubuntu-20.04")).toMatchObject({ offer: "lacks" });
});

test("needs has no release where one name is unknown or in none", async () => {
  for (const name of ["no_such_call", "AT_BENEATH"]) {
    const { status, stdout } = await runCommand(needs, ["openat2", name]);
    expect([status, stdout]).toEqual([1, expect.stringContaining("no release is known to have all")]);
    expect(stdout).toContain(name);
  }
});

test("needs says from which release on a name is gone, and that no release has all where another came later", async () => {
  const both = await runCommand(needs, ["MS_MANDLOCK", "openat2"]);
  expect(both.status).toBe(0);
  expect(both.stdout).toMatch(/^Mainline: v5\.6 \(2020-03-29\), before v5\.15, because of openat2$/m);
  expect(both.stdout).toMatch(/^ {2}MS_MANDLOCK .* and was removed in v5\.15 \("/m);
  const late = await runCommand(needs, ["MS_MANDLOCK", "mseal"]);
  expect(late.status).toBe(1);
  expect(late.stdout).toMatch(
    /^Mainline: no release has all: in v5\.15 some of it was gone, before v6\.10, because of mseal$/m,
  );
  const { release, until, tooLate, decidedBy } = JSON.parse(
    (await runCommand(needs, ["MS_MANDLOCK", "mseal", "--json"])).stdout,
  );
  expect({ release, until, tooLate, decidedBy }).toEqual({
    ...{ release: null, until: "v5.15", tooLate: "v6.10", decidedBy: ["mseal"] },
  });
});

test("needs refuses what is no list of names", async () => {
  const folder = writeTree({ a: "" });
  expect((await runCommand(needs, [folder])).status).toBe(2);
  writeFileSync(join(folder, "binary"), new Uint8Array([0xff, 0xfe]));
  expect((await runCommand(needs, [join(folder, "binary")])).status).toBe(2);
  for (const name of [join(folder, "missing.c"), "missing.txt", "notes.md"]) {
    const { status, stdout } = await runCommand(needs, ["openat2", name]);
    expect([name, status, stdout]).toEqual([name, 2, ""]);
  }
});

test("compare lists what came, was completed and lost its flaws", async () => {
  const { status, stdout } = await runCommand(compare, ["v5.4", "v6.1", "--json"]);
  const found = JSON.parse(stdout);
  const names = (of: string) => found[of].map(({ after }: { after: { name: string } }) => after.name);
  expect(status).toBe(0);
  expect(names("came")).toEqual(
    expect.arrayContaining(["idmapped-mounts", "CLONE_NEWTIME", "userns-overlayfs"]),
  );
  expect(names("came")).not.toContain("clone3");
  expect(names("completed")).toContain("seccomp-user-notification");
  expect(names("went")).toEqual(["mandatory-locking-removed", "MS_MANDLOCK", "mand"]);
  expect(found.flawsFixed.length).toBeGreaterThan(0);
});

test("compare the other way round: what came is what goes", async () => {
  const forth = await runCommand(compare, ["v5.4", "v6.1", "--kind", "syscall", "--json"]);
  const back = await runCommand(compare, ["v6.1", "v5.4", "--kind", "syscall", "--json"]);
  const names = (text: string, of: string) =>
    JSON.parse(text)[of].map(({ after }: { after: { name: string } }) => after.name);
  expect(names(back.stdout, "went")).toEqual(names(forth.stdout, "came"));
  const flaws = ["5.10.265", "5.10.5", "--topic", "user", "--json"];
  const [down, up] = [flaws, [flaws[1], flaws[0], ...flaws.slice(2)] as string[]];
  const [older, newer] = [await runCommand(compare, down), await runCommand(compare, up)].map(({ stdout }) =>
    JSON.parse(stdout),
  );
  expect(older).toMatchObject({ flawsFixed: [], flawsBrought: newer.flawsFixed });
  expect(newer.flawsFixed).toContainEqual({ name: "namespaced-file-capabilities", cves: ["CVE-2022-49890"] });
});

test("what a change took away is removed, not added, in both directions", async () => {
  const removed = ["v5.10", "v5.15", "--topic", "mnt", "--kind", "change"];
  const { stdout } = await runCommand(compare, removed);
  expect(stdout).toMatch(/^Removed: 1\n {2}mandatory-locking-removed {2}v5\.15 {2}not removed {2}removed$/m);
  const { went, came } = JSON.parse((await runCommand(compare, [...removed, "--json"])).stdout);
  const namesIn = (all: { after: { name: string } }[]) => all.map(({ after }) => after.name);
  expect(namesIn(went)).toEqual(["mandatory-locking-removed"]);
  expect(namesIn(came)).not.toContain("mandatory-locking-removed");
  const back = await runCommand(compare, ["v5.15", "v5.10", ...removed.slice(2)]);
  const [older = ""] = back.stdout.split("\n\n");
  expect(older).toMatch(
    /^Only in v5\.10: 1\n {2}mandatory-locking-removed {2}v5\.15 {2}removed {2}not removed$/,
  );
});

test("compare names a default that changed", async () => {
  const { stdout } = await runCommand(compare, ["Debian 10", "Debian 12", "--markdown"]);
  expect(stdout).toMatch(/\*\*Changed default: \d+\*\*[\s\S]*\| unprivileged-user-namespaces \|/);
});

const topics = /one of capabilities, .*, user, .*, found "usr"\. Did you mean "user"\?/;
const refusals: [run: Run, args: string[], message: RegExp][] = [
  [has, [], /^NAME: expected an interface or a change, found nothing\./],
  [has, ["v5.4"], /^NAME: expected an interface or a change, found nothing\./],
  [has, ["v5.4", ""], /^NAME: .* found an empty name\./],
  [has, ["", "clone3"], /^NAME: .* found an empty name\./],
  [has, ["bookwrm", "clone3"], /^KERNEL: .* change, found "bookwrm"\. Did you mean "bookworm"\?/],
  [has, ["RHEL 99", "clone3"], /^KERNEL: expected a kernel, an interface or a change, found "RHEL 99"\./],
  [has, ["v4.40", "clone3"], /^KERNEL: .* "v4\.40", which is no release\. v5\.0 came after v4\.20\./],
  [has, ["5.4-rc99", "clone3"], /^KERNEL: .* found "5\.4-rc99"\. Candidates are numbered from rc1,/],
  [has, ["5.4-rc0", "clone3"], /^KERNEL: .* found "5\.4-rc0"\. Candidates are numbered from rc1,/],
  [
    has,
    ["el9:9.99", "clone3"],
    /^KERNEL: expected a kernel, an interface or a change, found "el9:9\.99"\. RHEL 9 .*: 9\.0 to 9\.\d+ are known/,
  ],
  [
    has,
    ["RHEL 9.99", "clone3"],
    /^KERNEL: .*found "RHEL 9\.99"\. RHEL 9 .*: 9\.0 to 9\.\d+ are known here\./,
  ],
  [has, ["Debian 12.5", "clone3"], /^KERNEL: .*found "Debian 12\.5"\. Did you mean "Debian 12"\?/],
  [has, ["v5.4", "openat2", "--content", "/nowhere"], /^--content: .* no folder "\/nowhere"\./],
  [has, ["v5.4", "openat2", "--json", "--markdown"], /^--markdown: expected one of --json and --markdown/],
  [lacks, ["a", "b"], /^KERNEL: expected one kernel, found 2\. Put quotes/],
  [lacks, ["v5.4", "--topic", "usr"], topics],
  [compare, ["v5.4"], /^KERNEL: expected two kernels, found 1\./],
  [compare, ["a", "b", "c"], /^KERNEL: expected two kernels, found 3\./],
  [compare, ["v5.4", "gibberish"], /^KERNEL: expected a kernel, found "gibberish"\. Name a release \(/],
  [compare, ["v5.4", "v5.5", "--topic", "usr"], topics],
  [compare, ["v5.4", "v5.5", "--kind", "sycall"], /one of change, .*capability, .* Did you mean "syscall"\?/],
  [
    compare,
    ["v5.4", "v5.5", "--topic", "device", "--kind", "perf"],
    /^--topic and --kind: .* none of device and/,
  ],
  [needs, [], /^NAME: /],
  [needs, [""], /^FILE: expected a file or a name, found no file ""\./],
  [needs, ["openat2", "missing.txt"], /^FILE: expected a file or a name, found no file "missing\.txt"\./],
  [needs, ["missing.c"], /^FILE: .* source code, "missing\.c"\. "sincelinux since missing\.c" lists/],
  [
    needs,
    ["src"],
    /^FILE: expected a list of names, found "src": a folder\. Name a file of text, or .* "-"\./,
  ],
];

test.each(refusals)("usage error %#", async (run, args, message) => {
  const { status, stdout, stderr } = await runCommand(run, args);
  const [line = "", hint, ...more] = stderr.split("\n");
  expect([status, stdout, more]).toEqual([2, "", [""]]);
  expect(line.replace(/^\w+: /, "")).toMatch(message);
  expect(hint).toMatch(/^(has|lacks|compare|needs): --help describes/);
});

const older: [from: string, to: string, titles: string[]][] = [
  ["v6.1", "v5.10", ["Only in v5.10", "Only in v6.1", "Flaws only in v6.1", "Flaws only in v5.10"]],
  ["v5.10", "v6.1", ["Added", "Completed", "Removed", "Flaws fixed", "Flaws brought"]],
  ["v5.6", "v5.4", ["Only in v5.6"]],
  ["RHEL 9.4", "RHEL 9.1", ["Only in RHEL 9.4"]],
  ["5.10.265", "5.10.5", ["Flaws only in 5.10.5"]],
];

test.each(older)("from %s to %s the titles say what is true of that direction", async (from, to, titles) => {
  const { status, stdout } = await runCommand(compare, [from, to]);
  expect([status, stdout.match(/^\w.*(?=: \d+$)/gm)]).toEqual([0, titles]);
});

test.each([
  [
    "5.10.999",
    /so v5\.10\.999 has it .*v5\.10\.999 is after v5\.10\.2\d\d \(20\d\d-\d\d-\d\d\), the newest of its series known here/,
  ],
  ["7.2.77", /v7\.2\.77 is after v7\.2 \(2026-08-16\), the newest of its series/],
])("of %s it is said that the level is not known", async (kernel, words) => {
  const { stdout } = await runCommand(has, [kernel, "openat2"]);
  expect(stdout.replace(/\s+/g, " ")).toMatch(words);
});

test.each(["5.10.265", "5.10.0", "5.10", "5.10.y", "5.10.999-generic", "v9.9.9", "5.10-rc3"])(
  "of %s no level is said to be unknown",
  async (kernel) => {
    const { stdout } = await runCommand(has, [kernel, "openat2"]);
    expect(stdout).toContain("openat2: ");
    expect(stdout.replace(/\s+/g, " ")).not.toContain("newest of its series");
  },
);

test("what lacks nothing is no problem", async () => {
  const asked = ["v7.2", "--topic", "time", "--kind", "flag"];
  expect(await runCommand(lacks, asked)).toMatchObject({
    status: 0,
    stdout: "v7.2 lacks nothing of these.\n",
  });
});

test("two kernels that are the same differ in nothing, and what neither tells can be listed", async () => {
  const { status, stdout, stderr } = await runCommand(compare, ["v5.4", "v5.4"]);
  expect([status, stdout]).toEqual([0, "No difference: both are the same kernel.\n"]);
  for (const [to, said] of [
    ["5.4.0", "No difference: v5.4 and 5.4.0 are the same kernel.\n"],
    ["5.4.1", "No difference is known between v5.4 and 5.4.1.\n"],
  ] as const)
    expect(await runCommand(compare, ["v5.4", to])).toMatchObject({ status: 0, stdout: said });
  const [, all, untold] =
    /^compare: (\d+) changes and .*; of (\d+) one .*; --cannot-tell lists/.exec(stderr) ?? [];
  expect(Number(all)).toBeGreaterThan(Number(untold));
  const listed = await runCommand(compare, ["v5.4", "v5.4", "--cannot-tell"]);
  expect([listed.status, listed.stdout.match(/^ {2}\S/gm)?.length]).toEqual([0, Number(untold)]);
  expect(listed.stderr).not.toContain("--cannot-tell");
});

test.each([
  ["v5.14", "mandatory-locking-removed: not removed", "so v5.14 still has what it removes"],
  ["v5.15", "mandatory-locking-removed: removed", "so v5.15 no longer has what it removes"],
  ["v5.14", "MS_MANDLOCK: has it", "so v5.14 has it where it is built in"],
  ["v5.15", "MS_MANDLOCK: lacks it", "was removed in v5.15"],
  ["5.15-rc1", "MS_MANDLOCK: cannot tell from the version", "v5.15-rc1 is in between"],
  ["el10", "MS_MANDLOCK: cannot tell from the version", "so its base v6.12 lacks it"],
  ["el9", "MS_MANDLOCK: cannot tell from the version", "so its base v5.14 has it"],
  ["6.1.0-mine", "MS_MANDLOCK: cannot tell from the version", "so its base v6.1 lacks it"],
  ["v2.6.25", "lsm-static-interface: partly removed", "so v2.6.25 has a part of what it removes"],
])("has %s: %s", async (kernel, answer, reason) => {
  const { stdout } = await runCommand(has, [kernel, answer.split(":")[0] ?? ""]);
  expect(stdout.split("\n")[0]).toBe(answer);
  expect(stdout.replace(/\s+/g, " ")).toContain(reason);
});
