import { command, isProgram, main } from "./command.ts";
import { serveFolder } from "./static-server.ts";

const usage = `usage: npm start

Builds the site into dist and serves it on this machine until Ctrl-C. Prints the address.
BASE_PATH=/kernel builds and serves it below a path.
Exit code: 0 ended by Ctrl-C, 1 the site could not be built, 2 usage error.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Builds and serves. @returns 0 served, 2 usage error */
export const run = command({ name: "start", usage, options: {} }, async () => {
  process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
  const start = performance.now();
  let pages = 0;
  say("building the site: reading content ...");
  const { build } = await import("astro");
  await build({
    logLevel: "warn",
    integrations: [
      {
        name: "progress",
        hooks: {
          "astro:build:setup": () => say("building the site: writing pages ..."),
          "astro:build:done": ({ pages: { length } }) => {
            pages = length;
          },
        },
      },
    ],
  });
  say(`built ${pages.toLocaleString("en")} pages in ${Math.round((performance.now() - start) / 1000)} s`);
  const path = (process.env["BASE_PATH"] ?? "").replace(/^\/|\/$/g, "");
  const base = path && `/${path}`;
  const server = await serveFolder("dist", base, 4321);
  say(`sincelinux is at http://localhost:${server.port}${base}/ (Ctrl-C stops it)`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      await server.stop();
      process.exit(0);
    });
  }
  return 0;
});

if (isProgram(import.meta)) await main(run);
