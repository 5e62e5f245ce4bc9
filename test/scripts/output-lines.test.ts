import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Run } from "../../scripts/command.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { SOUND, writeTree } from "../records/content-tree.ts";
import { runCommand } from "../run-command.ts";

const folder = temporaryFolder();
const deck = join(folder, "deck.md");
writeFileSync(deck, `# Talk\n\n- (user) ${"A title of many words ".repeat(20)} v5.13\n`);
const source = join(folder, "many.c");
writeFileSync(source, Array.from({ length: 99 }, (_, at) => `int a${at} = NO_SUCH_NAME_${at};`).join("\n"));
/** Folders of records that a test makes for itself. */
const trees: Record<string, Parameters<typeof writeTree>[0]> = {
  SOUND,
  BROKEN: { ...SOUND, "changes/x.md": "---\nnonsense: [\n---\n" },
};

/** Of every command the outputs that have the most to say. */
const outputs: [command: string, ...args: string[]][] = [
  ["has", "6.8.0-45-generic", "CLONE_NEWUSER", "idmapped-mounts", "io_uring_setup", "x".repeat(300)],
  ["has", "RHEL 9", "CLONE_NEWUSER", "landlock_create_ruleset"],
  ["lacks", "RHEL 9.4"],
  ["compare", "v5.4", "v6.1", "--cannot-tell"],
  ["needs", "pidfd_open", "seccomp-user-notification", "no_such_call"],
  ["show", "RHEL 9.4"],
  ["show", "6.8.0-45-generic"],
  ["show", "man-pages"],
  ["show", "unprivileged-user-namespaces"],
  ["show", "--content", "SOUND", "word ".repeat(100)],
  ["since", "CAP_BPF", "openat2", "8db6c34f1dbc", source],
  ["since", "README.md"],
  ["check", "--content", "BROKEN"],
  ["import", "--content", "SOUND", "--dry-run", deck],
  ["new", "--content", "SOUND", "change", "made-here"],
  ["enrich", "--content", "SOUND"],
  ...["has", "lacks", "compare", "needs", "show", "since", "check", "import", "new", "enrich"].map(
    (name): [string, string] => [name, "--help"],
  ),
];

test.each(outputs)(
  "no line of %s %s ... is longer than a screen, and none ends in spaces",
  async (name, ...args) => {
    const { run }: { run: Run } = await import(`../../scripts/${name}.ts`);
    const { stdout, stderr } = await runCommand(
      run,
      args.map((each) => (trees[each] ? writeTree(trees[each]) : each)),
    );
    const lines = `${stdout}${stderr}`.split("\n");
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    // A problem is one line, for editors; lines of a diff are those of a file.
    expect(stdout.split("\n").filter((line) => line.length > 200 && !/^\+|^\S+:\d+:\d+ /.test(line))).toEqual(
      [],
    );
  },
);
