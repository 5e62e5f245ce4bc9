import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { whyNoBrowser } from "./chromium.ts";

/** Why the tests of a file are skipped; null when there is a browser. */
export const missing = whyNoBrowser();

let connection: Promise<Browser> | undefined;

/** Opens an address in a fresh context, hands the page over, and closes it whatever happens. */
export async function on(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const address = inject("browser");
  if (address === null) throw new Error("no browser was started");
  connection ??= chromium.connect(address);
  const context = await (await connection).newContext(options);
  // To end what hangs: on a busy machine a page of thousands of elements takes long.
  context.setDefaultTimeout(120_000);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    await use(page);
  } finally {
    await context.close();
  }
}

/** What axe finds wrong with a page opened with `bypassCSP`, in both themes, all of it laid out. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Otherwise what a reader would have to scroll to is not where it will be.
  await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
  await page.addScriptTag({ content: axe.source });
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      // Every rule that is on by default; only what is broken is described, node by node.
      return (await inPage.run(document, { resultTypes: ["violations"] })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
    });
    found.push(...violations.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}
