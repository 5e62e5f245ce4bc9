import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launch, whyNoBrowser } from "./chromium.ts";

/** Why the tests of a file are skipped; null when there is a browser. */
export const missing = whyNoBrowser();

let browser: Browser | undefined;

beforeAll(async () => {
  if (!missing) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** Opens an address in a fresh context, hands the page over, and closes it whatever happens. */
export async function on(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  if (!browser) throw new Error("no browser was started");
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    await use(page);
  } finally {
    await context.close();
  }
}

/**
 * Lays out what a reader would have to scroll to: only then is it where it will be. For pages opened with
 * `bypassCSP`.
 */
export async function layOutWhole(page: Page): Promise<void> {
  await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
}
