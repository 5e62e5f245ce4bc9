import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Run } from "../../scripts/command.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { SOUND, writeTree } from "../records/content-tree.ts";
import { runCommand } from "../run-command.ts";

/** Colour, title of the window, C1 control, direction of text, carriage return. */
const BAD = "x\u001b[31m\u001b]0;t\u0007\u009b1m\u202ey\rz";
const folder = temporaryFolder();
const content = join(folder, BAD);
mkdirSync(content);
const document = join(folder, `${BAD}.md`);
writeFileSync(document, `# ${BAD}\n\n- (${BAD}) ${BAD} 8db6c34f1dbc ${BAD} v5.${BAD}\n`);
/** Stands for a folder of few records: all of them take a second to read. */
const FEW = "few records";
const few = ["--content", FEW];
const names = join(folder, `${BAD}.txt`);
writeFileSync(names, `${BAD}\n`);

test.each<[command: string, ...args: string[]]>([
  ["show", BAD, ...few],
  ["show", "--content", BAD, "x"],
  ["show", `--${BAD}`],
  ["since", BAD, `8db6c34f1dbc ${BAD}`, document, `${BAD}.c`, ...few],
  ["since", "--clone", BAD, "8db6c34f1dbc"],
  ["since", "--headers", `${BAD}=x`, "CLONE_NEWTIME", ...few],
  ["since", "--repository", BAD, "8db6c34f1dbc"],
  ["has", "v5.6", BAD, ...few],
  ["has", BAD, "clone3"],
  ["lacks", BAD],
  ["lacks", "v5.6", "--topic", BAD],
  ["needs", BAD, names],
  ["needs", `${BAD}.c`],
  ["compare", BAD, "v5.6"],
  ["compare", "v5.4", "v5.6", "--kind", BAD],
  ["check", "--content", content],
  ["check", "--content", BAD],
  ["check", BAD],
  ["new", BAD, BAD],
  ["new", "change", BAD],
  ["import", document, "--dry-run", ...few],
  ["import", document, "--dry-run", "--clone", BAD, ...few],
  ["enrich", "--clone", BAD, ...few],
  ["enrich", "--headers", `${BAD}=${BAD}`, ...few],
])("%s %j prints nothing that a terminal obeys", async (name, ...args) => {
  const { run }: { run: Run } = await import(`../../scripts/${name}.ts`);
  const { stdout, stderr } = await runCommand(
    run,
    args.map((arg) => (arg === FEW ? writeTree(SOUND) : arg)),
  );
  expect(`${stdout}${stderr}`).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
  expect(`${stdout}${stderr}`.length).toBeGreaterThan(0);
});
