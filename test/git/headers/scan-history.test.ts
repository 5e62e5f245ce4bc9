// Over 250 lines: every case plants an import in the same generated history.
import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { HeaderHistory } from "../../../src/git/headers/history.ts";
import { scanHistory } from "../../../src/git/headers/scan-history.ts";
import { openClone } from "../../../src/git/process/open-clone.ts";
import { git, gitFed } from "../run-git.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { type HeaderCommit, importHeaders } from "./import-headers.ts";

const folder = temporaryFolder();
const shapes = { releaseTags: ["v2.6.N", "v3+.N"], candidateSuffix: "-rcN", stableTags: ["v3+.N.N"] };
const releases = ["v4.9", "v4.10", "v4.11", "v4.12", "v4.13"].map((version, at) => ({
  version,
  date: `2014-0${at + 1}-10`,
}));

const base: HeaderHistory = {
  id: "copy",
  branch: "main",
  files: [{ path: "uapi", as: "", form: "headers" }],
  release: { by: "subject", patterns: ["headers of {release}"] },
  exports: [],
  otherArchitectures: [],
  untrusted: [],
  patched: ["PATCHED"],
  apart: [],
  partial: false,
  x86Calls: true,
};

let count = 0;

/** Each name as "absent..present", by "!" when it is gone, "+" when its header came with it; and the notes. */
async function scan(
  commits: HeaderCommit[],
  history: Partial<HeaderHistory> = {},
  families: Record<string, string[]> | null = {},
): Promise<{ names: Record<string, string>; notes: string[]; shas: string[] }> {
  count += 1;
  const directory = join(folder, `history-${count}.git`);
  const shas = importHeaders(directory, "main", commits);
  const notes: string[] = [];
  const scanned = await scanHistory(
    await openClone(directory),
    { ...base, ...history },
    {
      ...{ shapes, releases, identity: { title: "Linux", rootCommits: [] } },
      note: (sentence) => notes.push(sentence),
      progress: () => {},
      families: families && new Map(Object.entries(families).map(([family, all]) => [family, new Set(all)])),
    },
  );
  const shown = scanned.names.map(({ name, absent, present, gone }) => {
    const without = absent?.path === null ? `+${absent.withCall ?? ""}` : "";
    return [name, `${absent?.release ?? ""}..${present?.release ?? ""}${without}${gone ? "!" : ""}`];
  });
  return { names: Object.fromEntries(shown), notes, shas };
}

/** A commit that imports one header, uapi/a.h, with these names. */
function of(label: string, names: string, files: Record<string, string | null> = {}): HeaderCommit {
  const text = names.split(" ").map((name) => `#define ${name} 1\n`);
  return { message: `headers of ${label}`, files: { "uapi/a.h": text.join(""), ...files } };
}

test("a name is between the last import without it and the first with it", async () => {
  const { names } = await scan([
    of("v4.9", "A PATCHED"),
    of("v4.10", "A B"),
    of("v4.12", "A B C"),
    of("v4.13", "A B"),
  ]);
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.10", C: "v4.10..v4.12!" });
});

test("a header that was not there before proves nothing by bringing names along", async () => {
  const other = { "uapi/b.h": "#define B 1\n#define A 1\n" };
  const { names } = await scan([of("v4.9", "A"), of("v4.10", "A", other)]);
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.10+" });
  const partial = await scan([of("v4.9", "A"), of("v4.10", "A", other)], { partial: true });
  expect(partial.names).toEqual({ A: "..v4.9", B: "..v4.10" });
});

test("unless the system call that it is named after came with it", async () => {
  const first = of("v4.9", "A", { "uapi/unistd.h": "#define __NR_read 0\n" });
  const calls = "#define __NR_read 0\n#define __NR_what 1\n";
  const second = of("v4.10", "A", { "uapi/unistd.h": calls, "uapi/what.h": "#define WHAT 1\n" });
  const found = await scan([first, second]);
  expect(found.names).toMatchObject({ WHAT: "v4.9..v4.10+what", what: "v4.9..v4.10" });
  const withoutCalls = await scan([first, second], { x86Calls: false });
  expect(withoutCalls.names).toMatchObject({ WHAT: "v4.9..v4.10+", what: "..v4.10" });
});

test("a name that moves between headers stays", async () => {
  const moved = of("v4.11", "A", { "uapi/b.h": "#define B 1\n" });
  const { names } = await scan([of("v4.9", "A"), of("v4.10", "A B"), moved]);
  expect(names["B"]).toBe("v4.9..v4.10");
});

test("a partial history does not prove new what may have stood in a header that it lacks", async () => {
  // As strace's linux/fcntl.h has them: PIDFD_SELF_THREAD is from linux/pidfd.h, FD_INVALID and AT_NEW are not.
  const families = { PIDFD: ["pidfd.h"], FD: ["fd.h", "a.h"], AT: ["other.h"], BR: ["b.h"] };
  const b = { "uapi/b.h": "" };
  const commits = [
    of("v4.9", "AT_OLD __FD_OLD", b),
    of("v4.10", "AT_OLD __FD_OLD AT_NEW FD_INVALID _PIDFD_SELF BR_MODE NO_FAMILY"),
  ];
  const { names } = await scan(commits, { partial: true }, families);
  expect(names).toEqual({
    ...{ AT_OLD: "..v4.9", __FD_OLD: "..v4.9", AT_NEW: "v4.9..v4.10", FD_INVALID: "v4.9..v4.10" },
    ...{ _PIDFD_SELF: "..v4.10", BR_MODE: "v4.9..v4.10", NO_FAMILY: "v4.9..v4.10" },
  });
  const alone = await scan(commits, { partial: true }, null);
  expect(alone.names).toMatchObject({ AT_NEW: "v4.9..v4.10", BR_MODE: "..v4.10", NO_FAMILY: "..v4.10" });
  const whole = await scan(commits, {}, families);
  expect(whole.names).toMatchObject({ _PIDFD_SELF: "v4.9..v4.10" });
});

test("what an import lacks in a header that is updated apart from imports proves nothing", async () => {
  const commits = [of("v4.9", "A", { "uapi/b.h": "" }), of("v4.10", "A B", { "uapi/b.h": "#define C 1\n" })];
  const { names } = await scan(commits, { apart: ["b.h"] });
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.10", C: "..v4.10" });
});

test("candidates, stable releases and untrusted imports count for what they are", async () => {
  const { names } = await scan(
    [
      of("v4.10-rc4", "A"),
      of("v4.11-rc1", "A B GONE"),
      of("v4.11", "A B C"),
      of("v4.11.7", "A B C D"),
      of("v4.12", "A B C D V"),
      of("v4.13-rc2", "A B C D E"),
    ],
    { untrusted: ["v4.12"] },
  );
  expect(names).toEqual({
    A: "..v4.10", // kept by v4.11-rc1
    B: "v4.9..v4.11", // absent from v4.10-rc4 says nothing of v4.10
    GONE: "v4.9..!", // the release does not have it
    C: "v4.10..v4.11",
    D: "v4.11..", // a stable release may have what came later; nothing kept v4.13-rc2's
    E: "v4.11..",
  });
});

test("the newest import of a release counts, and one out of order is named and left out", async () => {
  const { names, notes, shas } = await scan([
    of("v4.9", "A"),
    of("v4.10", "A B WRONG"),
    of("v4.9", "A"),
    of("v4.10", "A B"),
    of("v4.2", "A"),
    of("v4.11", "A B"),
  ]);
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.10" });
  expect(notes.length).toBe(1);
  expect(notes[0]).toContain(`${shas[4]} says v4.2, out of order`);
});

const at = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;

test.each([
  ["none", [], []],
  [
    "a release of the future",
    [{ ...of("v4.90", "A B PLANTED"), time: at("2014-06-01") }],
    ["says v4.90, but"],
  ],
  ["a time to come", [{ ...of("v4.90", "A B PLANTED"), time: 4_000_000_000 }], ["still to come"]],
  ["a time beyond all days", [{ ...of("v4.90", "A B PLANTED"), time: 2 ** 45 }], ["still to come"]],
  ["a release too early", [{ ...of("v4.13", "A B PLANTED"), time: at("2014-04-20") }], ["before v4.13"]],
  [
    "a release of the past",
    [{ ...of("v4.8", "A B PLANTED"), time: at("2014-04-20") }],
    ["v4.8, out of order"],
  ],
] as const)("an import that cannot be of its release is named and left out: %s", async (_, planted, said) => {
  const { names, notes, shas } = await scan([
    { ...of("v4.9", "A"), time: at("2014-01-10") },
    { ...of("v4.10-rc1", "A"), time: at("2014-01-25") },
    { ...of("v4.11", "A B"), time: at("2014-03-12") },
    { ...of("v4.12", "A B"), time: at("2014-04-11") },
    ...planted,
  ]);
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.11" });
  expect(notes).toEqual(said.map((part) => expect.stringContaining(part)));
  for (const note of notes) expect(note).toContain(`${shas[4]} says`);
});

test("a line of a file says the release, as a version or as a code", async () => {
  const release = {
    by: "file",
    path: "uapi/version.h",
    patterns: ["#define LINUX_VERSION_CODE {code}", "kernel {release}"],
  } as const;
  const version = (text: string) => ({ "uapi/version.h": `/* x */\n${text}\n` });
  const { names } = await scan(
    [
      { message: "a", files: { ...of("", "A").files, ...version("#define LINUX_VERSION_CODE 264448") } },
      { message: "b", files: { ...of("", "A B").files, ...version("kernel 4.10") } },
      { message: "c", files: { ...of("", "A B C").files, ...version("kernel 4.11x") } },
    ],
    { release },
  );
  expect(names).toMatchObject({ A: "..v4.9", B: "v4.9..v4.10" });
  expect(names["C"]).toBeUndefined();
});

test("a code of a version may be that of a candidate: what the next import lacks was in no release", async () => {
  const release = {
    by: "file",
    path: "uapi/version.h",
    patterns: ["#define LINUX_VERSION_CODE {code}"],
  } as const;
  const { names } = await scan(
    ["A", "A GONE B", "A B LAST"].map((own, at) => ({
      message: String(at),
      files: {
        ...of("", own).files,
        "uapi/version.h": `#define LINUX_VERSION_CODE ${(4 << 16) + ((9 + at) << 8)}\n`,
      },
    })),
    { release },
  );
  expect(names).toMatchObject({ A: "..v4.9", B: "v4.9..v4.10", GONE: "v4.9..!", LAST: "v4.10..v4.11" });
});

test("headers and names of a vendor are not read", async () => {
  const vendor = { "uapi/vendor/x.h": "#define X 1\n", "uapi/b.h": "#define B 1\n#define PATCHED 1\n" };
  const renamed = { "uapi/c.h": "struct own_ipc { int key; };\nstruct ipc { int own_ipc; };\n" };
  const { names } = await scan([of("v4.9", "A", { ...vendor, ...renamed })], {
    patched: ["PATCHED", "vendor/x.h", "own_ipc"],
  });
  expect(names).toEqual({ A: "..v4.9", B: "..v4.9", ipc: "..v4.9", "ipc.own_ipc": "..v4.9" });
});

test("a header that is gone for a while ends what it defines, and one that comes back begins it", async () => {
  const { names } = await scan([
    of("v4.9", "A B"),
    { message: "headers of v4.10", files: { "uapi/a.h": null, "uapi/c.h": "#define B 1\n" } },
    of("v4.11", "A"),
    { message: "headers of v4.12", files: { "uapi/a.h": null } },
  ]);
  expect(names).toEqual({ A: "..v4.9!", B: "..v4.9" });
});

test("in a rewritten mainline the day before a release and the day after it count", async () => {
  const commit = (day: string, names: string) => ({ ...of("", names), message: day, time: at(day) });
  const { names } = await scan(
    [
      commit("2014-01-05", "A"),
      commit("2014-01-20", "A B"),
      commit("2014-02-10", "A B C"),
      commit("2014-02-20", "A B C D"),
      commit("2014-03-20", "A B C D E"),
    ],
    { release: { by: "day" } },
  );
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.10", C: "v4.9..v4.11", D: "v4.10..v4.11", E: "v4.11.." });
});

test("what the kernel has for itself is not absent", async () => {
  const own = { "uapi/a.h": "#define A 1\n#ifdef __KERNEL__\n#define P 1\n#endif\n" };
  const { names } = await scan([
    of("v4.9", "A"),
    { message: "headers of v4.10", files: own },
    of("v4.11", "A P"),
  ]);
  expect(names["P"]).toBe("v4.9..v4.11");
});

test("what another architecture had is no name of its own, and not new in the generic headers", async () => {
  const arch = (names: string[], calls = "") => ({
    "arch/sparc/mman.h": names.map((name) => `#define ${name} 1\n`).join("") + calls,
  });
  const { names } = await scan(
    [
      of("v4.9", "A", arch([])),
      of("v4.10", "A", arch(["MADV_FREE", "SPARC"], "#define __NR_memory 5\n")),
      of("v4.11", "A", {
        ...arch(["MADV_FREE"], "#define __NR_memory 5\n"),
        "arch/s390/a.h": "#define OTHER 1\n",
      }),
      of("v4.12", "A MADV_FREE OTHER NEW", { "uapi/unistd.h": "#define __NR_memory 9\n" }),
    ],
    {
      files: [...base.files, { path: "arch/{arch}", form: "headers" }],
      otherArchitectures: ["sparc", "mips"],
    },
  );
  expect(names).toEqual({
    ...{ A: "..v4.9", MADV_FREE: "v4.9..v4.12", SPARC: "v4.9..!", memory: "v4.9..v4.12+" },
    ...{ OTHER: "v4.11..v4.12", NEW: "v4.11..v4.12" },
  });
});

test("only files *.h of a plausible size are headers", async () => {
  const files = {
    "uapi/a.h": "#define A 1\n",
    "uapi/a.c": "#define C 1\n",
    "uapi/big.h": `#define B 1\n${" ".repeat(4_000_001)}`,
  };
  const { names } = await scan([{ message: "headers of v4.9", files }]);
  expect(names).toEqual({ A: "..v4.9" });
});

test("a name that goes and comes back is there from its first import on", async () => {
  const { names } = await scan([of("v4.9", "A"), of("v4.10", "A B"), of("v4.11", "A"), of("v4.12", "A B")]);
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.10" });
});

test("links, submodules, other bytes and odd names in a clone do no harm", async () => {
  const directory = join(folder, "odd.git");
  const [first = ""] = importHeaders(directory, "main", [of("v4.9", "A")]);
  const defines = Array.from({ length: 150_000 }, (_, at) => `#define N${at} ${at}\n`).join("");
  const odd = Buffer.concat([
    Buffer.from("#define B 1 \xff\xfe\0\n#define \xe9 1\n", "latin1"),
    Buffer.from("#define C 1"),
  ]);
  const file = (path: string, content: Buffer, mode = "100644") => [
    Buffer.from(`M ${mode} inline ${path}\ndata ${content.length}\n`),
    content,
    Buffer.from("\n"),
  ];
  const stream = Buffer.concat([
    Buffer.from(
      `commit refs/heads/main\ncommitter A <a@example.org> 1500000000 +0000\ndata <<E\nheaders of v4.10\nE\nfrom ${first}\n`,
    ),
    ...file("uapi/link.h", Buffer.from("../../../etc/passwd"), "120000"),
    ...file("uapi/loop", Buffer.from("."), "120000"),
    ...file("uapi/odd.h", odd),
    ...file('"uapi/new\\nline.h"', Buffer.from("#define D 1\n")),
    ...file("uapi/many.h", Buffer.from(defines)),
    Buffer.from(`M 160000 ${"1".repeat(40)} uapi/module.h\n`),
  ]);
  gitFed(directory, stream, "fast-import", "--quiet");
  const scanned = await scanHistory(await openClone(directory), base, {
    ...{ shapes, releases, identity: { title: "Linux", rootCommits: [] } },
    ...{ note: () => {}, progress: () => {}, families: new Map() },
  });
  const names = scanned.names.map(({ name }) => name).filter((name) => !/^N\d/.test(name));
  expect(names.sort()).toEqual(["A", "B", "C", "D"]);
  expect(scanned.names.length).toBe(150_004);
});

test("a clone that lacks a header is refused: what it defines would look absent", async () => {
  const directory = join(folder, "hole.git");
  importHeaders(directory, "main", [of("v4.9", "A"), of("v4.10", "A B"), of("v4.11", "A B C")]);
  const blob = git(directory, "rev-parse", "main~1:uapi/a.h");
  const objects = join(directory, "objects");
  const [pack = ""] = readdirSync(join(objects, "pack")).filter((name) => name.endsWith(".pack"));
  if (pack !== "") {
    const moved = join(folder, pack);
    renameSync(join(objects, "pack", pack), moved);
    rmSync(join(objects, "pack"), { recursive: true });
    gitFed(directory, readFileSync(moved), "unpack-objects", "-q");
  }
  rmSync(join(objects, blob.slice(0, 2), blob.slice(2)));
  const scanned = scanHistory(await openClone(directory), base, {
    ...{ shapes, releases, identity: { title: "Linux", rootCommits: [] } },
    ...{ note: () => {}, progress: () => {}, families: new Map() },
  });
  await expect(scanned).rejects.toThrow(`lacks a.h (${blob}). Fetch it, or clone again.`);
});

test("a history without any import is refused", async () => {
  const scanned = scan([of("no release", "A")]);
  await expect(scanned).rejects.toThrow(/has no import of copy that says which release it is of/);
});
