import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run as check } from "../../scripts/check.ts";
import { run as create } from "../../scripts/new.ts";
import { runCommand } from "../run-command.ts";
import { ALPHA, edit, readTree, SOUND, writeTree } from "./content-tree.ts";

const sincelinux = ([name, ...args]: string[]) => runCommand(name === "new" ? create : check, args);

/** Drafts bear the day they are written. */
const LATER = "9999-12-31";

const broken = () =>
  writeTree({ ...SOUND, "changes/alpha.md": edit(ALPHA, "state: merged", "state: mergd") });
const states = "idea, proposed, in-review, merged, partly, superseded, rejected";

test("check prints each problem and a count, and exits with 1", async () => {
  const folder = broken();
  expect(await sincelinux(["check", "--content", folder])).toEqual({
    status: 1,
    stdout:
      `${folder}/changes/alpha.md:5:10 status.state: expected one of ${states}, found "mergd". Did you mean "merged"?\n` +
      "1 problem in 1 file; without problems: 0 changes, 2 topics, 1 document, 1 written claim.\n",
    stderr: "",
  });
});

test("check exits with 0 when there is nothing to say", async () => {
  const { status, stdout } = await sincelinux(["check", "--content", writeTree(SOUND)]);
  expect([status, stdout]).toEqual([0, "No problems in 1 change, 2 topics, 1 document, 1 written claim.\n"]);
});

test("check --json prints one problem a line and nothing else", async () => {
  const { status, stdout } = await sincelinux(["check", "--json", "--content", broken()]);
  expect(status).toBe(1);
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      file: expect.stringMatching(/\/changes\/alpha\.md$/),
      line: 5,
      column: 10,
      field: "status.state",
      expected: `one of ${states}`,
      found: '"mergd"',
      remedy: 'Did you mean "merged"?',
    },
  ]);
});

test.each([
  [["check", "--contnet", "x"], /^check: "--contnet": .* Did you mean "--content"\?\n/],
  [["check", "content"], /^check: arguments: expected options only, found "content"\./],
  [["check", "--content", "/nowhere"], /^check: --content: .* no folder "\/nowhere"\. Run it in a checkout /],
  [["new"], /^new: KIND: expected one of change, topic, document, vendor-fact, found ""\./],
  [["new", "change"], /^new: SLUG: expected a slug, found nothing\./],
])("%j is a usage error", async (args, message) => {
  const { status, stdout, stderr } = await sincelinux(args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});

/** util-linux: runs a command on a terminal of its own. */
const hasTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

test.skipIf(!hasTerminal)("colour is for terminals, and NO_COLOR turns it off there", () => {
  const folder = broken();
  const run = (env: string) =>
    execFileSync(
      "script",
      [
        "-qec",
        `${env} ${process.execPath} scripts/sincelinux.ts check --content ${folder} || true`,
        "/dev/null",
      ],
      {
        encoding: "utf8",
        env: { PATH: process.env.PATH, TERM: "xterm-256color" },
      },
    );
  expect(run("")).toContain("\u001b[1m");
  expect(run("NO_COLOR=1")).not.toContain("\u001b");
});

test.each(["change", "topic", "document"])(
  "new %s writes a draft that passes the check, once",
  async (kind) => {
    const folder = writeTree(SOUND);
    const created = await sincelinux(["new", kind, "some-name", "--content", folder]);
    expect(created).toMatchObject({ status: 0, stderr: "" });
    const path = /^Wrote (.*), a draft\./.exec(created.stdout)?.[1] ?? "";
    const text = readFileSync(path, "utf8");
    expect(text).toContain(`# yaml-language-server: $schema=../../public/schemas/${kind}.schema.json\n`);
    expect(text).toMatch(/^draft: true$/m);
    expect(readTree(folder, LATER).problems).toEqual([]);

    writeFileSync(path, text.replace("draft: true", "draft: false"));
    expect(readTree(folder).problems.join("\n")).toContain("expected no placeholder");

    writeFileSync(path, "mine");
    expect(await sincelinux(["new", kind, "some-name", "--content", folder])).toEqual({
      status: 1,
      stdout: "",
      stderr: `new: expected a free name, found "some-name", the name of a ${kind}. Choose another.\n`,
    });
    expect(readFileSync(path, "utf8")).toBe("mine");
  },
);

test("new vendor-fact writes a draft that passes the check, once", async () => {
  const folder = writeTree(SOUND);
  const call = ["new", "vendor-fact", "some-name", "--content", folder];
  const created = await sincelinux(call);
  expect(created).toMatchObject({ status: 0, stderr: "" });
  expect(readTree(folder, LATER).problems).toEqual([]);
  const path = join(folder, "kernels/facts/some-name.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("draft: true", "draft: false"));
  expect(readTree(folder).problems.join("\n")).toContain("expected no placeholder");
  expect(await sincelinux(call)).toMatchObject({ status: 1, stdout: "" });
});

test.each([
  [
    "Some_Name",
    'expected lower-case words joined by hyphens, found "Some_Name". Write it like "nsfs-ioctls".',
  ],
  [
    "../../etc/x",
    'expected lower-case words joined by hyphens, found "../../etc/x". Write it like "nsfs-ioctls".',
  ],
  ["x".repeat(81), `expected at most 80 characters, found "${"x".repeat(59)}…". Choose a shorter name.`],
  ["alpha", 'expected a free name, found "alpha", the name of a change. Choose another.'],
  ["user", 'expected a free name, found "user", the name of a topic. Choose another.'],
  ["talk", 'expected a free name, found "talk", the name of a document. Choose another.'],
  [
    "older-alpha",
    'expected a free name, found "older-alpha", an earlier name of the change "alpha". Choose another.',
  ],
  ["pidns", 'expected a free name, found "pidns", another name of the topic "pid". Choose another.'],
  ["all", 'expected a free name, found "all", which stands for every namespace. Choose another.'],
])("new change %s is refused", async (slug, message) => {
  const folder = writeTree({
    ...SOUND,
    "changes/alpha.md": edit(ALPHA, "summary:", "aliases: [older-alpha]\nsummary:"),
  });
  const { status, stdout, stderr } = await sincelinux(["new", "change", slug, "--content", folder]);
  expect([status, stdout, stderr]).toEqual([1, "", `new: ${message}\n`]);
  expect(readTree(folder, LATER).problems).toEqual([]);
});

test("new writes over nothing, even where the check sees no record", async () => {
  const folder = writeTree({ ...SOUND, "changes/some-name.md/kept": "" });
  const { status, stderr } = await sincelinux(["new", "change", "some-name", "--content", folder]);
  expect([status, stderr]).toEqual([
    1,
    'new: expected a free name, found "some-name", the name of a change. Choose another.\n',
  ]);
  expect(readFileSync(join(folder, "changes/some-name.md/kept"), "utf8")).toBe("");
});

test("a reader that has enough closes the pipe without a complaint", async () => {
  const files = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`changes/c${at}.md`, "x"]));
  const command = `"$0" scripts/sincelinux.ts check --content "$1" | head -n 1`;
  const { stdout, stderr } = spawnSync("sh", ["-c", command, process.execPath, writeTree(files)], {
    encoding: "utf8",
  });
  expect([stdout.trimEnd().split("\n").length, stderr]).toEqual([1, ""]);
});
