import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { preview } from "astro";
import type { TestProject } from "vitest/node";

/** A built site: where its files are, and where it is served while the tests run. */
export interface BuiltSite {
  /** "" or "/sincelinux" */
  base: string;
  folder: string;
  /** Address of the site's root, with the base path, without a slash at its end. */
  origin: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    sites: BuiltSite[];
  }
}

/** Builds the site for / and for a sub-path, as a user does, and serves both. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the checkout, because the bundled pages look for their packages from where they lie.
  const parent = mkdtempSync(resolve("node_modules/.site-test-"));
  const sites: BuiltSite[] = [];
  const servers: { stop(): Promise<void> }[] = [];
  for (const base of ["", "/sincelinux"]) {
    const folder = join(parent, base === "" ? "root" : "sub");
    process.env.BASE_PATH = base === "" ? "/" : base;
    process.env.ASTRO_TELEMETRY_DISABLED = "1";
    await promisify(execFile)(
      process.execPath,
      ["node_modules/astro/bin/astro.mjs", "build", "--outDir", folder, "--logLevel", "warn"],
      { env: { ...process.env, SITE_URL: "https://sincelinux.example" } },
    );
    const server = await preview({ outDir: folder, logLevel: "error", server: { port: 4400 } });
    servers.push(server);
    sites.push({ base, folder, origin: `http://localhost:${server.port}${base}` });
  }
  project.provide("sites", sites);
  return async () => {
    for (const server of servers) await server.stop();
    rmSync(parent, { recursive: true, force: true });
  };
}
