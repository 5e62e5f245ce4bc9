import fc from "fast-check";
import { expect, test } from "vitest";
import { compareBuilds, kernelReader, releaseNamed } from "../../src/domain/uname.ts";
import { readKernels } from "../../src/records/read/read-files.ts";
import samples from "./uname-samples.json" with { type: "json" };

const { lines, problems } = readKernels("content");
const known = lines.flatMap(({ name, record: { data } }) => (data ? [{ ...data, id: name }] : []));
const read = kernelReader(known);

/** "el9 9.4", as the samples have it. */
const linesOf = (text: string) =>
  read(text)
    .candidates.map(({ line, release }) => (release === null ? line : `${line} ${release}`))
    .sort();

test("the lines of the content are sound", () => {
  expect(problems).toEqual([]);
  expect(known.length).toBeGreaterThan(100);
});

test.each(samples)("$uname, seen in $seenIn", ({ uname, base, lines: expected }) => {
  expect([read(uname).base, linesOf(uname)]).toEqual([base, expected]);
});

test.each([
  "5.4-rc99",
  "5.4-rc0",
  "v6.1-rc20",
  "6.1.-11-amd64",
  "-azure:5",
  "",
  " ",
  "CLONE_NEWUSER",
  "8db6c34f1dbc",
  "5",
  "Debian",
])("%j names no kernel", (text) => {
  expect(read(text)).toMatchObject({ form: "unknown", base: null, candidates: [] });
});

test.each([
  ["v5.4", "release v5.4"],
  ["5.15.61", "release v5.15.61"],
  ["Linux 5.10", "release v5.10"],
  ["2.6.32.5", "release v2.6.32.5"],
  ["v6.1-rc3", "release v6.1-rc3"],
  ["v3.1-rc10", "release v3.1-rc10"],
  ["5.4.3-rc1", "release v5.4.2"],
  ["5.4.0-rc3", "release v5.4-rc3"],
  ["5.14.21", "release v5.14.21"],
  ["6.1.141", "release v6.1.141"],
  ["4.19.191+", "release v4.19.191"],
  ["5.15.y", "series v5.15"],
])("%s is a release of nobody in particular", (text, expected) => {
  const kernel = read(text);
  expect(`${kernel.form} ${releaseNamed(kernel) ?? kernel.base}`).toBe(expected);
  expect([kernel.vendor, kernel.candidates]).toEqual([null, []]);
});

test.each([
  ["RHEL 9.4", ["el9 9.4"]],
  ["el8.6", ["el8 8.6"]],
  ["el9:9.4", ["el9 9.4"]],
  ["el9:9.99", []],
  ["AlmaLinux 9.2", ["el9 9.2"]],
  ["rocky-linux 8.10", ["el8 8.10"]],
  ["RHEL 9", ["el9"]],
  ["RHEL 9.99", []],
  ["Debian 12", ["debian-12"]],
  ["bookworm", ["debian-12"]],
  ["ubuntu 22.04", ["ubuntu-22.04"]],
  ["Amazon Linux 2", ["amazon-2-4.14", "amazon-2-5.10", "amazon-2-5.15", "amazon-2-5.4"]],
  ["SLES 15 SP5", ["sles-15.5"]],
  ["Ubuntu 24.04 6.8.0-45-generic", ["ubuntu-24.04"]],
  ["6.8.0-45-generic", ["ubuntu-22.04-hwe-6.8", "ubuntu-24.04"]],
  ["Linux host 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 x86_64 GNU/Linux", ["debian-12"]],
  ["Linux version 5.14.0-427.el9.x86_64 (mockbuild@example.org)", ["el9 9.4"]],
])("%s", (text, expected) => {
  expect(linesOf(text)).toEqual(expected);
});

test("builds of CentOS Stream lie between minor releases", () => {
  expect(read("5.14.0-424.el9.x86_64").candidates).toMatchObject([
    { line: "el9", build: "424", release: null, between: { after: "9.3", before: "9.4" } },
  ]);
  expect(read("5.14.0-9999.el9.x86_64").candidates[0]?.between?.before).toBeNull();
});

test("a vendor that hides the stable level has none", () => {
  expect([read("6.1.0-18-amd64").patch, read("5.14.21-150500.55.39-default").patch]).toEqual([null, null]);
  expect(read("5.4.91-41.139.amzn2.x86_64").patch).toBe(91);
});

test("a suffix of no line leaves the base alone", () => {
  expect(read("6.1.21-v8+")).toMatchObject({ form: "vendor", base: "v6.1", patch: null, vendor: null });
});

test.each([
  ["284.30.1", "362", -1],
  ["362.8.1", "362", 0],
  ["9", "10", -1],
  ["1160.59.1", "1160.6.1", 1],
])("build %s against %s", (a, b, sign) => {
  expect([Math.sign(compareBuilds(a, b)), Math.sign(compareBuilds(b, a))]).toEqual([sign, 0 - sign]);
});

test("any text is read without an error, and no bare number gets a vendor", () => {
  const number = fc.nat(99);
  const part = fc.constantFrom(
    ".",
    "-",
    "generic",
    "el9",
    "_",
    "+",
    "amd64",
    "rc1",
    " ",
    "0",
    "427",
    "uek",
    "x86_64",
  );
  const shaped = fc
    .tuple(number, number, number, fc.array(part, { maxLength: 12 }))
    .map(([x, y, z, rest]) => `${x}.${y}.${z}${rest.join("")}`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), shaped), (text) => {
      const kernel = read(text);
      expect(kernel.input).toBe(text);
      for (const { line } of kernel.candidates) expect(known.some(({ id }) => id === line)).toBe(true);
      if (/^\s*v?[\d.]+\s*$/.test(text)) expect(kernel.vendor).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test("more than the kernel allows in a release is no release", () => {
  expect(read(`5.14.0-${"1.".repeat(5000)}el9`).form).toBe("unknown");
  expect(read(`5.14.0-${"1.".repeat(30)}el9`).form).toBe("unknown");
});
