import { expect, inject, test } from "vitest";
import { missing, on, onFirstVisit } from "./open-page.ts";
import { pageTypes } from "./page-types.ts";

const root = inject("sites")[0]?.origin ?? "";

test.concurrent.for(pageTypes)(
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

test.concurrent.for(["/", "/changes/nsfs-ioctls/", "/claims/"])(
  "%s: nothing shifts while it loads",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await onFirstVisit(`${root}${path}`, async (page) => {
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
