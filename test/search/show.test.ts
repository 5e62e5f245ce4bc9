import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { SOUND, writeTree } from "../records/content-tree.ts";

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command as a user does. */
function show(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const environment = { ...process.env, NO_COLOR: "1" };
    execFile(
      process.execPath,
      ["scripts/sincelinux.ts", "show", ...args],
      { env: environment },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

test("says what a hash is, in full", async () => {
  const { code, stdout, stderr } = await show(
    'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")',
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("One commit begins with 8db6c34f1dbc.");
  expect(stdout).toContain("/commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/");
  expect(stdout).toMatch(/since +v4\.14 \(12 Nov 2017\), claim, 3 sources\n/);
});

test("lists what words find, by kind", async () => {
  const { code, stdout } = await show("tag:net", "ioctl");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^\d+ changes?, .*\n\nChanges\n {2}SIOCGSKNS: .* {2}v4\.10 \(19 Feb 2017\), derived claim, 1 source; net\n {4}\/changes\/siocgskns\/\n/,
  );
});

test("gives a program the whole answer", async () => {
  const { code, stdout } = await show("--json", "SIOCGSKNS");
  expect(code).toBe(0);
  const { text, match, groups } = JSON.parse(stdout);
  expect([text, match, groups[0].kind]).toEqual(["SIOCGSKNS", "all", "change"]);
  expect(groups[0].hits[0].entry).toMatchObject({
    path: "/changes/siocgskns/",
    releases: [["v4.10", "2017-02-19"]],
    evidence: ["derived", "derived claim, 1 source"],
  });
});

test("exits with 1 if nothing is found", async () => {
  expect(await show("0123456789abcdef")).toEqual({
    code: 1,
    stdout:
      "No commit in the knowledge base begins with 0123456789abcdef.\nLook it up at https://git.kernel.org/torvalds/c/0123456789abcdef, or see CONTRIBUTING.md for how to add it.\n",
    stderr: "",
  });
  expect(await show("release:9.9")).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("No page mentions"),
  });
});

test.each([[[]], [["  "]], [["--jsn", "x"]], [["--content", "nowhere", "x"]]])(
  "usage error: %j",
  async (args) => {
    const { code, stdout, stderr } = await show(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("usage: sincelinux show");
  },
);

test("a query that begins with a minus follows --", async () => {
  const { code, stdout } = await show("--", "seccomp", "-notification");
  expect(code).toBe(0);
  expect(stdout).not.toContain("/changes/seccomp-user-notification/");
});

test("answers from content with problems, and says so", async () => {
  const content = writeTree({ ...SOUND, "changes/broken.md": "x" });
  const { code, stdout, stderr } = await show("--content", content, "owner");
  expect(code).toBe(0);
  expect(stdout).toContain("/changes/alpha/");
  expect(stderr).toBe('show: the content has 1 problem(s); "sincelinux check" lists them.\n');
});
