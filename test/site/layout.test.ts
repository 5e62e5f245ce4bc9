import { expect, inject, test } from "vitest";
import { missing, onFirstVisit } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";

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
