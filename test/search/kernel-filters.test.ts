import { expect, test } from "vitest";
import { kernelReader } from "../../src/domain/uname.ts";
import { answerSubject } from "../../src/model/kernels/answer.ts";
import { answersIn } from "../../src/model/kernels/answer-table.ts";
import { kernelSources } from "../../src/model/kernels/arrival.ts";
import { namedOwn } from "../../src/search/client/own-kernel-named.ts";
import { answer } from "../../src/search/engine/answer.ts";
import { answerText } from "../../src/search/engine/answer-text.ts";
import { kernelsOfTable, markOf } from "../../src/search/lookup/kernel-verdicts.ts";
import { everySubject, kernelFile, kernelNamesFile } from "../../src/site/kernel-answers.ts";
import { known } from "../known-content.ts";
import { knownSources as local } from "./known-sources.ts";

const table = answersIn(JSON.parse(JSON.stringify(kernelFile())));
/** The sources of the browser: the same library, with the table in place of the model. */
const remote = { ...local, kernels: async () => kernelsOfTable(kernelNamesFile(), table, "") };
const pathsOf = async (query: string, sources = local) =>
  (await answer(query, sources)).groups.flatMap(({ hits }) => hits.map(({ entry }) => entry.path));

test.each<[query: string, path: string, is: boolean]>([
  // openat2: v5.6, and RHEL 8 from 8.7 on.
  ["has:5.6 openat2", "/changes/openat2/", true],
  ["has:v5.5 openat2", "/changes/openat2/", false],
  ["lacks:5.5.19 openat2", "/changes/openat2/", true],
  ["lacks:5.6 openat2", "/changes/openat2/", false],
  ["has:5.6 openat2", "/interfaces/openat2/", true],
  ['has:"RHEL 8.7" openat2', "/interfaces/openat2/", true],
  // A vendor patch refuses ID-mapped mounts in RHEL 9.0 to 9.2, though the base is v5.14.
  ["has:5.14 idmapped", "/changes/idmapped-mounts/", true],
  ['lacks:"RHEL 9.2" idmapped', "/changes/idmapped-mounts/", true],
  ["has:5.14.0-427.13.1.el9_4.x86_64 idmapped", "/changes/idmapped-mounts/", true],
  ["lacks:el9 idmapped", "/changes/idmapped-mounts/", false],
  // clone3 never came to RHEL 8.
  ["lacks:el8 clone3", "/interfaces/clone3/", true],
  ["has:el8 clone3", "/interfaces/clone3/", false],
  ["lacks:5.4 tag:user", "/changes/openat2/", false],
  ["-has:5.5 openat2", "/changes/openat2/", true],
])("%s finds %s: %s, here and in the browser", async (query, path, is) => {
  expect([(await pathsOf(query)).includes(path), (await pathsOf(query, remote)).includes(path)]).toEqual([
    is,
    is,
  ]);
});

test("what is there but restricted is found, and says so", async () => {
  const found = await answer('has:ubuntu-24.04 "user namespaces"', local);
  const hit = found.groups
    .flatMap(({ hits }) => hits)
    .find(({ entry }) => entry.path === "/changes/unprivileged-user-namespaces/");
  expect(hit?.kernels).toEqual(["ubuntu-24.04: restricted"]);
  expect(answerText(found, [], (text) => text)).toContain("ubuntu-24.04: restricted");
});

test("what is not known of a kernel is counted, not listed", async () => {
  const { notes, groups } = await answer("lacks:debian-12 tag:user", local);
  const [, number] =
    /^Whether “debian-12” has (\d+)(?: more)? changes is not known\.$/.exec(notes[0] ?? "") ?? [];
  const topic = (await answer("tag:user", local)).groups.find(({ kind }) => kind === "change")?.found ?? 0;
  const listed = groups.find(({ kind }) => kind === "change")?.found ?? 0;
  expect(Number(number)).toBeGreaterThan(5);
  expect(Number(number) + listed).toBeLessThanOrEqual(topic);
});

/** How many changes and interfaces a note speaks of. */
const countedIn = async (query: string) => {
  const { notes } = await answer(query, local);
  const [note = ""] = notes.filter((each) => each.endsWith("is not known."));
  return [/(\d+)(?: more)? changes?/, /(\d+)(?: more)? interfaces?/].map((count) =>
    Number(count.exec(note)?.[1] ?? 0),
  );
};

test("what is not known is counted among what the rest of the query finds", async () => {
  const [changes = 0, interfaces = 0] = await countedIn("has:el8 pidfd");
  expect(interfaces).toBeGreaterThan(0);
  const [without = 0, others = 0] = await countedIn("has:el8 pidfd -info");
  expect([without < changes, others < interfaces]).toEqual([true, true]);
  const words = await countedIn("has:el8 time namespaces");
  const [phrase = 0] = await countedIn('has:el8 "time namespaces"');
  expect(phrase).toBeGreaterThan(0);
  expect(phrase).toBeLessThan(words[0] ?? 0);
  // What an excluding filter leaves is listed, with a mark.
  expect(await countedIn("-has:el8 pidfd")).toEqual([0, 0]);
});

test("an excluded word excludes interfaces too", async () => {
  expect(await pathsOf("has:5.4 pidfd")).toContain("/interfaces/pidfd_open/");
  expect(await pathsOf("has:5.4 pidfd -open")).not.toContain("/interfaces/pidfd_open/");
  expect(await pathsOf("has:5.4 pidfd -open")).toContain("/interfaces/pidfd_send_signal/");
});

test.each([
  // close_range: v5.9, its CLOSE_RANGE_CLOEXEC v5.11.
  [
    "lacks:5.15 close_range",
    /^“5\.15” lacks none of what matches otherwise: \d+ changes and \d+ interfaces\.$/,
  ],
  ["has:2.6.30 seccomp_unotify", /^“2\.6\.30” has none of what matches otherwise: \d+ changes\.$/],
  ["has:5.4 lacks:5.4", /^“5\.4” has none of what matches otherwise: \d+ changes\.$/],
])("%s finds nothing, says why, and offers no similar words", async (query, note) => {
  const { notes, groups, match } = await answer(query, local);
  expect([groups, match]).toEqual([[], "all"]);
  expect(notes.some((each) => note.test(each)) ? note : notes).toBe(note);
});

test("where a filter leaves nothing, names like the words of the query are offered", async () => {
  const { near } = await answer("lacks:5.4 opneat2", local);
  expect(near?.similar.map(({ path }) => path)).toEqual(["/interfaces/openat2/"]);
});

const KERNEL = "a kernel (a release, the output of uname -r or a distribution)";

test.each([
  [
    "has:elx",
    '“elx” names no kernel. Write a release (5.15.61), what uname -r prints, or a distribution, in quotes if it has spaces: has:"RHEL 9.4".',
  ],
  ["lacks:4.40", "There is no release v4.40 here; v5.0 came instead."],
  ["lacks:9.4", "There is no release v9.4 here; the newest known release is v7.2."],
  ["has:2.6.11", "There is no release v2.6.11 here; the oldest known release is v2.6.12."],
  ["has:2.4.20", "There is no release v2.4 here; the oldest known release is v2.6.12."],
  ["has:", `“has:” needs ${KERNEL} right after the colon: has:5.4`],
  ['lacks:""', `“lacks:” needs ${KERNEL} right after the colon: lacks:el8`],
  ["since:", "“since:” needs a range of releases right after the colon: since:4.10..4.18"],
])("%s is explained", async (query, note) => {
  const { notes, groups } = await answer(query, local);
  expect([notes, groups]).toEqual([[note], []]);
});

test("no file about kernels is asked for without such a filter", async () => {
  const refused = { ...local, kernels: () => Promise.reject(new Error("asked")) };
  expect((await answer("release:5.6 openat2", refused)).groups.length).toBeGreaterThan(0);
  await expect(answer("has:5.4", refused)).rejects.toThrow("asked");
});

const names = [
  ...["v5.4", "5.4.30", "5.4.59", "5.4.y", "5.15.61", "6.1-rc3", "2.6.32", "9.9", "5.14.21"],
  ...["el7", "el8", "RHEL 8.7", "el9", "RHEL 9.2", "5.14.0-427.13.1.el9_4.x86_64", "5.14.0-400.el9"],
  ...[
    "Debian 12",
    "6.1.0-18-amd64",
    "6.8.0-45-generic",
    "Ubuntu 24.04",
    "SLES 15 SP5",
    "WSL2",
    "1.2.3-nobody",
  ],
  // Builds about which no fact speaks any more, or not yet, and such as lie between two releases.
  ...["6.5.0-14-generic", "6.5.0-41-generic", "5.15.0-185-generic", "5.15.0-186-generic", "4.4.0-7-generic"],
  ...["4.4.0-40-generic", "4.4.0-250-generic", "5.4.0-104-generic", "4.15.0-200-generic"],
  ...["3.10.0-10.el7.x86_64", "3.10.0-29.el7.x86_64", "3.10.0-408.el7.x86_64", "3.10.0-1200.el7.x86_64"],
  ...["4.18.0-104.el8.x86_64", "4.18.0-600.el8.x86_64", "5.14.0-10.el9.x86_64", "5.14.0-700.el9.x86_64"],
];
const sources = kernelSources(known);
const read = kernelReader(known.corpus.kernelLines);
/** What is read out of it: flaws are told by the pages. */
const plain = (verdict: string) =>
  verdict === "has-with-flaws" ? "has" : verdict === "unknown" ? "cannot-tell" : verdict;

test.each(names)("the table says of %s what the model says, or that it cannot tell", (name) => {
  const answers = table.on(read(name));
  const subjects = everySubject();
  expect(answers).toHaveLength(subjects.length);
  // A build is answered as exactly as by the model.
  const isBuild = /^\d.*-\d+[-.](?:generic|el\d)/.test(name) && read(name).candidates.length > 0;
  let told = 0;
  const differing = subjects.flatMap((subject, at) => {
    const mine = plain(answers[at] ?? "");
    const model = plain(answerSubject(read(name), subject, sources).answer);
    if (mine !== "cannot-tell") told += 1;
    return mine === model || (mine === "cannot-tell" && !isBuild)
      ? []
      : [`${subject.name}: ${mine}, ${model}`];
  });
  expect(differing).toEqual([]);
  if (/^v?[2-6]\.\d+(\.\d+|\.y)?$/.test(name)) expect(told).toBeGreaterThan(subjects.length * 0.8);
});

test("beside a hit: the answer, else the order of releases, else that nobody can tell", () => {
  const own = (release: string | null, at: string) => namedOwn({ name: "mine", release, at });
  const of = (path: string, tags: string[], kernel: ReturnType<typeof own>) =>
    markOf(
      path,
      { releases: tags.map((tag) => [tag, null]) },
      kernel,
      new Map([["/changes/a/", "off-by-default"]]),
    );
  const stable = own("v5.15.61", "v5.15");
  expect(of("/changes/a/", ["v6.1"], stable)).toBe("off");
  expect(of("/commits/b/", ["v5.15"], stable)).toBe("has");
  expect(of("/commits/b/", ["v5.16-rc1"], own("v5.15", "v5.15"))).toBe("lacks");
  expect(of("/releases/v5.16/", ["v5.16"], stable)).toBe("lacks");
  // It may be a fix that went into the stable series too.
  expect(of("/commits/b/", ["v5.16-rc1"], stable)).toBe("cannot tell");
  expect(of("/commits/b/", ["v5.14", "v5.16"], stable)).toBe("cannot tell");
  expect(of("/commits/b/", ["v5.15"], own(null, "el9:9.4"))).toBe("cannot tell");
  expect(of("/topics/user/", [], stable)).toBeUndefined();
  // Numbers of another program's releases are no releases of the kernel.
  expect(of("/changes/libcap-2-26/", ["libcap-2.26"], stable)).toBeUndefined();
  expect(of("/changes/libcap-2-26/", ["libcap-2.26"], own(null, "el9:9.4"))).toBeUndefined();
  expect(table.on(own(null, "el9:9.2"))).toEqual(table.on(read("RHEL 9.2")));
});

test("the own kernel is a build where its name has one, of which the facts of its line need not speak", () => {
  const at = everySubject().findIndex(({ name }) => name === "statmount");
  const own = (name: string) => table.on(namedOwn({ name, release: null, at: "ubuntu-23.10" }))[at];
  expect(["Ubuntu 23.10", "6.5.0-14-generic", "6.5.0-41-generic"].map(own)).toEqual([
    "lacks",
    "lacks",
    "cannot-tell",
  ]);
});
