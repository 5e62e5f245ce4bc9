import axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { inject } from "vitest";
import { whyNoBrowser } from "./chromium.ts";

/** Why the tests of a file are skipped; null when there is a browser. */
export const missing = whyNoBrowser();

let connection: Promise<Browser> | undefined;

/** By their options: a context costs as much as ten pages. The site keeps nothing in a browser but its cache of files. */
const contexts = new Map<string, Promise<BrowserContext>>();

/** Opens an address in a new page, hands the page over, and closes it whatever happens. */
export async function on(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const key = JSON.stringify(options);
  const context = contexts.get(key) ?? newContext(options);
  contexts.set(key, context);
  const page = await (await context).newPage();
  try {
    await page.goto(url, { waitUntil: "load" });
    await use(page);
  } finally {
    await page.close();
  }
}

/** The same in a browser that has loaded nothing yet, no font and no style. */
export async function onFirstVisit(url: string, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext({});
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    await use(page);
  } finally {
    await context.close();
  }
}

async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  const address = inject("browser");
  if (address === null) throw new Error("no browser was started");
  connection ??= chromium.connect(address);
  const context = await (await connection).newContext(options);
  // To end what hangs: on a busy machine a page of thousands of elements takes long.
  context.setDefaultTimeout(120_000);
  return context;
}

/** What axe finds wrong with a page opened with `bypassCSP`, in both themes, all of it laid out. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Otherwise what a reader would have to scroll to is not where it will be.
  await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
  await page.addScriptTag({ content: axe.source });
  const found: string[] = [];
  // Only what is broken is described, node by node. A theme changes colours alone: dark, their rules are enough.
  const resultTypes: axe.RunOptions["resultTypes"] = ["violations"];
  const runs: ["light" | "dark", axe.RunOptions][] = [
    ["light", { resultTypes }],
    ["dark", { resultTypes, runOnly: ["color-contrast", "link-in-text-block"] }],
  ];
  for (const [colorScheme, options] of runs) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async (given) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      return (await inPage.run(document, given)).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
    }, options);
    found.push(...violations.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}
