/** The command line: picks the command. */
import { didYouMean } from "../src/domain/nearest.ts";
import { quoted } from "../src/domain/text.ts";
import { main, type Run, usageErrorText } from "./command.ts";

const commands: Record<string, { does: string; load: () => Promise<{ run: Run }> }> = {
  check: { does: "read all content and report every problem", load: () => import("./check.ts") },
  show: { does: "find a change, commit, release or source by anything", load: () => import("./show.ts") },
  new: { does: "write a draft record to fill in", load: () => import("./new.ts") },
  import: { does: "write drafts for what a talk or notes list", load: () => import("./import.ts") },
  enrich: { does: "write what a git clone proves about the commits", load: () => import("./enrich.ts") },
  since: { does: "show the first release of commits", load: () => import("./since.ts") },
  has: { does: "say whether a kernel has something", load: () => import("./has.ts") },
  lacks: { does: "list what a kernel lacks", load: () => import("./lacks.ts") },
  needs: { does: "find the lowest kernel that has several things", load: () => import("./needs.ts") },
  compare: { does: "list what differs between two kernels", load: () => import("./compare.ts") },
};

const list = Object.entries(commands).map(([each, { does }]) => `  ${each.padEnd(8)} ${does}`);
const usage = `usage: sincelinux <command> [arguments]\n\n${list.join("\n")}\n\n"sincelinux <command> --help" describes each. In a checkout, call it as: npm run -s sincelinux --\n`;

await main(async ([name = "", ...args]) => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return await (await command.load()).run(args);
  const isHelp = name === "--help" || name === "-h" || name === "help";
  if (isHelp) process.stdout.write(usage);
  else if (name === "") process.stderr.write(usage);
  else {
    const names = Object.keys(commands);
    const expected = `one of ${names.join(", ")}`;
    const remedy = didYouMean(name, names, "Name one of them.");
    process.stderr.write(
      `${usageErrorText("sincelinux", { at: "command", expected, found: quoted(name), remedy })}\n`,
    );
  }
  return isHelp ? 0 : 2;
});
