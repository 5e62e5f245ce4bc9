// One command from outside, over 250 lines: every case needs the same clone.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { run as since } from "../../scripts/since.ts";
import { bareEnvironment, runCommand } from "../run-command.ts";
import { citationShaped } from "./citation-shaped.ts";
import { kernelShaped, writeDeclarations } from "./kernel-shaped.ts";
import { maliciousHashes } from "./malicious-hashes.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const { directory, shas } = citationShaped(
  join(folder, "second.git"),
  kernelShaped(join(folder, "first.git")),
);
const content = join(folder, "content");
writeDeclarations(content);
const root = shas.get("root") as string;
const late = shas.get("late1") as string;

const run = (args: string[], env: Record<string, string> = {}) =>
  runCommand(since, ["--content", content, ...args], env);

const feed = (input: string | Buffer, args: string[], env: Record<string, string> = {}) =>
  runCommand(since, ["--content", content, ...args], env, input);

test("notes that cannot be written change neither answer nor exit code", () => {
  const all = ["scripts/sincelinux.ts", "since", "--content", content, "--clone", directory, late];
  const shell = ["-c", '"$@" 2> /dev/full', "sh", process.execPath, ...all];
  const { status, stdout } = spawnSync("sh", shell, { encoding: "utf8" });
  expect([status, stdout]).toEqual([0, expect.stringContaining("v3.0")]);
});

async function json(args: string[], input: string | Buffer = "") {
  const { status, stdout } = await feed(input, ["--json", "--clone", directory, ...args]);
  return {
    status,
    rows: stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
}

test("the JSON keeps its keys, one object a line, in the order of the input", async () => {
  const inputs = [late, root.slice(0, 12), "not-a-hash", "f".repeat(40), late];
  const { status, rows } = await json(inputs);
  expect(status).toBe(1);
  expect(rows.map(({ input }) => input)).toEqual(inputs);
  const keys = [
    "input",
    "sha",
    "subject",
    "release",
    "candidate",
    "mainline",
    "followUps",
    "backports",
    "error",
  ];
  for (const row of rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(keys));
  expect(rows.map(({ error }) => error)).toEqual([null, null, "malformed", "unknown", null]);
  expect(rows[0]).toMatchObject({
    sha: late,
    subject: "namespaces: early idea",
    release: "v3.0",
    candidate: "v3.0-rc1",
    mainline: shas.get("m8"),
    followUps: [{ kind: "fix", subject: "late: fix it", release: null }, { kind: "mention" }],
    backports: [
      { branch: "3.0", release: "v3.0.1" },
      { branch: "4.14", release: "v4.14.1" },
    ],
  });
});

test("thousands of hashes come on standard input", async () => {
  const lines = Array.from({ length: 3000 }, (_, at) => [...shas.values()][at % shas.size] as string);
  const { status, rows } = await json(["--no-follow-ups"], `${lines.join("\r\n")}\n\n`);
  expect(status).toBe(0);
  expect(rows.map(({ sha }) => sha)).toEqual([...lines, null]);
  expect(rows[0].followUps).toBeNull();
});

test("arguments and standard input mix at the place of the dash", async () => {
  const { rows } = await json(["--no-follow-ups", late, "-", root], "fffffff\n");
  expect(rows.map(({ input }) => input)).toEqual([late, "fffffff", root]);
});

test("input that comes late is waited for", () => {
  const command = `(sleep 2; echo ${late}) | "$0" scripts/sincelinux.ts since --json --no-follow-ups --content "$1" --clone "$2"`;
  const args = ["-c", command, process.execPath, content, directory];
  const { status, stdout, stderr } = spawnSync("sh", args, { encoding: "utf8", env: process.env });
  expect([status, stderr]).toEqual([0, expect.stringContaining("mainline")]);
  expect(JSON.parse(stdout)).toMatchObject({ input: late, release: "v3.0" });
});

test("there is one answer for each line of input, blank ones included", async () => {
  const input = `\ufeff${late}\r\n\n \t\nno hash here\n${root.slice(0, 12)} the beginning`;
  const { status, rows } = await json(["--no-follow-ups"], input);
  expect(status).toBe(1);
  expect(rows.map(({ input: line, error, sha }) => [line, error, sha])).toEqual([
    [late, null, late],
    ["", "empty", null],
    [" \t", "empty", null],
    ["no hash here", "malformed", null],
    [`${root.slice(0, 12)} the beginning`, null, root],
  ]);
  expect(rows[4].hash).toBe(root.slice(0, 12));
});

test.each([
  ["little-endian", "utf16le"],
  ["big-endian", "swapped"],
])("UTF-16 with a byte order mark, %s, is read from standard input and from a file", async (_, order) => {
  const bytes = Buffer.from(`\ufeffcommit ${late}\r\n`, "utf16le");
  const written = order === "swapped" ? bytes.swap16() : bytes;
  const file = join(folder, `${order}.txt`);
  writeFileSync(file, written);
  expect((await json(["--no-follow-ups"], written)).rows).toMatchObject([{ sha: late }]);
  expect((await json(["--no-follow-ups", file])).rows).toMatchObject([{ sha: late, line: 1 }]);
});

test("the answer to a line without a commit says what the line names", async () => {
  const lines = ["v4.14", "5.14.0-427.el9.x86_64", "8db6c3", "CVE-2022-0185", "some words"];
  const { stdout } = await run(["--no-follow-ups", "--clone", directory, ...lines]);
  expect(stdout.match(/found .*/g)).toEqual([
    "found the release v4.14",
    "found a kernel as uname -r prints it",
    "found a hash of fewer than 7 digits",
    'found an address of something else; "sincelinux show" may know it',
    "found neither",
  ]);
});

test.each([
  ["blank lines among others", `\n${late}\n\n`, 0],
  ["nothing but blank lines", "\n\n", 1],
])("the exit code of %s", async (_, input, expected) => {
  expect((await feed(input, ["--no-follow-ups", "--clone", directory])).status).toBe(expected);
});

test("an empty argument is not answered", async () => {
  expect(await json(["--no-follow-ups", late, ""])).toMatchObject({
    status: 1,
    rows: [{}, { error: "empty" }],
  });
});

/** What people have in hand, H standing for twelve digits and SHA for all forty of one commit. */
const pasted = [
  "SHA",
  "H",
  "HUPPER",
  "SHA ",
  "\u00a0H\u00a0",
  "\ufeffH",
  "`H`",
  "(H)",
  "[H]",
  '"H",',
  "H.",
  "H,v3.0,idea",
  "* H namespaces: early idea",
  "| * H (tag: v3.0) namespaces: early idea",
  "H namespaces: early idea",
  "commit SHA",
  "commit SHA upstream.",
  "    commit SHA upstream.",
  "[ Upstream commit SHA ]",
  'Fixes: H ("namespaces: early idea")',
  'Reverts: H ("namespaces: early idea")',
  "This reverts commit SHA.",
  "(cherry picked from commit SHA)",
  'commit H ("namespaces: early idea")',
  "v3.0-rc1-5-gH",
  "| early idea | H | v3.0 |",
  "https://git.kernel.org/torvalds/c/H",
  "https://git.kernel.org/linus/SHA",
  "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=SHA",
  "https://git.kernel.org/?p=linux/kernel/git/torvalds/linux-2.6.git;a=commit;h=SHA",
  "https://github.com/torvalds/linux/commit/H",
  "https://android.googlesource.com/kernel/common/+/SHA%5E%21/",
  "torvalds/linux@H",
];

test("33 things that people paste are each answered", async () => {
  expect(pasted).toHaveLength(33);
  const inputs = pasted.map((each) =>
    each
      .replace("SHA", late)
      .replace("HUPPER", late.slice(0, 12).toUpperCase())
      .replace(/\bH\b|(?<=-g)H/, late.slice(0, 12)),
  );
  const { status, rows } = await json(["--no-follow-ups", "--", ...inputs]);
  expect(rows.map(({ input, sha }) => [input, sha])).toEqual(inputs.map((input) => [input, late]));
  expect(status).toBe(0);
});

test("of several hashes on a line the first is answered for, and the others are named", async () => {
  const line = `${late.slice(0, 12)}..${root.slice(0, 12)} and commit ffffffffffff`;
  const others = [root.slice(0, 12), "ffffffffffff"];
  expect((await json(["--no-follow-ups", line])).rows).toMatchObject([
    { input: line, hash: late.slice(0, 12), sha: late, alsoNamed: others },
  ]);
  const { stdout } = await run(["--no-follow-ups", "--clone", directory, line]);
  expect(stdout).toContain(`\n              the line also names ${others.join(", ")}\n`);
});

const fix = shas.get("fix") as string;
const notes = join(folder, "notes.md");
writeFileSync(
  notes,
  `# Notes of 20181025\r\n\r\nCommit [${late.slice(0, 12)}](https://git.kernel.org/torvalds/c/${late})\n` +
    `| \`${root.slice(0, 7)}\` | deadbeef |\n\nFixes: ffffffffffff ("none"), ${fix.toUpperCase()} ${"f".repeat(40)}`,
);

test("a document is answered as a table with line numbers, a commit once a line", async () => {
  const { status, stdout } = await run(["--clone", directory, notes]);
  expect(status).toBe(1);
  expect(stdout.replace(notes, "NOTES")).toBe(`NOTES: 4 hashes
  line  commit        release                     subject
     3  ${late.slice(0, 12)}  v3.0 (2011-07-22)           namespaces: early idea (followed by: fix, mention)
     4  ${root.slice(0, 12)}  v2.6.12 (date unknown)      Linux-2.6.12-rc2
     6  ffffffffffff  unknown                     neither in this clone nor in the content
     6  ${fix.slice(0, 12)}  unreleased as of v4.15-rc1  late: fix it

`);
});

test("where the clone lacks a commit, or has it in no release yet, the content answers and says so", async () => {
  const described = join(folder, "described");
  writeDeclarations(described);
  mkdirSync(join(described, "documents"));
  const lacked = `8db6c34f1dbc${"0".repeat(28)}`;
  const claims = [
    ["subject", lacked, "Later"],
    ["release", lacked, "v4.15"],
    ["release", fix, "v4.15"],
    ["release", late, "v2.6.39"],
    ["subject", `${lacked.slice(0, 38)}11`, "Another"],
  ].map(
    ([field, commit, value]) =>
      `  - { commit: "${commit}", field: ${field}, value: "${value}", at: "line 1", confidence: quoted }\n`,
  );
  writeFileSync(
    join(described, "documents", "notes.yaml"),
    `title: Notes\nkind: source\nurl: https://example.org/\nclaims:\n${claims.join("")}`,
  );
  const args = ["--content", described, "--no-follow-ups", "--clone", directory];
  const page = join(folder, "page.md");
  writeFileSync(page, `commit ${lacked}\n`);
  const { status, stdout } = await run([...args, lacked, fix, late, lacked.slice(0, 12), page]);
  expect(stdout.replace(page, "PAGE")).toBe(`8db6c34f1dbc  Later
              not in this clone, whose newest tag is v4.15-rc1
              by the content: v4.15 (2018-01-28), claim, 1 source

${fix.slice(0, 12)}  late: fix it
              unreleased as of v4.15-rc1
              by the content: v4.15 (2018-01-28), claim, 1 source
              on the mainline's first-parent chain: no merge brought it
              follow-ups not searched for
              backports not searched for

${late.slice(0, 12)}  namespaces: early idea
              v3.0 (2011-07-22), first in v3.0-rc1
              merged by ${shas.get("m8")?.slice(0, 12)}
              follow-ups not searched for
              backports not searched for

8db6c34f1dbc
              not in this clone, whose newest tag is v4.15-rc1; in the content ambiguous: ${lacked}, ${lacked.slice(0, 38)}11

PAGE: 1 hash
  line  commit        release                              subject
     1  8db6c34f1dbc  v4.15 (2018-01-28), claim, 1 source  Later (not in this clone; by the content)

`);
  expect(status).toBe(1);
  const rows = (await run([...args, "--json", lacked, fix, late])).stdout.trim().split("\n");
  const since = { origin: "claim", evidence: "quoted", releases: [{ version: "v4.15" }] };
  expect(rows.map((row) => JSON.parse(row))).toMatchObject([
    { input: lacked, sha: lacked, release: "v4.15", error: null, since, inClone: false },
    { input: fix, sha: fix, release: null, error: null, since, inMainline: true },
    { input: late, release: "v3.0", error: null },
  ]);
  expect(rows[2]).not.toContain('"since"');
});

test("a document and a hash together, as JSON: each with its place", async () => {
  const { rows } = await json(["--no-follow-ups", notes, root]);
  expect(rows.map(({ input, line, column }) => [input, line, column])).toEqual([
    [late.slice(0, 12), 3, 9],
    [root.slice(0, 7), 4, 4],
    ["ffffffffffff", 6, 8],
    [fix.toUpperCase(), 6, 31],
    [root, undefined, undefined],
  ]);
  expect(rows.map(({ file }) => file)).toEqual([...Array(4).fill(notes), undefined]);
});

test("a file named like a hash is a hash, and with ./ before it a file", async () => {
  const name = root.slice(0, 12);
  const file = join(folder, name);
  writeFileSync(file, `commit ${late}`);
  const script = resolve("scripts/sincelinux.ts");
  const args = ["since", "--json", "--no-follow-ups", "--content", content, "--clone", directory];
  const here = (argument: string) => {
    const options = { cwd: folder, encoding: "utf8", env: bareEnvironment } as const;
    return spawnSync(process.execPath, [script, ...args, argument], options).stdout;
  };
  expect(JSON.parse(here(name)).sha).toBe(root);
  expect(JSON.parse(here(`./${name}`))).toMatchObject({ sha: late, file: `./${name}`, line: 1 });
});

test("a folder and a device are refused in a sentence, and the others are answered", async () => {
  const args = ["--json", "--no-follow-ups", "--clone", directory, folder, "/dev/zero", late];
  const { status, stdout, stderr } = await run(args);
  expect([status, stdout.split("\n").length]).toEqual([1, 2]);
  expect(stderr).toContain("expected a file, found a folder");
  expect(stderr).toContain("expected a file, found a pipe or device");
});

test("malicious hashes are answered, not obeyed", async () => {
  const safe = maliciousHashes.filter(
    (hash) => hash !== "-" && hash.length < 1000 && !/^$|[\r\n\0]/.test(hash) && !existsSync(hash),
  );
  for (const given of [
    await json(["--no-follow-ups", "--", ...safe]),
    await json(["--no-follow-ups"], `${safe.join("\n")}\n`),
  ]) {
    expect(given.status).toBe(1);
    // "HEAD" and "master" could be names of interfaces, and are answered as such.
    expect(given.rows.map(({ input, sha }) => [input, sha ?? null])).toEqual(
      safe.map((each) => [each, null]),
    );
    expect(given.rows.filter(({ error }) => error === null)).toEqual([]);
  }
});

test("the text is for people: dates, merges, what followed, and what is not known", async () => {
  const { stdout, stderr } = await run([
    "--clone",
    directory,
    late,
    "not-a-hash",
    shas.get("bidi") as string,
  ]);
  expect(stdout).toBe(`${late.slice(0, 12)}  namespaces: early idea
              v3.0 (2011-07-22), first in v3.0-rc1
              merged by ${shas.get("m8")?.slice(0, 12)}
              fix: ${shas.get("fix")?.slice(0, 12)} late: fix it, unreleased as of v4.15-rc1
              mention: ${shas.get("mention")?.slice(0, 12)} talk, unreleased as of v4.15-rc1
              backport to 3.0: ${shas.get("t1")?.slice(0, 12)} (v3.0.1)
              backport to 4.14: ${shas.get("s1")?.slice(0, 12)} (v4.14.1)

not-a-hash
              malformed: expected a commit or an interface, found neither

${shas.get("bidi")?.slice(0, 12)}  bidi \\u202etxet\\u2069
              unreleased as of v4.15-rc1
              on the mainline's first-parent chain: no merge brought it
              no follow-up found
              no backport found

`);
  expect(stderr).toContain("mainline refs/heads/master");
});

test.each([
  ["no hash", ["--clone", directory], /name a hash/],
  ["an unknown option", ["--clone", directory, "--output=x", root], /output/],
  ["a clone that is none", ["--clone", folder, root], /is not a git repository/],
  ["a repository that is none", ["--clone", directory, "--repository", "../x", root], /repositories/],
  ["a mainline that is none", ["--clone", directory, "--mainline", "nowhere", root], /no ref "nowhere"/],
])("%s is a usage error", async (_, args, message) => {
  const { status, stdout, stderr } = await run(args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});

test("the environment may name the clone", async () => {
  const { status } = await run(["--no-follow-ups", root], { SINCELINUX_LINUX_CLONE: directory });
  expect(status).toBe(0);
});

test("a repository with a dash in its name has a variable that a shell can set", async () => {
  const yaml = readFileSync(join(content, "repositories/linux.yaml"), "utf8");
  writeFileSync(join(content, "repositories/util-linux.yaml"), yaml);
  const args = ["--no-follow-ups", "--repository", "util-linux", root];
  expect((await run(args)).stderr).toContain("--clone DIR or SINCELINUX_UTIL_LINUX_CLONE names a clone");
  expect((await run(args, { SINCELINUX_UTIL_LINUX_CLONE: directory })).status).toBe(0);
});

test("citations are cached below XDG_CACHE_HOME, and nowhere else", async () => {
  const XDG_CACHE_HOME = join(folder, "xdg");
  const before = readdirSync(folder, { recursive: true }).sort();
  const cold = await run(["--clone", directory, late], { XDG_CACHE_HOME });
  const [file, ...others] = readdirSync(join(XDG_CACHE_HOME, "sincelinux/citations"));
  expect([file, others]).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/), []]);
  expect(await run(["--clone", directory, late], { XDG_CACHE_HOME })).toEqual(cold);
  const after = readdirSync(folder, { recursive: true }).sort();
  expect(after.filter((path) => !String(path).startsWith("xdg"))).toEqual(before);
});

test("a cache folder that cannot be written does not fail a run", async () => {
  const XDG_CACHE_HOME = join(folder, "a file");
  writeFileSync(XDG_CACHE_HOME, "");
  const without = await run(["--clone", directory, late]);
  expect(without.status).toBe(0);
  expect(await run(["--clone", directory, late], { XDG_CACHE_HOME })).toEqual(without);
});

test("the number of git processes does not grow with the number of hashes", async () => {
  const bin = join(folder, "bin");
  const log = join(folder, "log");
  mkdirSync(bin);
  const real = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();
  writeFileSync(join(bin, "git"), `#!/bin/sh\necho "$@" >> ${log}\nexec ${real} "$@"\n`);
  chmodSync(join(bin, "git"), 0o755);
  const count = async (hashes: string[]) => {
    writeFileSync(log, "");
    const { PATH = "" } = process.env;
    await feed(hashes.join("\n"), ["--clone", directory], { PATH: `${bin}:${PATH}` });
    return readFileSync(log, "utf8").trim().split("\n").length;
  };
  const few = await count([late]);
  const many = await count([
    ...Array.from({ length: 50 }, () => [...shas.values()]).flat(),
    ...Array.from({ length: 500 }, (_, at) => at.toString(16).padStart(40, "c")),
  ]);
  expect(few).toBeGreaterThan(3);
  expect(many).toBeLessThanOrEqual(few);
});
