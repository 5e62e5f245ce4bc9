// What holds for every type of page. Each is opened once for several checks, since opening costs more than looking.
import type { Page } from "playwright-core";
import { type ExpectStatic, expect, inject, test } from "vitest";
import { addStyle, axeFindings, missing, on } from "./open-page.ts";
import { pageTypes } from "./page-types.ts";

const [root, sub] = inject("sites");
if (!root || !sub) throw new Error("two sites are built");

const INDEX = "/search/a-z/";
const WHY_INDEX = "Search needs JavaScript; this is the index, use your browser's find.\n\n";

test.concurrent.for(pageTypes)(
  "%s: no error, no foreign request, nothing for axe, no text that needs JavaScript",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    let text = "";
    await on(null, {}, async (page) => {
      await openQuietly(page, root.origin, path, context.expect, async () => {
        text = await textOf(page);
        context.expect(text.length).toBeGreaterThan(80);
        context.expect(await axeFindings(page)).toEqual([]);
      });
    });
    await on(`${root.origin}${path}`, { javaScriptEnabled: false }, async (page) => {
      context.expect(await page.locator(".filter:visible, .copy:visible").count()).toBe(0);
      // The search leads to its index, which says why; that sentence is all that a page says without scripts alone.
      if (path === "/search/") await page.waitForURL(`${root.origin}${INDEX}`);
      else if (path === INDEX) context.expect((await textOf(page)).replace(WHY_INDEX, "")).toBe(text);
      else context.expect(await textOf(page)).toBe(text);
    });
  },
);

test.concurrent.for(pageTypes)(
  "%s under a sub-path: no error, no foreign request, nothing wider than 360 pixels or a sheet",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(null, { viewport: { width: 360, height: 740 } }, async (page) => {
      await openQuietly(page, sub.origin, path, context.expect, async () => {
        const overflow = () =>
          page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
        context.expect(await overflow()).toBeLessThanOrEqual(0);
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 720, height: 1000 });
        context.expect(await overflow()).toBeLessThanOrEqual(0);
      });
    });
  },
);

/** Opens a page that has to have a strict policy, and neither before nor after its use an error or a foreign request. */
async function openQuietly(
  page: Page,
  origin: string,
  path: string,
  check: ExpectStatic,
  use: () => Promise<void>,
): Promise<void> {
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(origin).origin) trouble.push(`asked ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${origin}${path}`, { waitUntil: "networkidle" });
  const policy = await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute("content");
  check(policy).toContain("default-src 'none'");
  check(policy).not.toMatch(/unsafe-|\*/);
  await use();
  check(trouble).toEqual([]);
}

/** What can be read, without the controls that only a script can serve. */
function textOf(page: Page): Promise<string> {
  return page.locator("main").evaluate((main) => {
    const hide = new CSSStyleSheet();
    hide.replaceSync(".filter, .copy, [role=status] { display: none !important }");
    document.adoptedStyleSheets = [hide];
    const text = (main as HTMLElement).innerText;
    document.adoptedStyleSheets = [];
    return text;
  });
}

test("the check sees faint text, in the theme that has it", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root.origin}/about/`, {}, async (page) => {
    await addStyle(page, "@media (prefers-color-scheme: dark) { main p { color: #555 } }");
    expect(await axeFindings(page)).toEqual([expect.stringMatching(/^dark: color-contrast: /)]);
  });
});
