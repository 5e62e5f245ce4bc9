import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from "playwright-core";

/** The first is the same engine without windows: a page costs it a third less. */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** The browser to test in: CHROMIUM_PATH, else the first known name on PATH; null when there is none. */
export function chromiumPath(): string | null {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram) ?? null;
}

/** Why the browser tests cannot run here; null when they can. Where they are required, that is an error. */
export function whyNoBrowser(): string | null {
  if (chromiumPath()) return null;
  const reason =
    "no Chromium. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to the program, to run the browser tests.";
  if (process.env.REQUIRE_BROWSER) throw new Error(`REQUIRE_BROWSER is set, but there is ${reason}`);
  return reason;
}

export function launch(): Promise<Browser> {
  return chromium.launch(options());
}

/** The one browser that all tests share, each page in a context of its own; null when there is none. */
export async function browserServer(): Promise<BrowserServer | null> {
  return whyNoBrowser() === null ? chromium.launchServer(options()) : null;
}

function options(): LaunchOptions {
  return {
    executablePath: chromiumPath() ?? "",
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-sync",
    ],
  };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
