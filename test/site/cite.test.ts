import { describe, expect, inject, test } from "vitest";
import { axeFindings, missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const site = "https://sincelinux.example";
const sha = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const pages = [`/commits/${sha}/`, "/changes/nsfs-ioctls/"];
const formats = ["kernel", "man", "markdown", "rst", "asciidoc", "html", "bibtex", "csl"];
const kernelStyle = 'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")';

describe.concurrent.each(pages)("the citations of %s", (path) => {
  test.concurrent("are there to read and select without a script", async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, { javaScriptEnabled: false }, async (page) => {
      await page.locator(".cite summary").click();
      for (const id of formats) {
        const text = page.locator(`#cite-${id}`);
        expect(await text.isVisible(), id).toBe(true);
        expect((await text.innerText()).trim().length, id).toBeGreaterThan(20);
      }
      expect(await page.locator(".cite button").first().isVisible()).toBe(false);
    });
  });

  test.concurrent("fit a screen of 360 pixels, and are not printed", async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, { viewport: { width: 360, height: 740 } }, async (page) => {
      await page.locator(".cite summary").click();
      expect(
        await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".cite").isVisible()).toBe(false);
    });
  });

  test.concurrent("open, axe finds nothing", async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, {}, async (page) => {
      await page.locator(".cite summary").click();
      expect(await axeFindings(page)).toEqual([]);
    });
  });
});

test("a commit's page gives the kernel's form, and a link to itself that stays", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/commits/${sha}/`, {}, async (page) => {
    expect(await page.locator("#cite-kernel").textContent()).toBe(kernelStyle);
    expect(await page.locator("#cite-markdown").textContent()).toBe(
      `[${kernelStyle}](${site}/commits/${sha}/)`,
    );
  });
});
