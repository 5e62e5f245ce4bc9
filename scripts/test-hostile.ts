import { quoted } from "../src/domain/text.ts";
import { runHostile } from "../test/hostile/run-hostile.ts";
import { command, isProgram, main } from "./command.ts";

const usage = `usage: npm run test:hostile [-- --kills N]

Asks clones that a stranger may have prepared (false tags, FIFOs and devices in place of files, hostile settings,
damaged graphs, odd and huge commits) in surroundings that fail (full disks, closed streams, another git or user), and
kills enrich at random moments. Prints how many were tried and held. As root it tries more: mounts and other users.
  --kills N   how often to kill enrich (100)
Exit code: 0 all held, 1 some not, 2 usage error.
`;

export const run = command(
  { name: "test:hostile", usage, options: { kills: { type: "string", default: "100" } } },
  async ({ values, usageError }) => {
    if (!/^\d{1,5}$/.test(values.kills))
      return usageError({ at: "--kills", expected: "a number", found: quoted(values.kills) });
    const lost = await runHostile(Number(values.kills), (line) => process.stdout.write(`${line}\n`));
    return lost === 0 ? 0 : 1;
  },
);

if (isProgram(import.meta)) await main(run);
