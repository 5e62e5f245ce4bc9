import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const folder = resolve("scripts/probes");
const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!hasPython)("every statement is one of a record", () => {
  const { status, stdout } = spawnSync(join(folder, "probe.sh"), ["--list"], { encoding: "utf8" });
  expect(status).toBe(0);
  const statements = stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  expect(statements.length).toBeGreaterThan(50);
  for (const [record, who, since] of statements) {
    expect(existsSync(`content/changes/${record}.md`), record).toBe(true);
    expect(["root", "user"]).toContain(who);
    expect(since).toMatch(/^(v\d[\d.]*)?$/);
  }
  const twice = stdout.trim().split("\n").length - new Set(stdout.trim().split("\n")).size;
  expect(twice).toBe(0);
});

test.skipIf(!hasPython)("what holds, fails, hangs, dies, or cannot be tried is told apart", () => {
  const here = mkdtempSync(join(tmpdir(), "probes-"));
  try {
    writeFileSync(
      join(here, "table.py"),
      `
import os, signal, sys, time
sys.path.insert(0, ${JSON.stringify(folder)})
import harness
from kernel import Untried, same
# Only the statement of h hangs; the others have time on a slow machine too.
harness.SECONDS = 1 if sys.argv[1:] == ["h"] else 60
both = harness.USER if os.geteuid() else harness.ROOT
def states(text, since=None, record="r"): return harness.states(record, text, by=[both], since=since)
states("holds")(lambda: same(1, 1))
states("fails")(lambda: same("EPERM", "EINVAL"))
states("hangs", record="h")(lambda: time.sleep(600))
states("dies")(lambda: os.kill(os.getpid(), signal.SIGKILL))
@states("lacks")
def _(): raise Untried("no such file")
states("faulty")(lambda: 1 / 0)
states("newer", since="v999.0")(lambda: None)
sys.exit(harness.main(sys.argv[1:], ${JSON.stringify(here)}))
`,
    );
    writeFileSync(join(here, "r.md"), "");
    writeFileSync(join(here, "h.md"), "");
    const run = (...args: string[]) =>
      spawnSync("python3", ["-B", join(here, "table.py"), ...args], { encoding: "utf8" });
    const { status, stdout } = run("r");
    expect(status).toBe(1);
    const words = stdout
      .split("\n")
      .filter((line) => line.includes(" r, "))
      .map((line) => line.replace(/\s+r, (root|user): /, " "));
    expect(words).toEqual([
      "held holds",
      "failed fails [EPERM instead of EINVAL]",
      "untried dies [the probe was killed]",
      "untried lacks [no such file]",
      expect.stringMatching(/^untried faulty \[fault of the probe, line \d+: ZeroDivisionError/),
      "untried newer [said of v999.0 and later]",
    ]);
    expect(stdout.trim().split("\n").at(-1)).toBe("1 held, 1 failed, 4 could not be tried");
    expect(run("h").stdout).toContain("hangs [no answer within 1 s]");
    expect(run("no-such-record").status).toBe(2);
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
});
