// One command from outside: over 250 lines, because every case needs the same clone and content around it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run as enrich } from "../../scripts/enrich.ts";
import { withLock } from "../../src/enrich/lock.ts";
import { readFolder } from "../../src/enrich/replace-folder.ts";
import { printProblem } from "../../src/records/problem.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import { citationShaped } from "../git/citation-shaped.ts";
import { kernelShaped } from "../git/kernel-shaped.ts";
import { git } from "../git/run-git.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { bareEnvironment, runCommand } from "../run-command.ts";
import { type ClaimLine, writeContent } from "./enriched-content.ts";

const folder = temporaryFolder();
const older = kernelShaped(join(folder, "older.git"));
const { directory: clone, shas } = citationShaped(join(folder, "newer.git"), older);
git(clone, "tag", "v4.15", "master");
const at = (id: string) => shas.get(id) as string;
const NEW = "e".repeat(40);
const LOST = "d".repeat(40);
const SILENT = "c".repeat(40);
const named = [at("late1"), at("deep1"), at("latin"), at("bell"), at("bidi"), NEW, LOST, SILENT];
const claims: ClaimLine[] = [
  [at("late1"), "release", "v3.0"],
  [at("late1"), "subject", "namespaces: early idea"],
  [at("deep1"), "release", "v3.10"],
  [at("latin"), "author", "Jörg Müller"],
  [at("sub1"), "release", "v2.6.39"],
  [NEW, "release", "v5.0"],
];
let contents = 0;

function freshContent(): string {
  contents += 1;
  return writeContent(join(folder, `checkout-${contents}`, "content"), named, claims);
}

function run(content: string, args: string[], env: Record<string, string> = {}) {
  return runCommand(enrich, ["--content", content, ...args], env);
}

const facts = (content: string) => readFolder(join(content, "facts"));

test("facts are written, readable, the same every time; --check tells stale ones", async () => {
  const content = freshContent();
  expect((await run(content, ["--check", "--clone", clone])).status).toBe(1);
  expect(existsSync(join(content, "facts"))).toBe(false);
  const first = await run(content, ["--clone", clone]);
  expect([first.status, first.stderr]).toEqual([0, ""]);
  const written = facts(content);
  // What the change names and the clone has, and sub1, which only a claim names.
  expect([...written.keys()].sort()).toEqual(
    [
      "linux/clones.json",
      ...[...named.slice(0, 5), at("sub1")].map((sha) => `linux/commits/${sha}.json`),
    ].sort(),
  );
  expect(readContent(content).problems.map(printProblem)).toEqual([]);
  const before = statSync(join(content, "facts")).mtimeMs;
  expect((await run(content, ["--clone", clone])).stdout).toContain("nothing to write");
  expect(facts(content)).toEqual(written);
  expect(statSync(join(content, "facts")).mtimeMs).toBe(before);
  expect((await run(content, ["--check", "--clone", clone])).status).toBe(0);
  const other = freshContent();
  git(folder, "clone", "-q", "--mirror", "--filter=tree:0", `file://${clone}`, "copy.git");
  git(join(folder, "copy.git"), "commit-graph", "write", "--reachable");
  expect((await run(other, ["--clone", join(folder, "copy.git")])).status).toBe(0);
  expect(facts(other)).toEqual(written);
});

test("the summary says what is verified, what is missing and whether that was to be expected", async () => {
  const content = freshContent();
  writeContent(content, named, [...claims, [LOST, "release", "v3.0"]]);
  const { status, stdout } = await run(content, ["--clone", clone]);
  // A commit that should be there is missing.
  expect(status).toBe(1);
  expect(
    stdout,
  ).toBe(`linux: ${clone}, refs/heads/master at ${at("picked").slice(0, 12)}, newest tag v4.15, 5 stable releases, ${shas.size} commits
  ancestry from rev-list, compared with every commit object
  6 commits verified in this clone
  1 commit not in this clone, as expected: claimed for releases after v4.15
  1 commit not in this clone, and no claim and no tag says whether they should be:
    ${SILENT}
  1 commit not in this clone although a claim says that they should be.
    Fetch all branches and tags of the clone; if they are still missing, correct the hash or the claim:
    ${LOST} claimed for v3.0
claims: 4 agree, 1 disagree, 2 unverified
  ${at("deep1").slice(0, 12)} release: "v3.10" says talk; "v4.14" is proved
Wrote content/facts: 7 file(s) new, changed or removed.
`);
});

test("of two commits that both are said to introduce one thing, one line names both", async () => {
  const content = freshContent();
  const talk = join(content, "documents/talk.yaml");
  const introduces = (id: string) =>
    `  - { commit: "${at(id)}", field: introduces, value: [NS_GET_OWNER_UID], confidence: quoted }\n`;
  writeFileSync(talk, readFileSync(talk, "utf8") + introduces("latin") + introduces("sub1"));
  const { stdout } = await run(content, ["--clone", clone]);
  // The change names one of them alone: two of one change may bring one thing in together.
  const [latin, other] = [at("latin"), at("sub1")].map((sha) => sha.slice(0, 12));
  const value = '["NS_GET_OWNER_UID"]';
  const lines = stdout.split("\n").filter((line) => line.includes("introduces"));
  expect(lines.length).toBe(1);
  expect([
    `  ${latin} introduces: ${value} says talk; ${value} of ${other} says talk`,
    `  ${other} introduces: ${value} says talk; ${value} of ${latin} says talk`,
  ]).toContain(lines[0]);
});

test("what a newer clone adds is listed, once", async () => {
  const content = freshContent();
  await run(content, ["--clone", older.directory]);
  const { stdout } = await run(content, ["--clone", clone]);
  const short = (id: string) => at(id).slice(0, 12);
  expect(stdout.split("\n").filter((line) => line.startsWith("  new "))).toEqual(
    expect.arrayContaining([
      `  new fix of ${short("late1")}: ${short("fix")} late: fix it (v4.15)`,
      `  new backport of ${short("late1")} to 3.0: ${short("t1")} (v3.0.1)`,
      `  new revert of ${short("deep1")}: ${short("revert")} Revert "deep: first" (v4.15)`,
    ]),
  );
  expect((await run(content, ["--clone", clone])).stdout).not.toContain("  new ");
});

test("a false tag is named and changes no fact; where doubt remains nothing is written", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const before = facts(content);
  const tampered = join(folder, "tampered.git");
  git(folder, "clone", "-q", "--mirror", clone, tampered);
  git(tampered, "tag", "v5.0", at("picked"));
  const decided = await run(content, ["--clone", tampered]);
  expect([decided.status, decided.stdout]).toEqual([0, expect.stringContaining("nothing to write")]);
  expect(decided.stderr).toContain(
    "release tag v5.0 is not used: its commit is dated 2018-01-28, the release 2019-03-03",
  );
  git(tampered, "tag", "-d", "v3.0");
  for (const args of [[], ["--check"]]) {
    const { status, stdout, stderr } = await run(content, [...args, "--clone", tampered]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/leave open which release has a commit first \(v3\.0\)/);
  }
  expect(facts(content)).toEqual(before);
});

test("a fact holds what the clone proves", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const fact = JSON.parse(facts(content).get(`linux/commits/${at("late1")}.json`) as string);
  expect(fact).toEqual({
    sha: at("late1"),
    subject: "namespaces: early idea",
    author: { name: "Tester", date: "2004-11-09T12:06:40+00:00" },
    committer: { name: "Merger", date: "2004-11-09T12:06:40+00:00" },
    parents: [at("root")],
    merge: false,
    release: "v3.0",
    candidate: "v3.0-rc1",
    mainline: at("m8"),
    inMainline: true,
    trailers: [],
    followUps: [
      { sha: at("fix"), subject: "late: fix it", kind: "fix", release: "v4.15" },
      { sha: at("mention"), subject: "talk", kind: "mention", release: "v4.15" },
    ],
    backports: [
      { sha: at("t1"), branch: "3.0", release: "v3.0.1" },
      { sha: at("s1"), branch: "4.14", release: "v4.14.1" },
    ],
    provedBy: `v4.15-${at("picked").slice(0, 12)}`,
  });
});

test("names survive, and nothing in the files is hidden", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const text = [...facts(content).values()].join("");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  const { corpus } = readContent(content);
  const names = ["latin", "bell", "bidi"].map((id) => corpus.facts.get(at(id))?.author.name);
  expect(names).toEqual(["Jörg Müller", "Bell \u0007\u001b[31m", "\u202eevoL"]);
});

test("an older clone takes nothing away", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const written = facts(content);
  const { status, stdout } = await run(content, ["--clone", older.directory]);
  expect([status, facts(content)]).toEqual([0, written]);
  expect(stdout).toContain("of these keep the facts of another clone, which is newer");
});

test("a newer clone brings what is new, and keeps the backports it cannot know", async () => {
  const content = freshContent();
  git(folder, "clone", "-q", "--mirror", clone, "before.git");
  git(join(folder, "before.git"), "tag", "-d", "v4.15");
  await run(content, ["--clone", join(folder, "before.git")]);
  git(folder, "clone", "-q", "--mirror", clone, "newest.git");
  const newest = join(folder, "newest.git");
  for (const tag of ["v4.14.1", "v4.14.2", "v4.14.10"]) git(newest, "tag", "-d", tag);
  await run(content, ["--clone", newest]);
  const { corpus, problems } = readContent(content);
  expect(problems).toEqual([]);
  const key = `v4.15-${at("picked").slice(0, 12)}`;
  expect(corpus.facts.get(at("late1"))).toMatchObject({
    provedBy: key,
    backports: [
      { branch: "3.0", release: "v3.0.1" },
      { branch: "4.14", release: "v4.14.1", provedBy: `v4.15-rc1-${at("picked").slice(0, 12)}` },
    ],
  });
  expect((await run(content, ["--check", "--clone", newest])).status).toBe(0);
});

test("facts of commits that the content no longer names go", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  writeContent(content, [at("late1")], []);
  await run(content, ["--clone", clone]);
  expect([...facts(content).keys()].sort()).toEqual([
    "linux/clones.json",
    `linux/commits/${at("late1")}.json`,
  ]);
});

test("a clone without release tags leaves the release open", async () => {
  const untagged = join(folder, "untagged.git");
  git(folder, "clone", "-q", "--bare", "--no-tags", clone, untagged);
  const content = freshContent();
  const { stdout } = await run(content, ["--clone", untagged]);
  expect(stdout).toContain("newest tag none");
  // Two releases are claimed of commits it has, and neither is confirmed nor denied.
  expect(stdout).toContain("claims: 2 agree, 0 disagree, 4 unverified");
  const fact = JSON.parse(facts(content).get(`linux/commits/${at("late1")}.json`) as string);
  expect(fact).not.toHaveProperty("release");
  expect(fact.followUps[0]).not.toHaveProperty("release");
  expect(readContent(content).problems).toEqual([]);
});

test("the environment names clones, each for its repository", async () => {
  const content = freshContent();
  const env = { SINCELINUX_LINUX_CLONE: clone, SINCELINUX_LIBCAP_CLONE: older.directory };
  const { status, stdout } = await run(content, [], env);
  expect(status).toBe(0);
  expect(stdout).toContain(`libcap: ${older.directory}`);
  expect(stdout).toContain(`linux: ${clone}`);
});

test("content with problems is not enriched: facts could be dropped by mistake", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const before = facts(content);
  writeFileSync(join(content, "changes/alpha.md"), "broken");
  const { status, stderr } = await run(content, ["--clone", clone]);
  expect([status, facts(content)]).toEqual([1, before]);
  expect(stderr).toContain("sincelinux check");
});

test("facts that a hand spoilt are written anew", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const before = facts(content);
  writeFileSync(join(content, "facts/linux/clones.json"), "{");
  writeFileSync(join(content, "facts/linux/stray"), "");
  expect((await run(content, ["--clone", clone])).status).toBe(0);
  expect(facts(content)).toEqual(before);
});

test.each([
  ["no clone", []],
  ["a clone that is none", ["--clone", folder]],
  ["a repository that is none", ["--clone", clone, "--repository", "nowhere"]],
  ["an unknown option", ["--force"]],
])("%s is a usage error", async (_, args) => {
  const { status, stdout } = await run(freshContent(), args);
  expect([status, stdout]).toEqual([2, ""]);
});

test("while one run writes, another says so and leaves", async () => {
  const content = freshContent();
  await withLock(join(content, ".facts"), async () => {
    // As programs, because a lock is between processes.
    const program = (...args: string[]) => {
      const all = ["scripts/sincelinux.ts", "enrich", "--content", content, "--clone", clone, ...args];
      return spawnSync(process.execPath, all, { encoding: "utf8", env: bareEnvironment });
    };
    const { status, stderr } = program();
    expect(status).toBe(1);
    expect(stderr).toContain(`process ${process.pid}`);
    expect(program("--check").status).toBe(1);
  });
  expect((await run(content, ["--clone", clone])).status).toBe(0);
  expect(existsSync(join(content, ".facts"))).toBe(false);
});

test("a lock whose holder is gone is taken over", async () => {
  const content = freshContent();
  const { pid } = spawnSync("true");
  mkdirSync(join(content, ".facts"));
  const left = { pid, host: readFileSync("/proc/sys/kernel/hostname", "utf8").trim(), since: "yesterday" };
  writeFileSync(join(content, ".facts/lock"), JSON.stringify(left));
  expect((await run(content, ["--clone", clone])).status).toBe(0);
  expect(existsSync(join(content, ".facts"))).toBe(false);
});

test("where nothing can be written the facts stay as they were", async () => {
  const content = freshContent();
  await run(content, ["--clone", clone]);
  const before = facts(content);
  writeFileSync(join(content, ".facts"), "in the way");
  const { status, stderr } = await run(content, ["--clone", clone]);
  expect([status, facts(content)]).toEqual([1, before]);
  expect(stderr).toContain("The facts are as they were.");
  rmSync(join(content, ".facts"));
});
