import fc from "fast-check";
import { expect, test } from "vitest";
import { numberOf } from "../../src/domain/constant.ts";
import { readIdentifier, rowsOf } from "../../src/domain/identifier.ts";
import { formatNames, NameFinder, type NameRow, parseNames } from "../../src/domain/names-table.ts";

const before = new Map([
  ["v2.6.13", "v2.6.12"],
  ["v5.10", "v5.9"],
  ["v5.11", "v5.10"],
]);
const previous = (release: string) => before.get(release) ?? null;

test("a release, an interval and an open end", () => {
  const row = (name: string, absentIn: string | null, presentIn: string, header = "linux/a.h"): NameRow => ({
    ...{ name, absentIn, presentIn, header },
    isClosed: absentIn !== null && absentIn === previous(presentIn),
  });
  const rows = [
    row("B", "v5.9", "v5.10"),
    row("A", "v5.9", "v5.10"),
    row("s.m", "v5.9", "v5.11"),
    row("C", null, "v2.6.12"),
    row("bpf()", null, "v5.11", ""),
  ];
  const text = formatNames(rows);
  expect(text.split("\n").filter((line) => !line.startsWith("#"))).toEqual([
    ...["", "system calls", "-5.11 bpf()", ""],
    ...["linux/a.h", "-2.6.12 C", "5.10 A B", "5.9-5.11 s.m", ""],
  ]);
  expect([...parseNames(text, previous).values()].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
    rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
});

test("the order of the rows does not matter", () => {
  const any = fc.record({
    name: fc.stringMatching(/^[A-Z]{1,3}$/),
    absentIn: fc.constantFrom(null, "v5.9"),
    presentIn: fc.constantFrom("v5.10", "v5.11"),
    header: fc.constantFrom("", "linux/a.h", "linux/b.h"),
    isClosed: fc.constant(false),
  });
  fc.assert(
    fc.property(fc.uniqueArray(any, { selector: ({ name }) => name }), (rows) => {
      expect(formatNames(rows.toReversed())).toBe(formatNames(rows));
      expect(parseNames(formatNames(rows), previous).size).toBe(rows.length);
    }),
  );
});

test.each<[string, string | null]>([
  ["CLONE_NEWTIME", "CLONE_NEWTIME CLONE_NEWTIME{} CLONE_NEWTIME()"],
  ["openat2", "openat2() openat2 openat2{}"],
  [" `openat2(2)`, ", "openat2()"],
  ["__NR_openat2", "openat2()"],
  ["SYS_openat2", "openat2()"],
  ["SYS_SECCOMP", "SYS_SECCOMP SYS_SECCOMP{} SYS_SECCOMP()"],
  ["struct clone_args", "clone_args{}"],
  ["struct clone_args.cgroup", "clone_args.cgroup"],
  ["clone_args->cgroup", "clone_args.cgroup"],
  ["clone_args::cgroup", "clone_args.cgroup"],
  ["two words", null],
  ["/proc/self/ns", null],
  ["not-a-name", null],
  ["x".repeat(300), null],
  ["", null],
])("the identifier %j", (line, expected) => {
  const identifier = readIdentifier(line);
  expect(identifier && rowsOf(identifier).join(" ")).toBe(expected);
});

test.each<[string, bigint | null]>([
  ["8", 8n],
  ["0x8", 8n],
  ["010", 8n],
  ["(1U << 3)", 8n],
  ["1ULL<<40", 1n << 40n],
  ["-100", -100n],
  ["_IO(0xb7, 1)", null],
  ["A | B", null],
])("the number of %s", (text, expected) => expect(numberOf(text)).toBe(expected));

test("a name is looked up in the finder's own table, each time it is asked for", () => {
  const inRelease = (presentIn: string) =>
    new NameFinder(
      formatNames([{ name: "A()", absentIn: null, presentIn, isClosed: false, header: "linux/a.h" }]),
    );
  const finders = ["v5.10", "v5.11"].map((presentIn) => ({ presentIn, finder: inRelease(presentIn) }));
  for (const { presentIn, finder } of [...finders, ...finders]) {
    expect(finder.find("A()", previous)).toMatchObject({ presentIn, header: "linux/a.h" });
    expect(finder.find("B", previous)).toBeNull();
    expect(finder.all()).toEqual(["A"]);
  }
  expect(new NameFinder("").find("A()", previous)).toBeNull();
});
