#!/usr/bin/env node
/** The command line: picks the command, and turns what it returns into the exit code. */

/** Runs one command. @returns 0 fine, 1 problems found, 2 wrong use */
type Run = (args: string[]) => Promise<number>;

const commands: Record<string, { does: string; load: () => Promise<{ run: Run }> }> = {
  check: { does: "read all content and report every problem", load: () => import("./check.ts") },
  show: { does: "find a change, commit, release or source by anything", load: () => import("./show.ts") },
  new: { does: "write a draft record to fill in", load: () => import("./new.ts") },
  import: { does: "write drafts for what a talk or notes list", load: () => import("./import.ts") },
  enrich: { does: "write what a git clone proves about the commits", load: () => import("./enrich.ts") },
  since: { does: "say since which release commits are in the kernel", load: () => import("./since.ts") },
};

// A reader that has enough, such as head, closes the pipe: no reason for a stack trace, nor to call it success.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(1);
});

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  const { run } = await command.load();
  process.exitCode = await run(args);
} else {
  const list = Object.entries(commands).map(([each, { does }]) => `  ${each.padEnd(8)} ${does}`);
  const usage = `usage: sincelinux <command> [arguments]\n\n${list.join("\n")}\n\nEach explains itself with --help. In a checkout, sincelinux is called by: npm run -s sincelinux --\n`;
  const asked = name === "--help" || name === "help";
  (asked ? process.stdout : process.stderr).write(
    asked || name === "" ? usage : `sincelinux: no command "${name}"\n\n${usage}`,
  );
  process.exitCode = asked ? 0 : 2;
}

export {};
