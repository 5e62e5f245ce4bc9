import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const ENTRY = "scripts/sincelinux.cjs";

/** Runs the entry where `process.versions.node` is another, as an old Node has it. */
function runAs(version: string, entry = ENTRY) {
  const folder = temporaryFolder();
  const disguise = join(folder, "disguise.cjs");
  writeFileSync(
    disguise,
    `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", disguise, entry, "--help"], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-node-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files around the entry as the package has them: compiled code instead of the source beside it. */
function packed(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "scripts"));
  mkdirSync(join(folder, "build/scripts"), { recursive: true });
  cpSync(ENTRY, join(folder, ENTRY));
  cpSync("package.json", join(folder, "package.json"));
  writeFileSync(join(folder, "build/scripts/compile-cache.cjs"), "");
  writeFileSync(join(folder, "build/scripts/sincelinux.js"), 'console.log("usage: of the compiled code");');
  return join(folder, ENTRY);
}

test.each(["18.20.8", "20.20.2", "22.17.1"])(
  "a checkout on Node %s is refused in one sentence",
  (version) => {
    expect(runAs(version)).toEqual({
      status: 2,
      stdout: "",
      stderr: `sincelinux needs Node 22.18 or later; this is Node ${version}.\n`,
    });
  },
);

test.each(["18.20.8", "20.20.2", "22.11.0"])(
  "the package on Node %s is refused in one sentence",
  (version) => {
    expect(runAs(version, packed())).toEqual({
      status: 2,
      stdout: "",
      stderr: `sincelinux needs Node 22.12 or later; this is Node ${version}.\n`,
    });
  },
);

test.each(["22.18.0", "23.6.0", "100.0.0"])("a checkout on Node %s runs", (version) => {
  expect(runAs(version)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^usage: sincelinux/) });
});

test.each(["22.12.0", "24.1.0"])("the package on Node %s runs its compiled code", (version) => {
  expect(runAs(version, packed())).toEqual({
    status: 0,
    stdout: "usage: of the compiled code\n",
    stderr: "",
  });
});

test("in a folder that was removed, the command says so", () => {
  const folder = temporaryFolder();
  // A shell, because no process can be started in such a folder.
  const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" show openat2';
  const { status, stderr } = spawnSync("sh", ["-c", script, "sh", folder, process.execPath, resolve(ENTRY)], {
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining("sincelinux: the current folder is gone: change to one that exists\n"),
  ]);
  expect(stderr).not.toContain("    at ");
});
