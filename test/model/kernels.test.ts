// Over 250 lines: every row asks the same content, and the traps are only read beside each other.
import { expect, test } from "vitest";
import { kernelReader } from "../../src/domain/uname.ts";
import { answerKernel } from "../../src/model/kernels/answer.ts";
import { kernelSources } from "../../src/model/kernels/arrival.ts";
import { allSubjects } from "../../src/model/kernels/compare.ts";
import type { KernelVerdict } from "../../src/model/kernels/kernel-answer.ts";
import { needsOf } from "../../src/model/kernels/needs.ts";
import { answerOfNewest, kernelOfLine } from "../../src/model/kernels/of-lines.ts";
import { subjectOf } from "../../src/model/kernels/subject.ts";
import { layersOf } from "../../src/model/kernels/vendor-layers.ts";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { corpus, known } from "../known-content.ts";

const sources = kernelSources(known);
const read = kernelReader(corpus.kernelLines);
const ask = (kernel: string, name: string) => answerKernel(read(kernel), name, sources);

test("code, configuration and default are three answers", () => {
  expect(ask("RHEL 9.4", "landlock_create_ruleset").parts).toEqual({
    ...{ code: true, configuration: false, default: null },
  });
  expect(ask("RHEL 9.4", "io_uring_setup").parts).toEqual({
    code: true,
    configuration: null,
    default: "off",
  });
  expect(ask("RHEL 8.7", "openat2").parts).toEqual({ code: true, configuration: null, default: null });
});

test("what is off says how to turn it on, what nobody can turn on says nothing", () => {
  expect(ask("RHEL 9.3", "io_uring_setup").turnOn).toBe("sysctl kernel.io_uring_disabled=0");
  expect(ask("RHEL 9.2", "io_uring_setup").turnOn).toBeNull();
});

test("a line is answered as a whole where its releases agree", () => {
  expect(ask("RHEL 8", "clone3").answer).toBe("lacks");
  expect(ask("RHEL 8", "landlock_add_rule").answer).toBe("lacks");
  expect(ask("RHEL 9", "openat2").answer).toBe("has");
  const differs = ask("RHEL 9", "MOUNT_ATTR_IDMAP");
  expect([differs.answer, differs.because]).toEqual([
    ...["cannot-tell", expect.stringContaining("9.0 to 9.2 lacks, 9.3 to 9.8 has")],
  ]);
});

test.each([
  ["Ubuntu 20.04", ["balabit-os-8"]],
  ["Ubuntu 18.04 HWE", ["balabit-os-8"]],
  ["Ubuntu 22.04", ["balabit-os-9"]],
  ["Ubuntu 24.04 HWE", ["OpenShell", "ubuntu-linux-6.5.3"]],
])("%s: only the sources of the line are shown", (kernel, expected) => {
  const { evidence } = ask(kernel, "CLONE_NEWUSER");
  expect(evidence.map(({ url }) => expected.find((each) => url?.includes(each)) ?? url)).toEqual(expected);
});

test("the source of what decides comes first", () => {
  expect(ask("RHEL 9.3", "io_uring_setup").evidence[0]?.says).toMatch(/sysctl at 2/);
});

test("a line whose builds differ is not answered as a whole", () => {
  expect(ask("RHEL 9", "io_uring_setup").answer).toBe("cannot-tell");
  expect(ask("5.14.0-300.el9", "io_uring_setup").answer).toBe("cannot-tell");
  expect(ask("5.14.0-540.el9", "landlock_add_rule").answer).toBe("cannot-tell");
});

test.each([
  ["v5.6", "openat2", "has"],
  ["v5.5", "openat2", "lacks"],
  ["v5.6-rc1", "openat2", "cannot-tell"],
  ["v5.7-rc1", "openat2", "has"],
  ["v5.8", "AT_BENEATH", "lacks"],
  ["v5.7", "SECCOMP_FILTER_FLAG_TSYNC_ESRCH", "has"],
  ["v5.6", "SECCOMP_FILTER_FLAG_TSYNC_ESRCH", "lacks"],
  ["v5.8", "SECCOMP_FILTER_FLAG_TSYNC_ESRCH", "has"],
  ["v5.10", "statx", "has"],
  ["v4.10", "statx", "lacks"],
  ["v5.5", "seccomp-user-notification", "partly"],
  ["v5.10", "libcap-2-26", "unknown"],
  ["v5.10", "no_such_call", "unknown"],
  ["6.1.21-v8+", "openat2", "cannot-tell"],
  ["4.4.1-1.el7.elrepo.x86_64", "openat2", "lacks"],
  ["gibberish", "openat2", "cannot-tell"],
] as const)("%s, %s: %s", (kernel, name, answer) => {
  expect(ask(kernel, name).answer).toBe(answer);
});

test("where no vendor fact is known, no vendor's kernel has or lacks anything", () => {
  const subjects = allSubjects(sources, { topic: "mnt" });
  const lines = corpus.kernelLines.filter(({ isUpstream }) => !isUpstream);
  let without = 0;
  for (const line of lines) {
    const kernel = kernelOfLine(line);
    for (const subject of subjects.slice(0, 40)) {
      const layers = layersOf(subject, { line: line.id, build: null }, sources);
      if (layers.code || layers.configuration || layers.default || layers.others.length > 0) continue;
      without += 1;
      expect(answerKernel(kernel, subject.name, sources).answer).toMatch(/^(cannot-tell|unknown)$/);
    }
  }
  expect(without).toBeGreaterThan(1000);
});

test("an interface that a later change makes usable is there in part before it", () => {
  const before = ask("v3.7", "CLONE_NEWUSER");
  expect([before.answer, before.because]).toEqual([
    ...["partly", expect.stringMatching(/v2\.6\.23.*without privilege.*came with v3\.8 \(2013-02-18\)/)],
  ]);
  expect(ask("v3.8", "CLONE_NEWUSER").answer).toBe("has");
  expect(ask("v2.6.22", "CLONE_NEWUSER").answer).toBe("lacks");
  expect(needsOf([subjectOf("CLONE_NEWUSER", sources)], sources).release).toBe("v3.8");
});

test("what merely extends an interface is named, and changes no answer", () => {
  const later = (kernel: string) => ask(kernel, "setns").extendedLater.map((each) => each.change);
  expect([ask("v4.20", "setns").answer, later("v4.20")[0]]).toEqual(["has", "setns-pidfd"]);
  expect(ask("v4.20", "setns").extendedLater[0]?.release).toBe("v5.8");
  expect(later("v5.8")).not.toContain("setns-pidfd");
});

test.each([
  ["6.1.0-18-amd64", "close_range", true, /base v6\.1 has it\. Only the vendor's configuration or a patch/],
  ["6.1.0-18-amd64", "MOVE_MOUNT_BENEATH", false, /base v6\.1 lacks it\. Only a patch of the vendor/],
  ["5.15.153.1-microsoft-standard-WSL2", "clone3", true, /base v5\.15 has it/],
  ["6.18.44-fc-v782", "clone3", true, /base v6\.18 has it/],
  ["Debian 12", "AT_BENEATH", false, /base v6\.1 lacks it/],
  [
    "WSL2",
    "clone3",
    null,
    /^"WSL2" stands for 6 kernels; .*4\.19: .* lacks it.* 5\.10 or .* so its base has it/,
  ],
  ["WSL2", "statx", true, /^"WSL2" stands for 6 kernels; name one of them, or give its uname -r\. /],
  ["6.8.0-45-generic", "clone3", true, /^Ubuntu 22\.04 with .*6\.8 or Ubuntu 24\.04 \(Noble\): /],
  ["v9.9", "clone3", true, /^v9\.9 is after v7\.2 \(2026-08-16\), the newest .* removed later is not known/],
  ["v9.9", "AT_BENEATH", false, /v7\.2 lacks it\. What was added later is not known/],
  ["v7.3-rc1", "clone3", true, /is after v7\.2/],
  ["v4.40", "clone3", null, /^There is no release v4\.40: v5\.0 came after v4\.20\./],
] as const)("what cannot be told says what the base has: %s, %s: %s", (kernel, name, baseHas, because) => {
  const found = ask(kernel, name);
  expect([found.answer, found.baseHas, found.because]).toEqual([
    ...["cannot-tell", baseHas, expect.stringMatching(because)],
  ]);
});

test.each([
  ["/proc/self/ns/time", "/proc/<pid>/ns/time", "lacks"],
  ["/proc/1/ns/time", "/proc/<pid>/ns/time", "lacks"],
  ["/proc/self", "/proc/self", "has"],
  ["user.max_user_namespaces", "/proc/sys/user/max_user_namespaces", "has"],
  ["openat2", "openat2", "lacks"],
  ["change:openat2", "change:openat2", "lacks"],
  ["idmapped-mounts", "idmapped-mounts", "lacks"],
  ["8db6c34f1dbc", "8db6c34f1dbc", "has-with-flaws"],
  ['commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")', "8db6c34f1dbc", "has-with-flaws"],
  ["aaaaaaaaaaaa", "aaaaaaaaaaaa", "unknown"],
  ["CVE-2022-0185", "CVE-2022-0185", "unknown"],
] as const)("on v5.4, %s is called %s: %s", (asked, name, answer) => {
  expect(ask("v5.4", asked)).toMatchObject({ name, answer });
});

test("a commit of a change is answered with its own release, other hashes and flaws with a command", () => {
  expect(ask("v4.13", "8db6c34f1dbc").because).toMatch(
    /^8db6c34f1dbc came with v4\.14 .* so v4\.13 lacks it/,
  );
  expect(ask("v5.4", "CVE-2022-0185").because).toContain('"sincelinux show CVE-2022-0185"');
  expect(ask("v5.4", "aaaaaaaaaaaa").because).toContain('"sincelinux since aaaaaaaaaaaa"');
});

test.each([
  ["ima-namespaces", /^ima-namespaces is only proposed, as of \d{4}-/],
  ["nsfs-is-init-access-ioctls", /^nsfs-is-init-access-ioctls is an idea, as of/],
] as const)("what is not merged is said in a sentence: %s", (name, because) => {
  expect(ask("v5.4", name).because).toMatch(because);
});

test("needs names the lines whose base has all apart from those that say so", () => {
  const needs = (...names: string[]) =>
    new Map(
      needsOf(
        names.map((name) => subjectOf(name, sources)),
        sources,
      ).lines.map(({ line, offer, baseHas }) => [line.id, [offer, baseHas]]),
    );
  const clone3 = needs("clone3");
  expect(clone3.get("debian-12")).toEqual(["cannot-tell", true]);
  expect(clone3.get("ubuntu-20.04")).toEqual(["has", false]);
  expect(clone3.has("debian-10")).toBe(false);
  expect(needs("clone3", "MOVE_MOUNT_BENEATH").has("debian-12")).toBe(false);
});

const A = "a".repeat(40);
const B = "b".repeat(40);

/** One change of two commits: usable with v5.0, whole with v5.4, in 5.15.y not at all without the backport. */
function world({
  releases = ["v5.0", "v5.4"],
  backports = [] as object[],
  flaws = [] as object[],
  facts = [] as object[],
  disputed = "",
}) {
  const [template] = corpus.changes;
  const [document] = corpus.documents;
  if (!template || !document) throw new Error("no content");
  const commits = [A, B].slice(0, releases.length).map((sha) => ({ sha, role: "core" as const }));
  const claim = (commit: string, field: string, value: unknown) => ({
    commit,
    field,
    value,
    confidence: "quoted",
  });
  const claims = [
    ...releases.map((tag, at) => claim([A, B][at] ?? A, "release", tag)),
    ...flaws.map((each) => claim(A, "flaw", each)),
  ];
  const proved = { repository: "linux", provedBy: "a", followUps: [], backports, parents: [B] };
  const world = {
    ...corpus,
    changes: [
      { ...template, slug: "one", repository: "linux", commits, interfaces: [], relations: [], aliases: [] },
    ],
    documents: [
      { ...document, slug: "claims", claims },
      { ...document, slug: "others", claims: disputed === "" ? [] : [claim(A, "release", disputed)] },
    ],
    facts: new Map(backports.length > 0 ? [[A, { ...proved, sha: A }]] : []),
    clones: new Map([["linux", { a: { stableTags: 9, newestTag: null } }]]),
    vendorFacts: facts.map((fact) => ({
      sources: [{ at: "x", kind: "report" }],
      lines: ["some"],
      interfaces: [],
      changes: ["one"],
      summary: "Known of it.",
      slug: "x",
      file: "x",
      ...fact,
    })),
    kernelLines: [
      {
        id: "some",
        file: "x",
        title: "Some",
        vendor: "Some",
        names: [],
        base: "v5.4",
        uname: "^5\\.4\\.0-(?<build>\\d+)\\.some$",
        releases: [],
        sources: [],
      },
    ],
    flaws: null,
  };
  // Only what the model reads is given.
  const own = world as unknown as typeof corpus;
  return (kernel: string) =>
    answerKernel(kernelReader(own.kernelLines)(kernel), "one", kernelSources(knowledgeOf(own)));
}

test.each([
  ["v4.20", "lacks"],
  ["v5.0", "partly"],
  ["v5.3.9", "partly"],
  ["v5.4", "has"],
  ["5.15.1", "has"],
  ["5.4.0-9.some", "cannot-tell"],
] as const)("a change that was completed later, on %s: %s", (kernel, answer) => {
  expect(world({})(kernel).answer).toBe(answer);
});

test.each([
  ["v5.3", "lacks"],
  ["v5.4", "cannot-tell"],
  ["v5.5", "cannot-tell"],
  ["v5.6", "has"],
] as const)("sources that disagree about v5.4 and v5.6, on %s: %s", (kernel, answer) => {
  expect(world({ releases: ["v5.4"], disputed: "v5.6" })(kernel).answer).toBe(answer);
});

test.each([
  ["5.10.60", "lacks", /from v5.10.61 on/],
  ["5.10.61", "has", /backport with v5.10.61/],
  ["5.10.y", "cannot-tell", /name the patch level/],
  ["5.9.61", "lacks", /lacks it/],
  ["5.15.1", "has", /v5.12/],
] as const)("a backport that a clone proves, on %s: %s", (kernel, answer, because) => {
  const backports = [{ sha: B, branch: "5.10", release: "v5.10.61" }];
  const found = world({ releases: ["v5.12"], backports })(kernel);
  expect([found.answer, found.because]).toEqual([answer, expect.stringMatching(because)]);
});

test.each([
  ["5.10.60", "lacks"],
  ["5.10.61", "has"],
  ["5.10.y", "cannot-tell"],
] as const)("a backport that a source claims, on %s: %s", (kernel, answer) => {
  const facts = [{ lines: ["v5.10"], kind: "backported", from: "61" }];
  expect(world({ releases: ["v5.12"], facts })(kernel).answer).toBe(answer);
});

const flaw = {
  cve: "CVE-2022-0001",
  ranges: [
    { introduced: { release: "v5.4", sha: A }, fixed: { release: "v6.2", sha: B } },
    { introduced: { release: "v5.4", sha: A }, fixed: { release: "v5.15.181", sha: B } },
  ],
};

test.each([
  ["v5.4", "has-with-flaws", "not known to be fixed in v5.4.y"],
  ["5.15.180", "has-with-flaws", "CVE-2022-0001, fixed in v5.15.181"],
  ["5.15.181", "has", ""],
  ["5.15.y", "has-with-flaws", "fixed in v5.15.181"],
  ["v6.1", "has-with-flaws", "fixed in v6.2"],
  ["v6.2", "has", ""],
  ["v5.3", "lacks", ""],
] as const)("a flaw of v5.4, on %s: %s", (kernel, answer, because) => {
  const found = world({ releases: ["v5.4"], flaws: [flaw] })(kernel);
  expect([found.answer, found.because]).toEqual([answer, expect.stringContaining(because)]);
});

const states: [fact: object, kernel: string, answer: KernelVerdict][] = [
  [{ kind: "present" }, "5.4.0-9.some", "has"],
  [{ kind: "backported", absentIn: "10", from: "15" }, "5.4.0-10.some", "lacks"],
  [{ kind: "backported", absentIn: "10", from: "15" }, "5.4.0-12.some", "cannot-tell"],
  [{ kind: "backported", absentIn: "10", from: "15" }, "5.4.0-15.some", "has"],
  [{ kind: "backported", absentIn: "10", from: "15" }, "some", "cannot-tell"],
  [{ kind: "absent", until: "10" }, "5.4.0-10.some", "lacks"],
  [{ kind: "absent", until: "10" }, "5.4.0-11.some", "cannot-tell"],
  [{ kind: "disabled" }, "5.4.0-9.some", "lacks"],
  [{ kind: "off-by-default", turnOn: "a sysctl" }, "5.4.0-9.some", "off-by-default"],
  [{ kind: "restricted" }, "5.4.0-9.some", "restricted"],
  [{ kind: "patched-differently" }, "5.4.0-9.some", "has"],
];

test.each(states)("a vendor fact %j, on %s: %s", (fact, kernel, answer) => {
  expect(world({ facts: [fact] })(kernel).answer).toBe(answer);
});

test("what is refused wins over what is there, and a default over neither", () => {
  const facts = [{ kind: "present" }, { kind: "disabled" }, { kind: "restricted" }];
  expect(world({ facts })("5.4.0-9.some").answer).toBe("lacks");
  expect(world({ facts: facts.toSpliced(1, 1) })("5.4.0-9.some").answer).toBe("restricted");
});

test.each([
  ["el9", "MOUNT_ATTR_IDMAP", "has", "9.3"],
  ["el8", "openat2", "has", "8.7"],
  ["el8", "clone3", "lacks", null],
  ["debian-12", "userns-overlayfs", "has", null],
] as const)("%s: its newest release, and since which release that holds: %s", (id, name, answer, from) => {
  const line = sources.lines.get(id);
  if (!line) throw new Error(`no line ${id}`);
  const found = answerOfNewest(subjectOf(name, sources), line, sources);
  expect([found.answer.answer, found.from]).toEqual([answer, from]);
});
