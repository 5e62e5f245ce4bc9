import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
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

/** Open pages that no test uses, by their options: a new one costs four times what an address costs in an open one. */
const unused = new Map<string, Page[]>();

/**
 * Opens an address, hands its page over, and takes back what was done to it.
 * @param url null leaves to the test what is opened first, and when
 */
export async function on(
  url: string | null,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { viewport, ...ofContext } = options;
  const key = JSON.stringify(ofContext);
  const context = contexts.get(key) ?? newContext(ofContext);
  contexts.set(key, context);
  const page = unused.get(key)?.pop() ?? (await (await context).newPage());
  const size = page.viewportSize();
  if (viewport) await page.setViewportSize(viewport);
  let passed = false;
  try {
    if (url !== null) await page.goto(url, { waitUntil: "load" });
    await use(page);
    passed = true;
  } finally {
    if (passed) {
      for (const event of ["console", "pageerror", "request", "response", "dialog"])
        page.removeAllListeners(event);
      await page.unrouteAll();
      await page.emulateMedia({ media: null, colorScheme: null });
      if (size) await page.setViewportSize(size);
      unused.set(key, [...(unused.get(key) ?? []), page]);
    } else await page.close();
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

/** Adds a style that the page's policy cannot refuse. */
export async function addStyle(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);
}

/** Leaves two of what is alike, as below. Runs in the page. */
export function dropRepeats(): void {
  const named = ({ localName, classList }: Element) => [localName, ...classList].join(".");
  const shape = (element: Element): string => {
    // It counts which parts there are, not how many of each and in what order: of 20 cells each row would be one of a kind.
    const parts = new Set([...element.children].map(shape));
    return `${named(element)}(${[...parts].sort().join()})`;
  };
  const seen = new Map<string, number>();
  const drawings = [...document.querySelectorAll("main svg")];
  const alike = "main li, main tr, main svg :is(a, g, line, text)";
  for (const element of [...document.querySelectorAll(alike)]) {
    if (!element.isConnected) continue;
    const drawing = element.closest("svg");
    let place = shape(element) + (drawing ? drawings.indexOf(drawing) : "");
    for (let above = element.parentElement; above; above = above.parentElement) place += `<${named(above)}`;
    const number = (seen.get(place) ?? 0) + 1;
    seen.set(place, number);
    if (number > 2) element.remove();
  }
}

/** What axe finds, in the page that its source was run in. */
export async function axeViolations(options: axe.RunOptions): Promise<string[]> {
  const { axe: inPage } = window as unknown as { axe: typeof axe };
  return (await inPage.run(document, options)).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

/** Half as long as the source that the package exports: a browser reads it for every page. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const themes = ["light", "dark"] as const;

/**
 * What axe finds wrong with a page, in both themes or the one named, all of it laid out. Of rows, entries and marks of a drawing that have
 * one shape and place, same elements and classes, it sees two: a thousand alike take minutes and say nothing more.
 */
export async function axeFindings(
  page: Page,
  inThemes: readonly (typeof themes)[number][] = themes,
): Promise<string[]> {
  // Otherwise what a reader would have to scroll to is not where it will be.
  await addStyle(page, "* { content-visibility: visible !important }");
  await page.evaluate(dropRepeats);
  await page.evaluate(axeSource);
  const found: string[] = [];
  // Only what is broken is described, node by node. A theme changes colours alone: dark, their rules are enough.
  const resultTypes: axe.RunOptions["resultTypes"] = ["violations"];
  const rules: Record<(typeof themes)[number], axe.RunOptions> = {
    light: { resultTypes },
    dark: { resultTypes, runOnly: ["color-contrast", "link-in-text-block"] },
  };
  for (const colorScheme of inThemes) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(axeViolations, rules[colorScheme]);
    found.push(...violations.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}
