import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { missing, on, onFirstVisit } from "./open-page.ts";

const [site] = inject("sites");
if (!site) throw new Error("no site was built");
const { origin, folder } = site;
const commit = "/commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/";

test.concurrent.for([
  ["/changes/nsdelegate/", "/changes/cgroup-nsdelegate/"],
  ["/changes/tucked-mounts/", "/changes/reversible-umount-tucked-mounts/"],
  ["/interfaces/clone_newtime/", "/interfaces/CLONE_NEWTIME/"],
  ["/c/8db6c34f1d/", commit],
])("%s offers %s, and does not blame", async ([asked = "", offered = ""], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(null, {}, async (page) => {
    const response = await page.goto(`${origin}${asked}`);
    context.expect(response?.status()).toBe(404);
    await page.locator(`#near a[href="${offered}"]`).waitFor();
    const text = await page.locator("main").innerText();
    context.expect(text).toMatch(/^There is no page at this address/);
    context
      .expect(text)
      .not.toMatch(/\b(?:you|your|wrong|mistyped|misspelt|invalid|bad|sorry|error|oops)\b/i);
  });
});

test.concurrent.for([
  ["/releases/5.4/", "/releases/v5.4/"],
  ["/commits/8db6c34f1dbc/", commit],
])("%s leads to %s", async ([asked = "", page = ""], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}${asked}`, {}, async (tab) => {
    await tab.waitForURL(`${origin}${page}`);
    context.expect(await tab.locator("h1").count()).toBe(1);
  });
});

test("what names nothing is searched for, and the forms of addresses are listed without JavaScript too", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const forms = ["/c/", "/releases/", "/interfaces/", "/topics/", "/changes/"];
  await on(`${origin}/zzzqqq/`, { javaScriptEnabled: false }, async (page) => {
    for (const path of forms) expect(await page.locator(`main a[href="${path}"]`).count(), path).toBe(1);
  });
});

test.for(["/zzzqqq/", "/changes/namespace/", "/c/8db6c34f1d/"])(
  "%s: nothing moves when the offers come, and they load below 60 kB of scripts and data",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await onFirstVisit("about:blank", async (page) => {
      const loaded: string[] = [];
      page.on("request", (each) => loaded.push(new URL(each.url()).pathname));
      await page.goto(`${origin}${path}`);
      await page.locator("#near li").first().waitFor();
      await page.waitForLoadState("networkidle");
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => {
              const values = list
                .getEntries()
                .map((entry) => (entry as PerformanceEntry & { value: number }).value);
              resolve(values.reduce((sum, value) => sum + value, 0));
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(0), 500);
          }),
      );
      expect(shift).toBe(0);
      expect(await page.getByText("addresses of these forms").isVisible()).toBe(true);
      const files = [...new Set(loaded)].filter((each) => /\.js(?:on)?$/.test(each));
      const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length);
      expect(files).toContain("/search/index.json");
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
    });
  },
);

test.each(["//evil.org/%2f..", "//evil.org", "/%", "/%00/", "/changes/%2e%2e%2f"])(
  "%s is not found, and is no failure",
  async (path) => {
    const { hostname, port } = new URL(origin);
    const status = await new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path }, ({ statusCode }) => resolve(statusCode));
      asked.on("error", reject).end();
    });
    expect(status).toBe(404);
  },
);
