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

test("what the version does not tell is counted, not listed", async () => {
  const { notes, groups } = await answer("lacks:debian-12 tag:user", local);
  const [, number] =
    /^Of (\d+) changes the version of “debian-12” does not tell\.$/.exec(notes[0] ?? "") ?? [];
  const topic = (await answer("tag:user", local)).groups.find(({ kind }) => kind === "change")?.found ?? 0;
  const listed = groups.find(({ kind }) => kind === "change")?.found ?? 0;
  expect(Number(number)).toBeGreaterThan(5);
  expect(Number(number) + listed).toBeLessThanOrEqual(topic);
});

test.each([
  [
    "has:elx",
    '“elx” names no kernel. Write a release (5.15.61), what uname -r prints, or a distribution, in quotes if it has spaces: has:"RHEL 9.4".',
  ],
  ["lacks:4.40", "There is no release v4.40 here; v5.0 came instead."],
  [
    "has:",
    "“has:” needs a kernel: a release, the output of uname -r or a distribution; finds changes that it has, in part or off too, right after the colon: has:5.4",
  ],
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
  let told = 0;
  const differing = subjects.flatMap((subject, at) => {
    const mine = plain(answers[at] ?? "");
    const model = plain(answerSubject(read(name), subject, sources).answer);
    if (mine !== "cannot-tell") told += 1;
    return mine === model || mine === "cannot-tell" ? [] : [`${subject.name}: ${mine}, ${model}`];
  });
  expect(differing).toEqual([]);
  if (/^v?[2-6]\.\d+(\.\d+|\.y)?$/.test(name)) expect(told).toBeGreaterThan(subjects.length * 0.8);
});

test("beside a hit: the answer, else the order of releases, else that the version does not tell", () => {
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
  expect(of("/commits/b/", ["v5.16-rc1"], stable)).toBe("lacks");
  expect(of("/commits/b/", ["v5.14", "v5.16"], stable)).toBe("cannot tell");
  expect(of("/commits/b/", ["v5.15"], own(null, "el9:9.4"))).toBe("cannot tell");
  expect(of("/topics/user/", [], stable)).toBeUndefined();
  expect(table.on(own(null, "el9:9.2"))).toEqual(table.on(read("RHEL 9.2")));
});
