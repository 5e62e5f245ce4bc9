import { expect, inject, test } from "vitest";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const options = { javaScriptEnabled: false, viewport: { width: 390, height: 800 } };

test.for([
  ["8db6c34f1dbc", "8db6c34f1dbc"],
  ["CLONE_NEWTIME", "CLONE_NEWTIME"],
  ["user namespaces", "User namespaces"],
  ["5.14.0-427.el9", "Red Hat Enterprise Linux 9"],
])(
  "the example %s leads, without JavaScript, to what it names",
  async ([query = "", named = ""], context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}/`, options, async (page) => {
      await page.getByRole("link", { name: query, exact: true }).click();
      await page.waitForURL((url) => url.pathname !== "/");
      await expect.poll(() => page.locator("main").textContent(), { timeout: 120_000 }).toContain(named);
    });
  },
);

test("the strip of years counts every change that came with a dated release, once", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const dated = new Map(known.corpus.releases.map(({ version, date }) => [version, date]));
  const expected = known.changes.filter(({ since }) => dated.get(since.first.releases.at(-1) ?? "")).length;
  await on(`${root}/`, options, async (page) => {
    const counts = await page.locator(".years .count").allTextContents();
    expect(counts.map((text) => Number.parseInt(text, 10)).reduce((sum, each) => sum + each, 0)).toBe(
      expected,
    );
  });
});

test("the reader's own kernel can be set from the first screen", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/`, { viewport: { width: 1440, height: 900 } }, async (page) => {
    const link = page.getByRole("link", { name: "Set your kernel" });
    expect((await link.boundingBox())?.y).toBeLessThan(850);
    await link.click();
    await page.waitForURL("**/kernels/#own-kernel");
    expect(await page.getByRole("form", { name: "Your kernel" }).isVisible()).toBe(true);
  });
});
