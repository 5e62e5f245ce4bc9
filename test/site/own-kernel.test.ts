import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { axeFindings, missing, on } from "./open-page.ts";

const [root, sub] = inject("sites");
if (!root || !sub) throw new Error("two sites are built");

/** Clears afterwards what the browser keeps of the site. */
function onKeeping(url: string, use: (page: Page) => Promise<void>): Promise<void> {
  return on(url, {}, async (page) => {
    try {
      await use(page);
    } finally {
      await page.evaluate(() => localStorage.clear());
    }
  });
}

function withKernel(origin: string, name: string, use: (page: Page) => Promise<void>): Promise<void> {
  return onKeeping(`${origin}/kernels/`, async (page) => {
    await page.locator("#own input").fill(name);
    await page.locator("#own").getByRole("button", { name: "Set" }).click();
    await page.locator("#own output", { hasText: /\S/ }).waitFor();
    await use(page);
  });
}

const open = async (page: Page, address: string) => {
  await page.goto(address);
  await page.locator(".own-kernel").waitFor();
};
const markOf = (page: Page, selector: string) => page.locator(selector).first().getAttribute("data-own");

test("a mainline or stable kernel has or lacks each release by its order, and lists can be narrowed", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await withKernel(sub.origin, "5.15.61", async (page) => {
    await open(page, `${sub.origin}/changes/openat2/`);
    expect(await markOf(page, ".answer .big a")).toBe("has");
    await open(page, `${sub.origin}/changes/`);
    expect(await markOf(page, "main a[href$='/releases/v5.15/']")).toBe("has");
    expect(await markOf(page, "main a[href$='/releases/v5.16/'], main a[href$='/releases/v5.17/']")).toBe(
      "lacks",
    );
    expect(await markOf(page, "main .entry .title[href$='/changes/statmount-listmount/']")).toBe("lacks");
    const visible = () => page.locator("main .entry:visible").count();
    const all = await page.locator("main .entry").count();
    await page.getByLabel("Show in lists").selectOption("lacks");
    const lacking = await visible();
    expect(await page.locator("main .entry:visible .title[data-own='has']").count()).toBe(0);
    await page.getByLabel("Show in lists").selectOption("has");
    const having = await visible();
    expect(await page.locator("main .entry:visible .title[data-own='lacks']").count()).toBe(0);
    expect(Math.min(lacking, having)).toBeGreaterThan(10);
    expect(Math.max(lacking, having)).toBeLessThan(all);
    await page.locator(".own-kernel").getByRole("button", { name: "Clear" }).click();
    expect(await page.locator("[data-own], .own-kernel").count()).toBe(0);
    expect(await page.locator("[data-not-own]").count()).toBe(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});

test("of a vendor's kernel only what a source decides is said", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await withKernel(root.origin, "4.18.0-372.9.1.el8.x86_64", async (page) => {
    for (const [path, words] of [
      ["/interfaces/pidfd_send_signal/", "has"],
      ["/interfaces/pidfd_open/", "lacks"],
      ["/interfaces/proc/pid/ns/user/", "cannot tell"],
    ]) {
      await open(page, `${root.origin}${path}`);
      expect([path, await markOf(page, ".answer .big a")]).toEqual([path, words]);
    }
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("a name that fits two lines is asked about, and one that is no kernel is refused", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await withKernel(root.origin, "6.8.0-45-generic", async (page) => {
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.locator("#own output button", { hasText: "Ubuntu 24.04" }).click();
    expect(await page.evaluate(() => localStorage.getItem("kernel"))).toContain('"at":"ubuntu-24.04"');
    await page.locator(".own-kernel").waitFor();
    await page.locator("#own input").fill("<img src=x>");
    await page.locator("#own").getByRole("button", { name: "Set" }).click();
    await page.locator("#own output", { hasText: "names no kernel" }).waitFor();
    expect(await page.locator("main img").count()).toBe(0);
  });
});

test("nothing shifts where a kernel is set", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await withKernel(root.origin, "v5.4", async (page) => {
    await open(page, `${root.origin}/changes/openat2/`);
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
});

test("what a kept value may be does not break a page", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await onKeeping(`${root.origin}/robots.txt`, async (page) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    for (const kept of ["{", "5", '{"name":7}', '{"name":"x","at":"no-such-line","release":"<b>"}']) {
      await page.evaluate((text) => localStorage.setItem("kernel", text), kept);
      await page.goto(`${root.origin}/changes/openat2/`, { waitUntil: "networkidle" });
    }
    expect(faults).toEqual([]);
    expect(await markOf(page, ".answer .big a")).toMatch(/has|lacks|cannot tell/);
  });
});

test("the scripts for it are below 8 kB compressed, and no page without a kernel loads more than 1 of them", () => {
  const html = readFileSync(join(root.folder, "about/index.html"), "utf8");
  const files = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, file]) => file ?? "");
  const all = new Set(files);
  for (const file of all) {
    const code = readFileSync(join(root.folder, file), "utf8");
    for (const [, name = ""] of code.matchAll(/["'`](?:\.\/|assets\/)([\w.@-]+\.js)["'`]/g))
      all.add(`/assets/${name}`);
  }
  const size = [...all].map((file) => gzipSync(readFileSync(join(root.folder, file))).length);
  expect(all.size).toBeGreaterThan(files.length);
  expect(size.reduce((sum, each) => sum + each, 0)).toBeLessThan(8_000);
});
