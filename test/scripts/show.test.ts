import { expect, test } from "vitest";
import { run as show } from "../../scripts/show.ts";
import { runCommand } from "../run-command.ts";

test("a commit is shown with its change, its release once, what followed and its backports", async () => {
  const { status, stdout } = await runCommand(show, ["8db6c34f1dbc"]);
  expect(status).toBe(0);
  expect(stdout.match(/v4\.14 \(2017-11-12\)/g)).toHaveLength(1);
  expect(stdout.match(/Introduce v3 namespaced file capabilities/g)).toHaveLength(1);
  const rows = [
    /^One commit begins with 8db6c34f1dbc\.\n {2}8db6c34f1dbc {2}commit\n {4}\/commits\/8db6c34f1dbc[0-9a-f]{28}\/\n/,
    /^ {2}change {6}Namespaced file capabilities .*, core \(\/changes\/namespaced-file-capabilities\/\)$/m,
    /^ {2}since {7}v4\.14 \(2017-11-12\), rewritten history and claim, \d sources$/m,
    /^ {2}flaws {7}CVE-2022-49890$/m,
    /^ {2}followed by fix: 8cf0a1bc1287 capabilities: fix potential memleak .*, v6\.1 \(2022-12-11\), claim, 1 source$/m,
    /^ {2}backports {3}not known: no clone with stable releases has it$/m,
  ];
  for (const row of rows) expect(stdout).toMatch(row);
});
