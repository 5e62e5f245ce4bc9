import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launch, whyNoBrowser } from "./chromium.ts";
import { pageTypes } from "./page-types.ts";

const sites = inject("sites");
const root = sites[0]?.origin ?? "";
const missing = whyNoBrowser();
let browser: Browser;

beforeAll(async () => {
  if (!missing) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** Opens an address in a fresh context, hands the page over, and closes it whatever happens. */
async function on(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    await use(page);
  } finally {
    await context.close();
  }
}

describe.each(sites)("the site at '$base/'", ({ origin }) => {
  test.for(pageTypes)("%s: no error, no foreign request, a strict policy", async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    const trouble: string[] = [];
    await on("about:blank", {}, async (page) => {
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
      const policy = await page
        .locator('meta[http-equiv="content-security-policy" i]')
        .getAttribute("content");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-|\*/);
    });
    expect(trouble).toEqual([]);
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.for(pageTypes)("%s: axe finds nothing", async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, { colorScheme, bypassCSP: true }, async (page) => {
      await page.addScriptTag({ content: axe.source });
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
        );
      });
      expect(found).toEqual([]);
    });
  });
});

test.for(pageTypes)(
  "%s: nothing is wider than the screen at 360 pixels, nor in print",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, { viewport: { width: 360, height: 740 } }, async (page) => {
      const overflow = () => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 720, height: 1000 });
      expect(await overflow()).toBeLessThanOrEqual(0);
    });
  },
);

test.for(pageTypes)("%s: everything can be read with JavaScript off", async (path, context) => {
  context.skip(missing !== null, missing ?? "");
  const read = async (page: Page) =>
    (await page.locator("main").evaluate((main) => {
      for (const control of main.querySelectorAll(".filter, .copy, [role=status]")) control.remove();
      return (main as HTMLElement).innerText;
    })) as string;
  let withScript = "";
  await on(`${root}${path}`, {}, async (page) => {
    withScript = await read(page);
  });
  expect(withScript.length).toBeGreaterThan(80);
  await on(`${root}${path}`, { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator(".filter:visible, .copy:visible").count()).toBe(0);
    expect(await read(page)).toBe(withScript);
  });
});

test.for(["/", "/changes/nsfs-ioctls/", "/claims/"])(
  "%s: nothing shifts while it loads",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, {}, async (page) => {
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                sum += (entry as PerformanceEntry & { value: number }).value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(sum), 500);
          }),
      );
      expect(shift).toBeLessThan(0.01);
    });
  },
);

test("a hash shows twelve digits, and all forty are copied by selecting it or by its button", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const sha = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
  await on(
    `${root}/commits/${sha}/`,
    { permissions: ["clipboard-read", "clipboard-write"] },
    async (page) => {
      const hash = page.locator("h1 + .lede .hash");
      expect(await hash.locator("code").evaluate((code) => code.firstChild?.textContent)).toBe(
        sha.slice(0, 12),
      );
      const rest = await hash.locator(".rest").boundingBox();
      expect(rest?.width ?? 0).toBe(0);
      await hash.evaluate((node) => getSelection()?.selectAllChildren(node));
      expect(await page.evaluate(() => String(getSelection()))).toBe(sha);
      await page.locator("h1 + .lede .copy").click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sha);
      expect(await page.locator("#copied").textContent()).toContain(sha);
    },
  );
});

test("the list of changes narrows by tag, status and release, keeps it in the address, and comes back", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/`, {}, async (page) => {
    const shown = () => page.locator("[data-tag]:visible").count();
    const all = await shown();
    await page.getByLabel("Tag").selectOption("seccomp");
    const seccomp = await shown();
    expect(seccomp).toBeGreaterThan(0);
    expect(seccomp).toBeLessThan(all);
    expect(new URL(page.url()).search).toBe("?tag=seccomp");
    expect(await page.locator("output").textContent()).toBe(
      seccomp === 1 ? "1 change" : `${seccomp} changes`,
    );
    await page.reload();
    expect(await shown()).toBe(seccomp);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction(() => location.search === "");
    expect(await shown()).toBe(all);
    await page.goto(`${root}/changes/?tag=user&status=merged&release=v4.14`);
    expect(await shown()).toBeGreaterThan(0);
    expect(await page.locator("[data-group]:visible").count()).toBe(1);
    await page.goto(`${root}/changes/?tag=%3Cscript%3E`);
    expect(await shown()).toBe(all);
  });
});

test("the first key press offers to skip to the content", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/`, {}, async (page) => {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#content");
  });
});
