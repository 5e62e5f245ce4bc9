import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";

test("the list of changes narrows by tag, status and release, keeps it in the address, and comes back", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/`, {}, async (page) => {
    const shown = () => page.locator("[data-tag]:not([hidden])").count();
    const all = await shown();
    await page.getByLabel("Tag").selectOption("seccomp");
    const seccomp = await shown();
    expect(seccomp).toBeGreaterThan(0);
    expect(seccomp).toBeLessThan(all);
    expect(await page.locator("[data-tag]:visible").count()).toBe(seccomp);
    expect(new URL(page.url()).search).toBe("?tag=seccomp");
    expect(await page.locator("output").textContent()).toBe(
      seccomp === 1 ? "1 change" : `${seccomp} changes`,
    );
    await page.reload();
    expect(await shown()).toBe(seccomp);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction(() => location.search === "");
    expect(await shown()).toBe(all);
    expect(await page.locator("details.year[open]").count()).toBe(1);
    await page.goto(`${root}/changes/?tag=user&status=merged&release=v4.14`);
    expect(await shown()).toBeGreaterThan(0);
    expect(await page.locator(".gutter:visible").count()).toBe(1);
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
