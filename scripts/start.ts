/** Builds the site and serves it on this machine until Ctrl-C. */
import { build, preview } from "astro";

process.env.ASTRO_TELEMETRY_DISABLED = "1";

await build({ logLevel: "warn" });
const server = await preview({ logLevel: "warn", server: { port: 4321 } });
const base = (process.env.BASE_PATH ?? "").replace(/^\/|\/$/g, "");
console.log(`sincelinux is at http://localhost:${server.port}/${base && `${base}/`}\nCtrl-C ends it.`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await server.stop();
    process.exit(0);
  });
}
