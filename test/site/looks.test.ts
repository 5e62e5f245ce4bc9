import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

/** What eyes found on screenshots of every page type, held by what a browser lays out. */

const root = inject("sites")[0]?.origin ?? "";
const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 } };

test.for(["/interfaces/", "/changes/", "/releases/v4.14/"])(
  "%s: a mark stays on one line where it fits on one",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(root + path, phone, async (page) => {
      const broken = await page.locator(".origin:visible").evaluateAll((all) =>
        all.flatMap((mark) => {
          const line = Number.parseFloat(getComputedStyle(mark).lineHeight);
          const { height, width } = mark.getBoundingClientRect();
          const room = mark.parentElement?.getBoundingClientRect().width ?? 0;
          return height > 1.5 * line && width < 0.7 * room ? mark.textContent : [];
        }),
      );
      expect(broken).toEqual([]);
    });
  },
);

test.for([
  "/interfaces/CLONE_NEWTIME/",
  "/kernels/el9/",
  "/documents/namespaces-and-capabilities-2018/",
  "/changes/nsfs-ioctls/",
])("%s: the answer stands beside the title", async (path, context) => {
  context.skip(missing !== null, missing ?? "");
  await on(root + path, wide, async (page) => {
    const top = (of: string) =>
      page
        .locator(of)
        .first()
        .evaluate((node) => node.getBoundingClientRect().top);
    expect((await top(".answer")) - (await top(".record > header"))).toBeLessThan(15);
  });
});

test("the tables of kernels have common columns, and the field for one's own a label on one line", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/kernels/`, wide, async (page) => {
    const columns = await page
      .locator(".lines")
      .evaluateAll((tables) =>
        tables.map((table) =>
          [...table.querySelectorAll("thead th")].map((cell) =>
            Math.round(cell.getBoundingClientRect().left),
          ),
        ),
      );
    const ofVendors = columns.filter(({ length }) => length === 4);
    expect(ofVendors.length).toBeGreaterThan(5);
    expect(new Set(ofVendors.map(String)).size).toBe(1);
    const label = await page
      .locator("#own label span")
      .evaluate((node) => node.getBoundingClientRect().height);
    expect(label).toBeLessThan(25);
    expect(await page.locator("main").textContent()).not.toMatch(/\s,/);
  });
});

test("long lines of code have the width of the column, not of the text", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/mm-user-ns-owner/`, wide, async (page) => {
    const hidden = page.locator(".sections pre").first();
    expect(await hidden.evaluate((code) => code.scrollWidth - code.clientWidth)).toBe(0);
    await page.setViewportSize(phone.viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

test("names break after a separator, days and CVEs nowhere", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/topics/user/`, phone, async (page) => {
    const lines = await page
      .locator(".whole")
      .evaluateAll((all) => all.map((whole) => whole.getClientRects().length));
    expect(lines.length).toBeGreaterThan(5);
    expect(new Set(lines)).toEqual(new Set([1]));
    const html = await page.locator("#interfaces ~ .columns").innerHTML();
    expect(html.replaceAll("\n", "")).toMatch(/persistent_<wbr>keyring_<wbr>expiry/);
  });
});

test("a judgement is marked once, by its sign", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/userns-340-mappings/`, wide, async (page) => {
    const related = await page.locator("section:has(> #related)").innerText();
    expect(related).toContain("judgement");
    expect(related).not.toContain("Our judgement");
    expect(related).toContain("the same files");
  });
});
