import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { serveFolder } from "../../scripts/static-server.ts";
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

/**
 * When tests under test/site are among those asked for, builds the site for / in this checkout as a user does, and for a
 * sub-path in a copy of it where all else is different too: path, time zone, locale, umask and an empty cache. Serves
 * both, and starts the one browser.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const asked = project.vitest.state.getPaths();
  if (!asked.some((file) => file.includes("/test/site/"))) return;
  const browser = await browserServer();
  // Inside the checkout, because the bundled pages look for their packages from where they lie.
  const folder = mkdtempSync(resolve("node_modules/.site-test-"));
  const elsewhere = mkdtempSync(join(tmpdir(), "else where "));
  const servers: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const server of servers) await server.stop();
    await browser?.close();
    for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
  };
  const sites: BuiltSite[] = [];
  const serve = async (base: string, outDir: string) => {
    const server = await serveFolder(outDir, base, 4400);
    servers.push(server);
    sites.push({ base, folder: outDir, origin: `http://localhost:${server.port}${base}` });
  };
  try {
    const checkout = copyCheckout(join(elsewhere, "another", "checkout"));
    await Promise.all([
      build(".", folder, "022", { BASE_PATH: "/" }),
      build(checkout, join(checkout, "dist"), "077", {
        BASE_PATH: "/sincelinux",
        TZ: "Pacific/Kiritimati",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "tr_TR.UTF-8",
        XDG_CACHE_HOME: join(elsewhere, "cache"),
      }),
    ]);
    await serve("", folder);
    await serve("/sincelinux", join(checkout, "dist"));
    project.provide("sites", sites);
    project.provide("browser", browser?.wsEndpoint() ?? null);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function copyCheckout(to: string): string {
  for (const part of ["src", "content", "public", "astro.config.mjs", "package.json", "tsconfig.json"]) {
    cpSync(part, join(to, part), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(to, "node_modules"));
  return to;
}

async function build(
  cwd: string,
  outDir: string,
  umask: string,
  environment: Record<string, string>,
): Promise<void> {
  const astro = ["node_modules/astro/bin/astro.mjs", "build", "--outDir", outDir, "--logLevel", "warn"];
  const inShell = ["-c", `umask ${umask} && exec "$@"`, "sh", process.execPath, ...astro];
  await promisify(execFile)("sh", inShell, {
    cwd,
    maxBuffer: 1 << 26,
    env: {
      ...process.env,
      SITE_URL: "https://sincelinux.example",
      ASTRO_TELEMETRY_DISABLED: "1",
      ...environment,
    },
  });
}
