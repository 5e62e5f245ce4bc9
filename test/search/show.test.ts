import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { run } from "../../scripts/show.ts";
import { BETA, edit, SHA, SOUND, writeTree } from "../records/content-tree.ts";
import { runCommand } from "../run-command.ts";

const files = {
  ...SOUND,
  "changes/beta.md": edit(BETA, "summary:", 'sources: [{ url: "https://lwn.net/1" }]\nsummary:'),
};

/** Runs the command on a small content folder. */
const show = (...args: string[]) =>
  runCommand(run, ["--content", writeTree(files), ...args], { NO_COLOR: "1" });

test("says what a hash is, in full", async () => {
  const { status, stdout, stderr } = await show(`commit ${SHA.slice(0, 12)} ("nsfs: add an ioctl")`);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`One commit begins with ${SHA.slice(0, 12)}.`);
  expect(stdout).toContain(`/commits/${SHA}/`);
  expect(stdout).toMatch(/since +v4\.14 \(2017-11-12\), claim, 1 source\n/);
});

test("lists what words find, by kind", async () => {
  const { status, stdout } = await show("tag:user", "owns");
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^\d+ changes?.*\n\nChanges\n {2}Ask a namespace who owns it {2}v4\.14 \(2017-11-12\), claim, 1 source; user pidns\n {4}\/changes\/alpha\/\n/,
  );
});

test("gives a program the whole answer", async () => {
  const { status, stdout } = await show("--json", "Ask a namespace who owns it");
  expect(status).toBe(0);
  const { text, match, groups } = JSON.parse(stdout);
  expect([text, match, groups[0].kind]).toEqual(["Ask a namespace who owns it", "all", "change"]);
  expect(groups[0].hits[0].entry).toMatchObject({
    path: "/changes/alpha/",
    releases: [["v4.14", "2017-11-12"]],
    evidence: ["quoted", "claim, 1 source"],
  });
});

test("exits with 1 if nothing is found", async () => {
  expect(await show("0123456789abcdef")).toEqual({
    status: 1,
    stdout:
      "No commit in the knowledge base begins with 0123456789abcdef.\nLook it up at https://git.kernel.org/torvalds/c/0123456789abcdef, or see CONTRIBUTING.md for how to add it.\n",
    stderr: "",
  });
  expect(await show("release:9.9")).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("No page mentions"),
  });
});

test.each([[[]], [["  "]], [["--jsn", "x"]], [["--content", "nowhere", "x"]]])(
  "usage error: %j",
  async (args) => {
    const { status, stdout, stderr } = await runCommand(run, args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^show: .+\nshow: --help describes the arguments and options\.\n$/);
  },
);

test("a query that begins with a minus follows --", async () => {
  expect((await show("owner")).stdout).toContain("/changes/beta/");
  const { status, stdout } = await show("--", "owner", "-another");
  expect(status).toBe(0);
  expect(stdout).toContain("/changes/alpha/");
  expect(stdout).not.toContain("/changes/beta/");
});

test("answers from content with problems, and says so", async () => {
  const content = writeTree({ ...SOUND, "changes/beta.md": "x" });
  const { status, stdout, stderr } = await runCommand(run, ["--content", content, "owner"]);
  expect(status).toBe(0);
  expect(stdout).toContain("/changes/alpha/");
  expect(stderr).toBe('show: the content has 1 problem(s); "sincelinux check" lists them.\n');
});

test("the program answers from this checkout", () => {
  const call = ["scripts/sincelinux.ts", "show", "SIOCGSKNS"];
  const env = { NO_COLOR: "1" };
  expect(execFileSync(process.execPath, call, { encoding: "utf8", env })).toMatch(
    /^1 interface, \d+ changes?.*\n\nInterfaces\n {2}SIOCGSKNS {2}v4\.10 \(2017-02-19\), fact, headers\n {4}\/interfaces\/SIOCGSKNS\/\n\nChanges\n {2}SIOCGSKNS: .* {2}v4\.10 \(2017-02-19\), rewritten history and derived claim, 2 sources; net\n {4}\/changes\/siocgskns\/\n/,
  );
});
