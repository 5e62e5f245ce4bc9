import fc from "fast-check";
import { expect, test } from "vitest";
import { parseHeader } from "../../../src/git/headers/parse-header.ts";
import { parseTable } from "../../../src/git/headers/parse-table.ts";

/** "name=value", with "?" for what the kernel has for itself; calls as "name()", tags as "name{}". */
function shown(text: string): string[] {
  return parseHeader(text).map(({ kind, name, value, isPrivate }) => {
    const sign = { constant: "", member: "", call: "()", type: "{}" }[kind];
    return `${isPrivate ? "?" : ""}${name}${sign}${value === null ? "" : `=${value}`}`;
  });
}

test.each<[string, string, string[]]>([
  [
    "macros",
    "#define A 1\n  #  define B\t( 1 <<  3 ) /* c */\n#define F(x) (x)\n",
    ["A=1", "B=( 1 << 3 )", "F=(x)"],
  ],
  ["continued lines", "#define A \\\n  0x3 \\\n  | 1\n#define B 2", ["A=0x3 | 1", "B=2"]],
  [
    "comments hold nothing",
    "/*\n#define A 1\n*/\n// #define B 1\n#define C 1 // 2\nint x; /* #define D */",
    ["C=1"],
  ],
  ["a comment over lines in a directive", "#define A /* x\n y */ 5\n#define B 6", ["A=5", "B=6"]],
  ["an unterminated comment", "#define A 1\n/* #define B 1\n#define C 1", ["A=1"]],
  [
    "strings hold nothing",
    'char *a = "\\"#define A 1";\n#define S "/* no comment"\n#define T 1',
    ['S="/* no comment"', "T=1"],
  ],
  [
    "#if 0 and its #else",
    "#if 0\n#define A 1\n#else\n#define B 1\n#endif\n#if 1\n#define C 1\n#else\n#define D 1\n#endif",
    ["B=1", "C=1"],
  ],
  [
    "the kernel's own",
    "#ifdef __KERNEL__\n#define A 1\n#if X\n#define B 1\n#endif\n#else\n#define C 1\n#endif\n#ifndef __KERNEL__\n#define D 1\n#endif",
    ["?A=1", "?B=1", "C=1", "D=1"],
  ],
  [
    "conditions with __KERNEL__",
    "#if defined(__KERNEL__) && X\n#define A 1\n#endif\n#if defined(__KERNEL__) || X\n#define B 1\n#endif\n#if !defined(__KERNEL__)\n#define C 1\n#else\n#define D 1\n#endif",
    ["?A=1", "B=1", "C=1", "?D=1"],
  ],
  ["guards", "#ifndef _UAPI_X_H\n#define _UAPI_X_H\n#define A 1\n#endif", ["A=1"]],
  [
    "enumerators count on",
    "enum e { A, B = 7, C, D = (1 << 3), E, };",
    ["e{}", "A=0", "B=7", "C=8", "D=(1<<3)", "E"],
  ],
  [
    "an enumerator and its macro",
    "enum {\n IFLA_A,\n#define IFLA_A IFLA_A\n IFLA_B,\n};",
    ["IFLA_A=0", "IFLA_A", "IFLA_B=1"],
  ],
  ["numbers after a condition are not certain", "enum { A,\n#if X\n B,\n#endif\n C };", ["A=0", "B", "C"]],
  ["a macro in an enum", "enum x { MAPPER(FN) LAST };", ["x{}"]],
  [
    "members",
    "struct s { __u32 a, *b; char c[4]; int d : 3, :5; void (*f)(int x); } __attribute__((packed));",
    ["s{}", "s.a", "s.b", "s.c", "s.d", "s.f"],
  ],
  [
    "members of members",
    "struct s { union { int a; struct { int b; } c; }; struct t { int d; } e; __aligned_u64 g; };",
    ["s{}", "s.a", "s.b", "s.c", "t{}", "t.d", "?s.d", "s.e", "s.g"],
  ],
  [
    "typedefs",
    "typedef struct { int a; } name_t;\ntypedef struct tag { int b; } other_t;",
    ["name_t{}", "name_t.a", "tag{}", "tag.b", "?other_t{}", "?other_t.b"],
  ],
  [
    "typedefs that give several names, or none of their own",
    "typedef struct { int a; } __attribute__((packed)) x_t, *x_p;\ntypedef struct { int b; } y_t PACKED;\ntypedef struct { int d; } ALIGN w_t;\ntypedef struct { int e; } u_t v_t;\ntypedef enum { A } e_t;\ntypedef struct tag z_t;\ntypedef struct tag *z_p;\ntypedef int (*f_t)(int a);",
    [
      "x_t{}",
      "x_t.a",
      "y_t{}",
      "y_t.b",
      "w_t{}",
      "w_t.d",
      "?u_t{}",
      "?u_t.e",
      "?v_t{}",
      "?v_t.e",
      "A=0",
      "?e_t{}",
      "?z_t{}",
    ],
  ],
  [
    "members of a struct in a struct in a struct",
    "struct s { struct { struct t { int a; } b; struct u { union { int c; }; } d[2]; } e; };",
    ["s{}", "t{}", "t.a", "?s.a", "s.b", "u{}", "u.c", "?s.c", "s.d", "s.e"],
  ],
  [
    "macros in a struct are no members",
    "struct s { __u8 HINT(a); unsigned int HINT(b); struct t HINT(c); __u32 d ALIGNED(4); int e HINT(f, g), h; void (*i)(int j); DECLARE(k, 4); };",
    ["s{}", "s.a", "s.b", "s.c", "s.d", "s.e", "s.h", "s.i"],
  ],
  [
    "flexible arrays",
    "struct s { int n; __DECLARE_FLEX_ARRAY(__u8, data); __u8 more[] __counted_by(n); };",
    ["s{}", "s.n", "s.data", "s.more"],
  ],
  [
    "functions declare nothing",
    "static inline struct s *f(int a) { struct t { int b; } c; enum { D }; return 0; }\nint g(struct u *v);\nstruct s h = { 1 };",
    [],
  ],
  ['extern "C"', 'extern "C" {\nenum { A };\n}', ["A=0"]],
  [
    "system calls",
    "#define __NR_openat2 437\n#define __NR_syscalls 450\n#define __NR_arch_specific_syscall 244\n#define __NR3264_fcntl 25\n#define __NR_Linux 4000\n#define __NR_N32_Linux 6000\n#define __NR_64_Linux_syscalls 9\n#define __NR_FAST_cmpxchg -1\n#define __NR_syscall_mask 0\n#define __NR_SYSCALL_BASE 0\n#define __NR__llseek 140\n#define __NR_syscall 0\n#define __NR_sync_file_range2 __NR_arm_sync_file_range",
    ["openat2()", "fcntl()", "_llseek()", "syscall()", "sync_file_range2()"],
  ],
  [
    "words are none",
    "int pidfd_open;\nextern long seccomp(void);\n#ifdef SOME_FLAG\n#endif\n#undef OTHER_FLAG",
    [],
  ],
])("%s", (_, text, expected) => {
  expect(shown(text)).toEqual(expected);
});

test("lines count from 1, over comments and continued lines", () => {
  const lines = parseHeader("/* a\n b */\n#define A \\\n 1\nenum {\n\n B };\n").map(({ name, line }) => [
    name,
    line,
  ]);
  expect(lines).toEqual([
    ["A", 3],
    ["B", 7],
  ]);
});

test("tables of system calls", () => {
  const names = (text: string, form: "syscall-table" | "names" | "go-constants") =>
    parseTable(text, form).map(({ name, line }) => `${name}:${line}`);
  expect(
    names(
      "# x\n435\tcommon\tclone3\t\tsys_clone3\n436 64 gone\n437 64 never sys_ni_syscall\n",
      "syscall-table",
    ),
  ).toEqual(["clone3:2", "gone:3"]);
  expect(names("# list\nkernel 6.17\n\nopenat2\n", "names")).toEqual(["openat2:4"]);
  expect(
    names("const (\n\tSYS_OPENAT2 = 437\n\tSYS_X = y\n\tSYS_SYSCALL_MASK = 0\n)", "go-constants"),
  ).toEqual(["openat2:2"]);
});

const piece = fc.constantFrom(
  ..."#define |#if 0\n|#ifdef __KERNEL__\n|#else\n|#endif\n|enum {|struct s {|union {|typedef |}|;|,|=|(|)|/*|*/|//|\"|'|\\\n|\n| |A|B|1|#|\\".split(
    "|",
  ),
);

test("whatever the text, it ends, and every definition has a place and a name", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      const count = text.split("\n").length;
      for (const { name, line } of parseHeader(text)) {
        expect(name).toMatch(/^[A-Za-z_][\w.]*$/);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(count);
      }
    }),
    { numRuns: 2000 },
  );
});

// Quadratic time would take an hour for these.
test.each([
  ["braces", "struct {"],
  ["comments in a line", "/**/"],
  ["directives", "#if X\n"],
  ["continued lines", "#define A \\\n"],
  ["open strings", '"\n'],
  ["enumerators", "enum { A = (("],
  ["members", "int a, "],
  ["slashes", "#define A //"],
])("two megabytes of %s come to their end", (_, part) => {
  expect(parseHeader(part.repeat(Math.ceil(2_000_000 / part.length))).length).toBeGreaterThanOrEqual(0);
});
