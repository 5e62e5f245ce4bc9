import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { run as enrich } from "../../scripts/enrich.ts";
import { tagKinds } from "../../src/domain/release.ts";
import { MOST_LINES, parseDyad } from "../../src/enrich/flaws/dyad.ts";
import { readFlaws } from "../../src/enrich/flaws/read-flaws.ts";
import { readFolder } from "../../src/enrich/replace-folder.ts";
import { printProblem } from "../../src/records/problem.ts";
import { linuxShapes } from "../git/linux-shapes.ts";
import { git } from "../git/run-git.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { runCommand } from "../run-command.ts";
import { writeContent } from "./enriched-content.ts";

const kindOf = tagKinds(linuxShapes);
const A = "a".repeat(40);
const B = "b".repeat(40);
const C = "c".repeat(40);
const v = (release: string, sha: string) => ({ release, sha });

test.each([
  ["a mainline range", `5.9:${A}:6.8:${B}\n`, [[v("v5.9", A), v("v6.8", B)]]],
  ["comments and empty lines", `# dyad version: 1.2.0\n\n5.9:${A}:6.8:${B}`, [[v("v5.9", A), v("v6.8", B)]]],
  ["an old stable series", `2.6.32.5:${A}:3.10.1:${B}\n`, [[v("v2.6.32.5", A), v("v3.10.1", B)]]],
  ["no fix", `5.9:${A}:0:0\n`, [[v("v5.9", A), null]]],
  ["unknown age", `0:0:6.8:${B}\n`, [[null, v("v6.8", B)]]],
  ["a line twice", `5.9:${A}:0:0\n5.9:${A}:0:0\n`, [[v("v5.9", A), null]]],
])("parses %s", (_name, text, expected) => {
  const { ranges, bad } = parseDyad(text, kindOf);
  expect(bad).toEqual([]);
  expect(ranges.map(({ introduced, fixed }) => [introduced, fixed])).toEqual(expected);
});

test.each([
  ["a candidate of no release", `5.9-rc:${A}:6.8:${B}`],
  ["a version that is none", `next:${A}:6.8:${B}`],
  ["a short hash", `5.9:abc:6.8:${B}`],
  ["a field too many", `5.9:${A}:6.8:${B}:x`],
  ["a field too few", `5.9:${A}:6.8`],
  ["half of an unknown", `0:${A}:6.8:${B}`],
  ["markup", "<script>alert(1)</script>"],
])("names the line of %s", (_name, line) => {
  expect(parseDyad(`# dyad\n${line}\n`, kindOf)).toMatchObject({
    ranges: [],
    bad: [{ line: 2, found: line }],
  });
});

test("a file with too many lines is refused as a whole, and nothing ever throws", () => {
  const { ranges, bad } = parseDyad(`5.9:${A}:6.8:${B}\n`.repeat(MOST_LINES + 1), kindOf);
  expect([ranges, bad.length]).toEqual([[], 1]);
  const field = fc.oneof(fc.constantFrom("0", "5.9", A, "", "# x", "\u0000"), fc.string());
  const line = fc.array(field, { maxLength: 6 }).map((fields) => fields.join(":"));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const read = parseDyad(lines.join("\n"), kindOf);
      for (const { introduced, fixed } of read.ranges) {
        for (const landing of [introduced, fixed]) expect(landing?.sha ?? A).toMatch(/^[0-9a-f]{40}$/);
      }
    }),
  );
});

const folder = temporaryFolder();
let clones = 0;

/** A clone with these files of cve/published/; undefined leaves one out, a function makes it. */
function vulns(files: Record<string, string | ((path: string) => void) | undefined>): string {
  clones += 1;
  const clone = join(folder, `vulns-${clones}`);
  const record = JSON.stringify({ containers: { cna: { title: "nsfs: do not leak" } } });
  const all: typeof files = {
    "2024/CVE-2024-0001.dyad": `4.14:${A}:4.14.9:${C}\n4.14:${A}:5.2:${B}\n`,
    "2024/CVE-2024-0001.json": record,
    "2024/CVE-2024-10000.dyad": `5.0:${C}:5.1:${B.replace("b", "d")}\n`,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    const path = join(clone, "cve/published", name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof text === "string") writeFileSync(path, text);
    else text?.(path);
  }
  git(clone, "init", "-q", "-b", "master");
  git(clone, "add", ".");
  git(clone, "commit", "-q", "-m", "all");
  return clone;
}

const read = (clone: string) => readFlaws(clone, new Set([A]), kindOf, () => {});

test("the flaws of wanted commits are found, with what fixed them and the title of the record", async () => {
  const clone = vulns({});
  expect(await read(clone)).toEqual({
    problems: [],
    proved: {
      source: { revision: git(clone, "rev-parse", "HEAD"), date: "2008-01-10", records: 2, commits: 4 },
      flaws: {
        "CVE-2024-0001": {
          title: "nsfs: do not leak",
          commits: [A],
          ranges: [
            { introduced: v("v4.14", A), fixed: v("v4.14.9", C) },
            { introduced: v("v4.14", A), fixed: v("v5.2", B) },
          ],
        },
      },
      releases: { [A]: { release: "v4.14", cve: "CVE-2024-0001" } },
    },
  });
});

test("two records that name different releases of a commit prove neither", async () => {
  const clone = vulns({
    "2024/CVE-2024-10000.dyad": `4.15:${A}:5.1:${B}\n`,
    "2024/CVE-2024-10000.json": "{}",
  });
  const { problems } = await read(clone);
  expect(problems.map(printProblem)).toEqual([
    "cve/published/2024/CVE-2024-10000.json:1:1 file: expected JSON with a title at containers.cna.title, found none. Correct it in that repository, or read a clone without it.",
  ]);
  const sound = vulns({
    "2024/CVE-2024-10000.dyad": `4.15:${A}:5.1:${B}\n`,
    "2024/CVE-2024-10000.json": JSON.stringify({ containers: { cna: { title: "other" } } }),
  });
  expect((await read(sound)).proved?.releases).toEqual({});
});

test.each<[string, Parameters<typeof vulns>[0], string]>([
  [
    "a symbolic link",
    { "2024/CVE-2024-2.dyad": (path) => symlinkSync("/etc/passwd", path) },
    "found a link or a submodule",
  ],
  ["another name", { "2024/notes.dyad": "" }, "expected cve/published/YEAR/CVE-ID.dyad"],
  ["a huge file", { "2024/CVE-2024-0003.dyad": "#".repeat(2 ** 20 + 1) }, "found too large"],
  ["a million lines", { "2024/CVE-2024-0003.dyad": "\n".repeat(1_000_000) }, "expected at most 10000 lines"],
  ["an unknown version", { "2024/CVE-2024-0003.dyad": `x.y:${A}:0:0\n` }, 'found "x.y:'],
  ["no record", { "2024/CVE-2024-0001.json": undefined }, "expected a record beside the dyad file"],
  ["a record that is no JSON", { "2024/CVE-2024-0001.json": "{" }, "expected JSON with a title"],
])("%s is named, and nothing is proved", async (_name, files, message) => {
  const { proved, problems } = await read(vulns(files));
  expect(proved).toBeNull();
  expect(problems.map(printProblem).join("\n")).toContain(message);
});

test("the command writes them whole or not at all, keeps them without a clone, and checks them", async () => {
  const content = writeContent(join(folder, "content"), [A], []);
  const run = (...args: string[]) => runCommand(enrich, ["--content", content, ...args], {});
  const facts = () => readFolder(join(content, "facts"));
  expect((await run("--vulns", join(folder, "absent"))).status).toBe(2);
  expect((await run("--vulns", vulns({ "2024/notes.dyad": "" }))).status).toBe(1);
  expect([...facts()]).toEqual([]);
  const clone = vulns({});
  expect((await run("--vulns", clone, "--check")).status).toBe(1);
  const written = await run("--vulns", clone);
  expect([written.status, written.stderr]).toEqual([0, ""]);
  expect([...facts().keys()]).toEqual(["flaws/flaws.json", "flaws/releases.json", "flaws/source.json"]);
  const before = facts();
  expect((await run("--vulns", clone)).stdout).toContain("nothing to write");
  expect((await run("--vulns", clone, "--check")).status).toBe(0);
  rmSync(clone, { recursive: true });
  const other = vulns({});
  expect((await run("--vulns", other, "--check")).status).toBe(0);
  expect(facts()).toEqual(before);
});

test("a clone that has lost records, or is older than the facts, changes nothing", async () => {
  const content = writeContent(join(folder, "losing"), [A], []);
  const run = (clone: string) => runCommand(enrich, ["--content", content, "--vulns", clone], {});
  expect((await run(vulns({}))).status).toBe(0);
  const before = readFolder(join(content, "facts"));
  const { status, stderr } = await run(vulns({ "2024/CVE-2024-10000.dyad": undefined }));
  expect([status, stderr]).toEqual([1, expect.stringContaining("found 1 record of 2008-01-10.")]);
  const source = join(content, "facts/flaws/source.json");
  const later = readFileSync(source, "utf8").replace("2008-01-10", "2008-01-11");
  writeFileSync(source, later);
  expect((await run(vulns({}))).stderr).toContain("found 2 records of 2008-01-10.");
  expect(readFolder(join(content, "facts"))).toEqual(before.set("flaws/source.json", later));
});

test("a commit that only a body or the address of a source names is asked about, one whose tree it names is not", async () => {
  const [D, E, F] = ["d1", "e2", "f3"].map((digits) => digits.repeat(20)) as [string, string, string];
  const content = writeContent(join(folder, "citing"), [A], []);
  const change = join(content, "changes/alpha.md");
  const sources = `sources:\n  - url: https://git.kernel.org/torvalds/c/${E}\n  - url: https://example.org/src/commit/${F}/README\n`;
  const [front, body] = readFileSync(change, "utf8").split("---\n\n") as [string, string];
  writeFileSync(
    change,
    `${front}${sources}---\n\n[d1d1d1d1d1d1](https://git.kernel.org/torvalds/c/${D}) brought it.\n\n${body}`,
  );
  const record = JSON.stringify({ containers: { cna: { title: "one" } } });
  const clone = vulns({
    "2024/CVE-2024-0004.dyad": `5.0:${D}:5.1:${B}\n`,
    "2024/CVE-2024-0005.dyad": `5.0:${E}:5.1:${B}\n`,
    "2024/CVE-2024-0006.dyad": `5.0:${F}:5.1:${B}\n`,
    "2024/CVE-2024-0004.json": record,
    "2024/CVE-2024-0005.json": record,
  });
  const { stderr } = await runCommand(enrich, ["--content", content, "--vulns", clone], {});
  expect(stderr).toBe("");
  const flaws = JSON.parse(readFolder(join(content, "facts")).get("flaws/flaws.json") ?? "{}");
  expect(Object.keys(flaws)).toEqual(["CVE-2024-0001", "CVE-2024-0004", "CVE-2024-0005"]);
});
