import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { preview } from "astro";
import type { TestProject } from "vitest/node";
import { browserServer } from "./chromium.ts";

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
    /** Where the browser of all tests is reached; null when there is none. */
    browser: string | null;
  }
}

/** Builds the site for / and for a sub-path, as a user does, and serves both; starts the one browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await browserServer();
  // Inside the checkout, because the bundled pages look for their packages from where they lie.
  const parent = mkdtempSync(resolve("node_modules/.site-test-"));
  const bases = ["", "/sincelinux"];
  const folderOf = (base: string) => join(parent, base === "" ? "root" : "sub");
  const servers: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const server of servers) await server.stop();
    await browser?.close();
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    await Promise.all(bases.map((base) => build(base, folderOf(base))));
    const sites: BuiltSite[] = [];
    for (const base of bases) {
      process.env.BASE_PATH = base === "" ? "/" : base;
      const folder = folderOf(base);
      const server = await preview({ outDir: folder, logLevel: "error", server: { port: 4400 } });
      servers.push(server);
      sites.push({ base, folder, origin: `http://localhost:${server.port}${base}` });
    }
    project.provide("sites", sites);
    project.provide("browser", browser?.wsEndpoint() ?? null);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function build(base: string, outDir: string): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    ["node_modules/astro/bin/astro.mjs", "build", "--outDir", outDir, "--logLevel", "warn"],
    {
      maxBuffer: 1 << 26,
      env: {
        ...process.env,
        SITE_URL: "https://sincelinux.example",
        BASE_PATH: base === "" ? "/" : base,
        ASTRO_TELEMETRY_DISABLED: "1",
      },
    },
  );
}
