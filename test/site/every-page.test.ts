// What holds for every type of page. Each is opened once with scripts and once without, since opening costs more than looking.
import { globSync } from "node:fs";
import type { Page } from "playwright-core";
import { type ExpectStatic, expect, inject, test } from "vitest";
import { addStyle, axeFindings, dropRepeats, missing, on } from "./open-page.ts";
import { firstPages, pagesByType, pageTypes } from "./page-types.ts";

const [root, sub] = inject("sites");
if (!root || !sub) throw new Error("two sites are built");

const INDEX = "/search/a-z/";
const WHY_INDEX = "Search needs JavaScript; this is the index, use your browser's find.\n\n";

test("every file that makes pages has one here", () => {
  expect(Object.keys(pagesByType).sort()).toEqual(globSync("**/*.astro", { cwd: "src/pages" }).sort());
});

// With scripts below the sub-path, where a lost base shows, and without at the root: same-bytes.test.ts finds no other
// difference between the two.
test.concurrent.for(pageTypes)(
  "%s: no error, no foreign request, no text that needs JavaScript, nothing too wide, nothing for axe",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    let text = "";
    await on(null, { javaScriptEnabled: false }, async (page) => {
      await openQuietly(page, `${root.origin}${path}`, "load", context.expect, async () => {
        context.expect(await page.locator(".filter:visible, .copy:visible").count()).toBe(0);
        // The search leads to its index, which says why; that sentence is all that a page says without scripts alone.
        if (path === "/search/") await page.waitForURL(`${root.origin}${INDEX}`);
        else text = await textOf(page);
      });
    });
    if (path === INDEX) text = text.replace(WHY_INDEX, "");
    await on(null, {}, async (page) => {
      await openQuietly(page, `${sub.origin}${path}`, "networkidle", context.expect, async () => {
        // What 404.html holds back until its offers are there is shown with them, or when it has waited long enough.
        await page.waitForFunction(() => document.getAnimations().length === 0);
        const shown = await textOf(page);
        context.expect(shown.length).toBeGreaterThan(80);
        if (path !== "/search/") context.expect(shown).toBe(text);
        const overflow = () =>
          page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
        const size = page.viewportSize() ?? { width: 0, height: 0 };
        await page.setViewportSize({ width: 360, height: 740 });
        context.expect(await overflow()).toBeLessThanOrEqual(0);
        // Pages of one type share their colours, and what they are on paper.
        const isFirst = firstPages.includes(path);
        if (isFirst) {
          await page.emulateMedia({ media: "print" });
          await page.setViewportSize({ width: 720, height: 1000 });
          context.expect(await overflow()).toBeLessThanOrEqual(0);
          await page.emulateMedia({ media: null });
        }
        await page.evaluate(dropRepeats);
        await page.setViewportSize(size);
        context.expect(await axeFindings(page, isFirst ? ["light", "dark"] : ["light"])).toEqual([]);
      });
    });
  },
);

/** Opens a page that has to have a strict policy, and neither before nor after its use an error or a foreign request. */
async function openQuietly(
  page: Page,
  address: string,
  waitUntil: "load" | "networkidle",
  check: ExpectStatic,
  use: () => Promise<void>,
): Promise<void> {
  const trouble: string[] = [];
  page.on("console", (message) => {
    // Chromium says so by the clock, of a page that a busy machine has not drawn yet; asked below instead.
    if (/was preloaded .* but not used/.test(message.text())) return;
    if (message.type() === "error" || message.type() === "warning") trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) trouble.push(`asked ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(address, { waitUntil });
  const policy = await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute("content");
  check(policy).toContain("default-src 'none'");
  check(policy).not.toMatch(/unsafe-|\*/);
  await use();
  check(await page.evaluate(unusedFonts)).toEqual([]);
  check(trouble).toEqual([]);
}

/** Fonts that the page has loaded before they are asked for, and then does not ask for. Runs in the page. */
async function unusedFonts(): Promise<string[]> {
  await document.fonts.ready;
  const used = [...document.fonts].filter(({ status }) => status === "loaded").length;
  const preloaded = [...document.querySelectorAll<HTMLLinkElement>("link[rel=preload][as=font]")];
  return preloaded.slice(used).map(({ href }) => href);
}

/** What can be read, without the controls that only a script can serve, and without the base of addresses. */
async function textOf(page: Page): Promise<string> {
  const text = await page.locator("main").evaluate((main) => {
    const hide = new CSSStyleSheet();
    hide.replaceSync(".filter, .copy, [role=status] { display: none !important }");
    document.adoptedStyleSheets = [hide];
    const text = (main as HTMLElement).innerText;
    document.adoptedStyleSheets = [];
    return text;
  });
  return text.replaceAll(`${sub?.base}/`, "/");
}

test("the check sees faint text, in the theme that has it", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root.origin}/about/`, {}, async (page) => {
    await addStyle(page, "@media (prefers-color-scheme: dark) { main p { color: #555 } }");
    expect(await axeFindings(page)).toEqual([expect.stringMatching(/^dark: color-contrast: /)]);
  });
});
