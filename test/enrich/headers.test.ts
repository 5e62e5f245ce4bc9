// Over 250 lines: every case enriches the same small history of headers.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run as enrich } from "../../scripts/enrich.ts";
import { run as since } from "../../scripts/since.ts";
import { type HeaderCommit, importHeaders } from "../git/headers/import-headers.ts";
import { writeMainline } from "../git/headers/write-mainline.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { problemsWith, readTree, SOUND, writeTree } from "../records/content-tree.ts";
import { type Ended, runCommand } from "../run-command.ts";

/** A header history that nothing in the code knows of. */
const MINE = {
  "repositories/mine.yaml": `kind: headers
title: My headers
url: https://example.org/mine.git
commitUrl: https://example.org/mine/{sha}
headers:
  branch: trunk
  files:
    - { path: include }
  release: { by: subject, patterns: ["Headers of {release}"] }
`,
};

const folder = temporaryFolder();
const directory = join(folder, "mine.git");
const nsfs = (names: string[]) =>
  `#define NSIO 0xb7\n${names.map((name, at) => `#define ${name} _IO(NSIO, ${at})\n`).join("")}`;
const shas = importHeaders(directory, "trunk", [
  { message: "Headers of v4.13", files: { "include/linux/nsfs.h": nsfs([]) } },
  { message: "Headers of v4.14", files: { "include/linux/nsfs.h": nsfs(["NS_OTHER", "NS_GET_OWNER_UID"]) } },
]);

function run(content: string, name: "enrich" | "since", ...args: string[]): Promise<Ended> {
  const env = { XDG_CACHE_HOME: join(folder, "cache") };
  return runCommand({ enrich, since }[name], [...args, "--content", content], env);
}

test("a history declared by YAML alone proves the interfaces of the content, and answers for all names", async () => {
  const content = writeTree({ ...SOUND, ...MINE });
  const enriched = (...args: string[]) => run(content, "enrich", "--headers", `mine=${directory}`, ...args);
  expect((await enriched("--check")).status).toBe(1);
  expect(await enriched()).toMatchObject({ status: 0, stderr: "" });
  expect(await enriched("--check")).toMatchObject({ status: 0, stderr: "" });
  expect(readTree(content).problems).toEqual([]);
  const facts = JSON.parse(readFileSync(join(content, "facts/interfaces/mine.json"), "utf8"));
  const path = "include/linux/nsfs.h";
  expect(facts.interfaces).toEqual({
    NS_GET_OWNER_UID: {
      kind: "constant",
      absent: { commit: shas[0], label: "v4.13", release: "v4.13", path },
      present: { commit: shas[1], label: "v4.14", release: "v4.14", path, line: 3, value: "_IO(NSIO, 1)" },
    },
  });
  const since = await run(content, "since", "--json", "NS_GET_OWNER_UID", "NS_OTHER", "NS_NONE", "not-one");
  expect(JSON.parse(since.stdout.trim().split("\n")[3] ?? "")).toMatchObject({
    sha: null,
    error: "malformed",
  });
  const named = await run(content, "since", "--json", "NS_GET_OWNER_UID", "NS_OTHER", "NSIO", "NS_NONE");
  const answers = named.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(
    answers.map(({ input, kind, name, release, absentIn, presentIn, origin, error }) =>
      [input, kind, name, release, absentIn, presentIn, origin, error].join(" "),
    ),
  ).toEqual([
    "NS_GET_OWNER_UID interface NS_GET_OWNER_UID v4.14 v4.13 v4.14 headers ",
    "NS_OTHER interface NS_OTHER v4.14 v4.13 v4.14 headers ",
    "NSIO interface NSIO   v4.13 headers ",
    "NS_NONE interface NS_NONE     unknown",
  ]);
  expect(named.status).toBe(1);
  expect((await run(content, "since", "NS_OTHER")).stdout).toContain(
    "NS_OTHER: v4.14 (2017-11-12), absent from v4.13",
  );
  const source = join(folder, "a.c");
  writeFileSync(source, "/* NS_OTHER */\nioctl(fd, NS_GET_OWNER_UID, NSIO); // NS_NONE\n");
  expect(await run(content, "since", source)).toMatchObject({
    status: 0,
    stdout: `${source} needs v4.14 (2017-11-12)\n  v4.14 (2017-11-12)  NS_GET_OWNER_UID, line 2\n  1 name in the oldest headers that were read\n`,
  });
  const places = (await run(content, "since", "--json", source)).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(places.map(({ file, line, column, name }) => `${file}:${line}:${column} ${name}`)).toEqual([
    `${source}:2:11 NS_GET_OWNER_UID`,
    `${source}:2:29 NSIO`,
  ]);
  const scanned = await run(content, "since", "--json", "NS_OTHER", "--headers", `mine=${directory}`);
  expect(JSON.parse(scanned.stdout).observations[0].present).toMatchObject({ commit: shas[1], line: 2 });
});

test("facts of histories that are not at hand stay, and the table of names too", async () => {
  const content = writeTree({
    ...SOUND,
    ...MINE,
    "repositories/other.yaml": MINE["repositories/mine.yaml"].replace("trunk", "trunk # another"),
  });
  const both = ["--headers", `mine=${directory}`, "--headers", `other=${directory}`];
  expect((await run(content, "enrich", ...both)).status).toBe(0);
  const table = join(content, "facts/interfaces/names.txt");
  writeFileSync(table, `${readFileSync(table, "utf8")}\n`);
  const before = readFileSync(table, "utf8");
  expect((await run(content, "enrich", "--headers", `mine=${directory}`)).status).toBe(0);
  expect(readFileSync(table, "utf8")).toBe(before);
  expect(existsSync(join(content, "facts/interfaces/other.json"))).toBe(true);
});

test("the table has no more than the histories together prove", async () => {
  const content = writeTree({
    ...SOUND,
    "releases.yaml": `${SOUND["releases.yaml"]}  - { version: "v4.15", date: "2018-01-28" }
  - { version: "v4.16", date: "2018-04-01" }
`,
    ...declared("whole", "{ path: include, as: '' }"),
    ...declared("partial", "{ path: include, as: '' }", "partial: true"),
    ...declared("list", "{ path: calls, form: names }"),
  });
  const at = (version: string, files: HeaderCommit["files"]): HeaderCommit => ({
    message: `Headers of ${version}`,
    time: Date.parse("2018-06-01") / 1000,
    files,
  });
  const own = "#define PIDFD_OLD 1\n";
  const later = { "include/linux/sched.h": "", "include/asm-x86/asm/a.h": "" };
  const all: Record<string, HeaderCommit[]> = {
    whole: [
      at("v4.13", {
        "include/linux/pidfd.h": own,
        "include/linux/nvme.h": "struct nvme_admin_cmd { int a; };",
      }),
      at("v4.14", {
        "include/linux/nvme.h":
          "struct nvme_passthru_cmd { int a; };\n#define nvme_admin_cmd nvme_passthru_cmd\n",
      }),
    ],
    partial: [
      at("v4.15", later),
      at("v4.16", {
        "include/linux/sched.h": "#define SCHED_NEW 1\n#define PIDFD_SELF_THREAD -10000\n",
        "include/linux/new.h": "#define NEW_FLAG 1\n",
        "include/asm-x86/asm/b.h": "#define NEW_BIT 1\n",
      }),
    ],
    list: [at("v4.13", { calls: "read\n" }), at("v4.14", { calls: "breakpoint\nread\n" })],
  };
  const headers = Object.entries(all).flatMap(([id, commits]) => {
    const clone = join(folder, `${id}-together.git`);
    importHeaders(clone, "trunk", commits);
    return ["--headers", `${id}=${clone}`];
  });
  expect(await run(content, "enrich", ...headers)).toMatchObject({ status: 0, stderr: "" });
  const table = readFileSync(join(content, "facts/interfaces/names.txt"), "utf8");
  // Below each header its names. A macro keeps the name of an older struct. What the whole history lacks at its end is
  // absent there, but for architectures. What may have stood in linux/pidfd.h, which the partial one lacks, is not new in
  // v4.16. A list alone proves no call new.
  expect(table.split("\n\n").slice(1).join("\n").trim().split("\n")).toEqual([
    ...["system calls", "-4.13 read()", "-4.14 breakpoint()"],
    ...["asm-x86/asm/b.h", "-4.16 NEW_BIT"],
    ...["linux/new.h", "4.14-4.16 NEW_FLAG"],
    ...["linux/nvme.h", "-4.13 nvme_admin_cmd.a nvme_admin_cmd{}"],
    ...["4.14 nvme_passthru_cmd.a nvme_passthru_cmd{}"],
    ...["linux/pidfd.h", "-4.13 PIDFD_OLD"],
    ...["linux/sched.h", "4.14-4.16 PIDFD_SELF_THREAD", "4.16 SCHED_NEW"],
  ]);
});

/** A header history in YAML. */
function declared(id: string, files: string, more = ""): Record<string, string> {
  const text = MINE["repositories/mine.yaml"].replace("{ path: include }", files);
  return { [`repositories/${id}.yaml`]: more === "" ? text : `${text}  ${more}\n` };
}

test("a history of the mainline under other hashes gives the release of commits of the content", async () => {
  const list = "\n\n* 'next' of git://git.example.org/x:\n  nsfs: Add it\n";
  const linus = "Linus Torvalds";
  const rewritten = join(folder, "rewritten.git");
  const own = writeMainline(rewritten, [
    { id: "root", message: "Linux", day: 0, author: linus },
    { id: "copy", message: "nsfs: Add it", day: 240, author: "Ann Author" },
    { id: "merge", message: `Merge 'next'${list}`, day: 270, author: linus, parents: ["root", "copy"] },
    { id: "tip", message: "Linux again", day: 500, author: linus },
  ]);
  const sha = "a".repeat(40);
  const claims = { subject: "nsfs: Add it", author: "Ann Author", authorDate: "2017-08-29" };
  const content = writeTree({
    ...SOUND,
    "repositories/mine.yaml": MINE["repositories/mine.yaml"]
      .replace("trunk", "imported")
      .replace(/release: .*/, "release: { by: day }"),
    "documents/mine.yaml": `title: My history\nkind: commit-page\nrewrittenHistory: { id: mine, by: copies }\nclaims:\n${Object.entries(
      claims,
    )
      .map(
        ([field, value]) =>
          `  - { commit: "${sha}", field: ${field}, value: "${value}", confidence: quoted }\n`,
      )
      .join("")}`,
  });
  const enriched = (...args: string[]) => run(content, "enrich", "--headers", `mine=${rewritten}`, ...args);
  expect((await enriched()).stdout).toContain(
    "mine: 1 commit of the content word for word, 1 listed by merges; hashes differ",
  );
  const { corpus, problems } = readTree(content);
  expect(problems).toEqual([]);
  // v4.13 came out on 2017-09-03, v4.14 on 2017-11-12.
  const landing = { day: "2017-09-28", after: "v4.13", release: "v4.14" };
  expect(corpus.rewritten.get("mine")).toEqual({
    head: own.get("tip"),
    commits: {
      [sha]: {
        copy: { commit: own.get("copy"), mainline: own.get("merge"), ...landing },
        listed: { merge: own.get("merge"), ...landing },
      },
    },
  });
  expect((await enriched("--check")).status).toBe(0);
  writeFileSync(join(content, "facts/rewritten/mine.json"), '{ "head": "no" }');
  expect(readTree(content).problems[0]).toMatch(/^content\/facts\/rewritten\/mine.json:1:/);
  expect((await enriched("--check")).status).toBe(1);
});

test("what is not declared, not there or no header history is refused, and nothing is written", async () => {
  const content = writeTree({ ...SOUND, ...MINE });
  const empty = join(folder, "empty.git");
  importHeaders(empty, "trunk", [{ message: "nothing", files: { "include/a.h": "" } }]);
  for (const [given, expected] of [
    ["other=/nowhere", 'no header history "other"; the content has mine'],
    ["mine", '--headers takes NAME=DIR, such as bionic=../bionic, not "mine"'],
    ["mine=/nowhere", "/nowhere does not exist"],
    [`mine=${empty}`, "has no import of mine that says which release it is of"],
  ] as const) {
    const { status, stderr } = await run(content, "enrich", "--headers", given);
    expect([status, stderr], given).toEqual([2, expect.stringContaining(expected)]);
  }
  expect(existsSync(join(content, "facts"))).toBe(false);
});

test("a declaration with a mistake is refused with its place", () => {
  const wrong = (from: string, to: string) =>
    problemsWith({ "repositories/mine.yaml": MINE["repositories/mine.yaml"].replace(from, to) });
  expect(wrong("", "")).toEqual([]);
  expect(wrong("path: include", "path: /etc")[0]).toMatch(
    /^content\/repositories\/mine\.yaml:8:15 headers\.files\[0\]\.path: expected a path from the root of the repository/,
  );
  expect(wrong("path: include", "path: a/../b")[0]).toMatch(/headers\.files\[0\]\.path/);
  expect(wrong("{release}", "release")[0]).toMatch(/headers\.release\.patterns\[0\]: expected a text with/);
  expect(wrong("by: subject", "by: guess")[0]).toMatch(/headers\.release\.by: expected one of/);
  expect(wrong("kind: headers", "kind: other")[0]).toMatch(/:1:7 kind: expected one of/);
});
