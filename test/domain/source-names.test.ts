import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNames } from "../../src/domain/names-table.ts";
import { type SourceLanguage, sourceLanguage, usedNames } from "../../src/domain/source-names.ts";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { known } from "../known-content.ts";

const inputs = (text: string, language: SourceLanguage = "c") =>
  usedNames(text, language).map(({ input }) => input);

test.each<[string, string, string[]]>([
  ["a constant", "x = CLONE_NEWTIME;", ["CLONE_NEWTIME"]],
  ["a word in a comment", "/* CLONE_NEWTIME */ // CLONE_NEWNET\n/* a\n CLONE_NEWNS", []],
  ["a word in a string", `s = "CLONE_NEWTIME \\" CLONE_NEWNET"; c = '"'; d = CLONE_NEWNS;`, ["CLONE_NEWNS"]],
  ["a string that does not end", `s = "CLONE_NEWTIME\nx = CLONE_NEWNET;`, ["CLONE_NEWNET"]],
  [
    "what is not compiled",
    "#if 0\nCLONE_NEWTIME\n#if X\n#endif\n#else\nCLONE_NEWNET\n#endif",
    ["CLONE_NEWNET"],
  ],
  ["a condition", "#ifdef CLONE_NEWTIME\n# if defined(CLONE_NEWNET) && \\\n CLONE_NEWNS\n#endif", []],
  ["a definition", "#ifndef CLONE_NEWTIME\n# define CLONE_NEWTIME 0x80\n#endif\n", []],
  ["a definition that is used", "#define CLONE_NEWTIME 0x80\nx = CLONE_NEWTIME;", ["CLONE_NEWTIME"]],
  [
    "what a macro stands for",
    "#define ALL (CLONE_NEWTIME | \\\n CLONE_NEWNET)",
    ["CLONE_NEWTIME", "CLONE_NEWNET"],
  ],
  ["a member", "p->MS_MOVE = q.SYS_openat2;", []],
  [
    "numbers of calls",
    "syscall(__NR_openat2); syscall (SYS_clone3);",
    ["syscall()", "__NR_openat2", "SYS_clone3"],
  ],
  [
    "a call",
    "fd = pidfd_open (pid, 0); open(p); return mount_setattr(1);",
    ["pidfd_open()", "open()", "mount_setattr()"],
  ],
  ["a call that only the kernel makes", "uprobe(1); x = SYS_uprobe;", ["SYS_uprobe"]],
  [
    "a function of its own",
    "static int\tpidfd_open(int pid)\n{\n}\nint f(void) { return pidfd_open(1); }",
    [],
  ],
  ["a declaration", "extern int *pidfd_open(int);", []],
  ["a struct", "struct open_how how; union  bpf_attr *a;", ["struct open_how", "union bpf_attr"]],
  ["a struct of its own", "struct open_how { int a; };\nstruct open_how how;", []],
  [
    "a name of the C library",
    "lseek(fd, 0, SEEK_END); e = EPOLLIN | EPOLLEXCLUSIVE;",
    ["lseek()", "EPOLLEXCLUSIVE"],
  ],
  ["a name twice", "CLONE_NEWTIME CLONE_NEWTIME", ["CLONE_NEWTIME"]],
])("in C: %s", (_name, text, expected) => {
  expect(inputs(text)).toEqual(expected);
});

test("no system call and no interface of a record is left out as one of the C library", () => {
  const names = parseNames(known.corpus.names.text, () => null);
  const calls = [...names.keys()].filter((name) => /^[a-z]\w*\(\)$/.test(name));
  expect(calls.length).toBeGreaterThan(500);
  expect(calls.filter((name) => !inputs(`x = ${name};`).includes(name))).toEqual([
    "breakpoint()",
    "udftrap()",
    "uretprobe()",
    "uprobe()",
  ]);
  const constants = interfaceEntries(known).filter(({ name }) => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name));
  expect(constants.length).toBeGreaterThan(100);
  expect(constants.filter(({ name }) => inputs(`f(${name})`)[1] !== name)).toEqual([]);
});

test.each<[string, string, string[]]>([
  ["constants and calls", "unix.Openat2(fd, p, unix.RESOLVE_BENEATH)", ["openat2()", "RESOLVE_BENEATH"]],
  ["a number of a call", "unix.SYS_CLONE3; syscall.SYS_PIDFD_OPEN", ["SYS_clone3", "SYS_pidfd_open"]],
  ["a struct", "h := &unix.MountAttr{}", ["struct mount_attr"]],
  ["names of other packages", "configs.MS_MOVE; PidfdOpen(1); x.Openat2()", []],
  ["a raw string", 'a := `unix.MS_MOVE " ` + unix.MS_BIND + "`" // unix.MS_REC', ["MS_BIND"]],
])("in Go: %s", (_name, text, expected) => {
  expect(inputs(text, "go")).toEqual(expected);
});

test("places are those of the first use", () => {
  const text = '/* MS_A_B\n */\n#define MS_A_B 1\n\tf("é", MS_A_B);\n\n  MS_A_B; struct\n  bpf_attr x;';
  expect(usedNames(text, "c").map(({ input, line, column }) => `${input} ${line}:${column}`)).toEqual([
    "f() 4:2",
    "MS_A_B 4:9",
    "struct bpf_attr 7:3",
  ]);
});

test("only what looks like the kernel's own is no guess", () => {
  const text =
    "enum {\n  MY_OWN = 1,\n  MY_NEXT\n};\nf(MY_OWN, MY_NEXT, AT_BENEATH, SYS_none, do_it(), (struct it){});";
  expect(usedNames(text, "c").flatMap(({ input, isGuess }) => (isGuess ? [] : [input]))).toEqual([
    "AT_BENEATH",
    "SYS_none",
  ]);
});

test("the ending says which files are read so", () => {
  expect(["a.c", "b/a.h", "a.go", "a.md", "a.cc", "c", "go"].map(sourceLanguage)).toEqual([
    ...["c", "c", "go"],
    ...[null, null, null, null],
  ]);
});

test("any text is read in linear time, and every place holds the name", () => {
  const part = fc.oneof(
    fc.constantFrom("/*", "*/", "//", '"', "'", "\\", "\n", "#", "#if 0\n", "#endif\n", "`", "struct "),
    fc.constantFrom("MS_MOVE", "SYS_openat2", "unix.", "->", "(", "{", " "),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(part), fc.constantFrom<SourceLanguage>("c", "go"), (parts, language) => {
      const text = parts.join("");
      const lines = text.split("\n");
      for (const { input, line, column } of usedNames(text, language)) {
        const word = /[A-Za-z_]\w*(?=\W*$)/.exec(input)?.[0] ?? "";
        const found = /^\w+/.exec(lines[line - 1]?.slice(column - 1) ?? "")?.[0] ?? "";
        expect(found.replaceAll("_", "").toLowerCase()).toBe(word.replaceAll("_", "").toLowerCase());
      }
    }),
  );
  for (const piece of [
    "/*",
    '"',
    "#if 0\n",
    "a.",
    "struct ",
    "A_B(",
    "\\\n",
    "#define A_B \\\n",
    "(",
    "f (",
    " ",
  ]) {
    expect(usedNames(piece.repeat(100_000), "c").length, piece).toBeLessThan(3);
  }
});
