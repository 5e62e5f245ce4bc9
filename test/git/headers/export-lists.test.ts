import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exportedHeaders } from "../../../src/git/headers/export-lists.ts";
import type { HeaderHistory } from "../../../src/git/headers/history.ts";
import { scanHistory } from "../../../src/git/headers/scan-history.ts";
import { openClone } from "../../../src/git/process/open-clone.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { type HeaderCommit, importHeaders } from "./import-headers.ts";

const folder = temporaryFolder();

/** What the Kbuild files export; the other files are there without a text. */
function exported(kbuilds: Record<string, string>, others: string[] = []): string[] | null {
  const found = exportedHeaders(["include/Kbuild", "include/asm-x86/Kbuild"], {
    paths: [...Object.keys(kbuilds), ...others],
    textOf: (path) => kbuilds[path] ?? null,
  });
  return found && [...found].sort();
}

test.each<[string, Record<string, string>, string[] | null]>([
  ["no list at all", { "include/linux/Kbuild": "header-y += a.h\n" }, null],
  ["an empty list", { "include/Kbuild": "# nothing\n" }, []],
  [
    "lists in every form, over several lines",
    { "include/Kbuild": "header-y := a.h b.h \\\n  c.h # d.h\nunifdef-y  =e.h\n header-y += f.h" },
    ["a.h", "b.h", "c.h", "e.h", "f.h"],
  ],
  [
    "other lists, misspelt ones and generated headers",
    { "include/Kbuild": "headers-y := a.h\nobjhdr-y += version.h\nobj-y += c.h\n#header-y += d.h\n" },
    [],
  ],
  [
    "folders that a list names, and no others",
    {
      "include/Kbuild": "header-y += linux/ gone/\n",
      "include/linux/Kbuild": "header-y += byte/\nheader-y += a.h",
      "include/linux/byte/Kbuild": "unifdef-y += swab.h",
      "include/linux/other/Kbuild": "header-y += no.h",
      "include/scsi/Kbuild": "header-y += no.h",
    },
    ["linux/a.h", "linux/byte/swab.h"],
  ],
  [
    "what another file lists for all architectures",
    {
      "include/asm-x86/Kbuild": "include include/asm-generic/Kbuild.asm\nheader-y += e820.h",
      "include/asm-generic/Kbuild.asm": "unifdef-y += ioctl.h\n",
    },
    ["asm-x86/e820.h", "asm-x86/ioctl.h"],
  ],
  [
    "files that include each other, and folders in a circle",
    { "include/Kbuild": "include include/Kbuild\ninclude include/Kbuild\nheader-y += ./ a.h\n" },
    ["a.h"],
  ],
])("exported headers: %s", (_, kbuilds, paths) => {
  expect(exported(kbuilds)).toEqual(paths?.map((path) => `include/${path}`) ?? null);
});

test.each<[string, boolean]>([
  ["ifneq ($(wildcard $(srctree)/include/asm-$(SRCARCH)/kvm.h),)", true],
  ["ifneq ($(wildcard $(srctree)/include/asm-$(ARCH)/a.out.h),)", false],
  ["ifneq ($(wildcard x/a.h \\\n\t$(srctree)/include/asm-*/kvm.h),)", true],
  ["ifneq ($(wildcard include/asm-x86/kvm),)", false],
  ["ifneq ($(wildcard include/asmxx86/kvm.h),)", false],
  ["ifneq ($(wildcard include/*/kvm.h include/*/*/*/*/*/a.h),)", false],
  ["ifeq ($(wildcard include/asm-$(SRCARCH)/kvm.h),include/asm-$(SRCARCH)/kvm.h)", true],
  ["ifeq ($(wildcard include/asm-$(SRCARCH)/kvm.h),)", false],
  ["ifeq ($(wildcard include/asm-$(SRCARCH)/none.h),)", true],
  ["ifeq ($(ARCH),x86)", false],
  ["ifdef CONFIG_X", false],
  ["ifneq ($(wildcard include/asm-x86/kvm.h),)\nelse", false],
  ["ifneq ($(wildcard include/asm-x86/none.h),)\nelse", true],
  ["ifdef CONFIG_X\nelse", false],
  ["ifdef CONFIG_X\nendif\nifneq ($(wildcard include/asm-x86/kvm.h),)\nifdef Y\nendif", true],
])("a header after the condition %j is exported: %s", (condition, isListed) => {
  const text = `${condition}\nheader-y += if.h\nendif\nheader-y += always.h\n`;
  const found = exported({ "include/Kbuild": text }, ["include/asm-x86/kvm.h"]);
  expect(found?.includes("include/if.h")).toBe(isListed);
});

test("whatever a Kbuild file holds, its list ends", () => {
  const word = fc.constantFrom(
    "header-y",
    " += ",
    "a.h",
    "b/",
    "./",
    "../",
    "ifneq (",
    "$(wildcard ",
    "*",
    ")",
    ",",
  );
  const more = fc.constantFrom("else", "endif", "include include/Kbuild", "\n", "\\\n", "#", "(", "$(ARCH)");
  const text = fc.array(fc.oneof(word, more, fc.string()), { maxLength: 60 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const found = exported({ "include/Kbuild": first, "include/b/Kbuild": second });
      for (const path of found ?? []) expect(path).toMatch(/^include\/\S+$/);
    }),
  );
  const long = `ifneq ($(wildcard ${"*".repeat(100_000)}),)\nheader-y += a.h\n`;
  expect(exported({ "include/Kbuild": long.repeat(10) })).toEqual([]);
});

const history: HeaderHistory = {
  ...{ id: "copy", branch: "main", untrusted: [], patched: [], apart: [], partial: false, x86Calls: true },
  files: [{ path: "include/linux", as: "linux", form: "headers", internal: true }],
  otherArchitectures: [],
  exports: ["include/Kbuild"],
  release: { by: "subject", patterns: ["headers of {release}"] },
};

/** Each name as "absent..present", after "?" the release in which the kernel has it for itself. */
async function scan(
  name: string,
  commits: HeaderCommit[],
  more: Partial<HeaderHistory> = {},
): Promise<Record<string, string>> {
  const directory = join(folder, `${name}.git`);
  importHeaders(directory, "main", commits);
  const scanned = await scanHistory(
    await openClone(directory),
    { ...history, ...more },
    {
      shapes: { releaseTags: ["v3+.N"], candidateSuffix: "-rcN", stableTags: ["v3+.N.N"] },
      releases: ["v4.9", "v4.10", "v4.11", "v4.12", "v4.13"].map((version) => ({ version, date: null })),
      ...{
        identity: { title: "Linux", rootCommits: [] },
        note: () => {},
        progress: () => {},
        families: null,
      },
    },
  );
  const shown = scanned.names.map(({ name: own, absent, present, privateIn }) => [
    own,
    `${absent?.release ?? ""}${absent?.withCall ? `+${absent.withCall}` : ""}..${present?.release ?? ""}${privateIn === null ? "" : `?${privateIn}`}`,
  ]);
  return Object.fromEntries(shown);
}

function at(release: string, headers: Record<string, string | null>, list: string | null): HeaderCommit {
  const files = Object.entries(headers).map(([name, names]) => [
    `include/linux/${name}`,
    names === null
      ? null
      : names
          .split(" ")
          .map((each) => `#define ${each} 1\n`)
          .join(""),
  ]);
  return {
    message: `headers of ${release}`,
    files: {
      ...Object.fromEntries(files),
      ...(list === null ? {} : { "include/Kbuild": "header-y += linux/\n", "include/linux/Kbuild": list }),
    },
  };
}

test("what a header has before it is exported is the kernel's own, as inside of __KERNEL__", async () => {
  const names = await scan("exported-later", [
    at("v4.9", { "a.h": "A" }, "header-y += a.h\n"),
    at("v4.10", { "a.h": "A NEW", "own.h": "MOVED OWN __NR_call" }, "header-y += a.h\n"),
    at("v4.11", { "own.h": "MOVED OWN LATE" }, "header-y += a.h\n"),
    at("v4.12", { "a.h": "A NEW MOVED" }, "header-y += a.h\nheader-y += own.h\n"),
    at("v4.13", { "b.h": "B" }, "header-y += a.h\n"),
  ]);
  expect(names).toEqual({
    ...{ A: "..v4.9", NEW: "v4.9..v4.10", call: "v4.9..v4.10" },
    ...{ MOVED: "v4.9..v4.12?v4.10", OWN: "v4.9..v4.12?v4.10", LATE: "v4.10..v4.12?v4.11" },
    B: "v4.12..?v4.13",
  });
});

test("of another architecture only exported headers count, and their names as the kernel's own", async () => {
  const own = { "include/asm-sparc/Kbuild": "header-y += mman.h\n" };
  const list = "header-y += a.h\n";
  const sparc = { "include/asm-sparc/mman.h": "#define B 1\n", "include/asm-sparc/own.h": "#define C 1\n" };
  const first = at("v4.9", { "a.h": "A" }, list);
  const names = await scan(
    "architectures",
    [
      { ...first, files: { ...first.files, ...own } },
      { message: "headers of v4.10", files: sparc },
      at("v4.11", { "a.h": "A B C" }, list),
    ],
    {
      files: [...history.files, { path: "include/asm-{arch}", form: "headers", internal: true }],
      exports: [...history.exports, "include/asm-{arch}/Kbuild"],
      otherArchitectures: ["mips", "sparc"],
    },
  );
  expect(names).toEqual({ A: "..v4.9", B: "v4.9..v4.11?v4.10", C: "v4.10..v4.11" });
});

test("a list alone that changes makes what the header has visible", async () => {
  const [first, ...others] = [
    at("v4.9", { "a.h": "A" }, "unifdef-y += b.h\n"),
    at("v4.10", {}, "unifdef-y += a.h\n"),
    at("v4.11", {}, "unifdef-y += b.h\n"),
  ];
  expect(await scan("list-changes", [first as HeaderCommit, ...others])).toEqual({ A: "..v4.10?v4.9" });
});

test("before the first list, what that list exports was visible", async () => {
  const names = await scan("before-lists", [
    at("v4.9", { "a.h": "A", "own.h": "OWN", "old.h": "OLD GONE" }, null),
    at("v4.10", { "a.h": "A B HIDDEN", "own.h": "OWN SINCE" }, null),
    at("v4.11", { "a.h": "A B OLD", "old.h": null }, "header-y += a.h\n"),
    at("v4.12", { "a.h": "A B OLD HIDDEN OWN" }, null),
  ]);
  expect(names).toEqual({
    ...{ A: "..v4.9", B: "v4.9..v4.10", OLD: "..v4.9" },
    // Of these v4.11 exports none.
    ...{ GONE: "..?v4.9", OWN: "..v4.12?v4.9", SINCE: "v4.9..?v4.10", HIDDEN: "v4.11..v4.12?v4.10" },
  });
});

test("without any list nothing is known to be exported, but calls are there", async () => {
  const own = await scan("no-lists", [
    at("v4.9", { "a.h": "A" }, null),
    at("v4.10", { "a.h": "A B __NR_c" }, null),
  ]);
  expect(own).toEqual({ A: "..?v4.9", B: "v4.9..?v4.10", c: "v4.9..v4.10" });
});

test("a call that came with a header proves it new, though the header is exported later or under another name", async () => {
  const unistd = "header-y += unistd.h\n";
  const names = await scan("with-call", [
    at("v4.9", { "unistd.h": "__NR_read", "a.h": "A" }, unistd),
    at("v4.10", { "unistd.h": "__NR_read __NR_what_init", "what.h": "WHAT", "old.h": "RENAMED" }, null),
    at(
      "v4.11",
      { "unistd.h": "__NR_read __NR_what_init __NR_new_open", "old.h": null, "new.h": "RENAMED" },
      `${unistd}header-y += what.h new.h\n`,
    ),
  ]);
  expect(names).toMatchObject({
    WHAT: "v4.9+what_init..v4.11?v4.10",
    RENAMED: "v4.9+new_open..v4.11?v4.10",
  });
});
