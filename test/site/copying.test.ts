// One file, and one page after the other: all pages share the browser's clipboard.
import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const sha = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const always = ["kernel", "man", "markdown", "rst", "asciidoc", "html", "bibtex", "csl"];
const pages: [path: string, formats: string[]][] = [
  [`/commits/${sha}/`, always],
  // A "Fixes:" line fits neither a change nor a commit that introduces a feature.
  ["/commits/029a52ada6a774cac457f3be34b79cfc85563ced/", [...always, "fixes"]],
  ["/changes/nsfs-ioctls/", always],
];

test("each citation is copied by one press of a key, which is announced", async (context) => {
  context.skip(missing !== null, missing ?? "");
  for (const [path, formats] of pages) {
    await on(`${root}${path}`, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await page.locator(".citing > .copy").click();
      const inMarkdown = await page.locator("#cite-markdown").textContent();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(inMarkdown);
      await page.locator(".cite summary").press("Enter");
      expect(await page.locator(".citing > .copy").isVisible()).toBe(false);
      expect(await page.locator("[data-copy-of^=cite-]").count()).toBe(formats.length);
      for (const id of formats) {
        const button = page.locator(`[data-copy-of="cite-${id}"]`);
        await button.press("Enter");
        const name = await button.getAttribute("data-name");
        await page.locator("#copied", { hasText: `Copied ${name}` }).waitFor({ state: "attached" });
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied, id).toBe(await page.locator(`#cite-${id}`).textContent());
      }
    });
  }
});

test("a hash shows twelve digits, and all forty are copied by selecting it or by its button", async (context) => {
  context.skip(missing !== null, missing ?? "");
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
